/** Calendar periods in which quotas count, in the zone of the instrument: days, weeks from Monday, months, years. */

import type { DailyHours, QuotaPeriod } from '../../catalog/rules/quota.ts'
import {
  addDays,
  dateOf,
  datesDuring,
  instantOf,
  type LocalDate,
  minutesOfDay,
  weekdayOf,
} from '../../kernel/calendar.ts'
import { clip, clipAll, DAY_MS, type Instant, type Interval, unionMs } from '../../kernel/interval.ts'

/** `name` reads the same in every language: `2026-03-02`, `2026-03-02 – 2026-03-08`, `2026-03`, `2026`. */
export type Period = Interval & { readonly name: string }

/** The period that holds a moment. */
export function periodAt(at: Instant, kind: QuotaPeriod, timeZone: string): Period {
  const date = dateOf(at, timeZone)
  const { first, next, name } = PERIODS[kind](date)
  return { startsAt: instantOf(first, '00:00', timeZone), endsAt: instantOf(next, '00:00', timeZone), name }
}

/** Every period that shares time with a span, ascending. */
export function periodsDuring(span: Interval, kind: QuotaPeriod, timeZone: string): readonly Period[] {
  const periods: Period[] = []
  for (let at = span.startsAt; at < span.endsAt; at = periods.at(-1)?.endsAt ?? span.endsAt) {
    periods.push(periodAt(at, kind, timeZone))
  }
  return periods
}

type Dates = { readonly first: LocalDate; readonly next: LocalDate; readonly name: string }

const PERIODS: Readonly<Record<QuotaPeriod, (date: LocalDate) => Dates>> = {
  day: (date) => ({ first: date, next: addDays(date, 1), name: date }),
  week: (date) => {
    const first = addDays(date, 1 - weekdayOf(date))
    return { first, next: addDays(first, 7), name: `${first} – ${addDays(first, 6)}` }
  },
  month: (date) => {
    const first = `${date.slice(0, 7)}-01`
    return { first, next: `${addDays(first, 31).slice(0, 7)}-01`, name: date.slice(0, 7) }
  },
  year: (date) => {
    const year = date.slice(0, 4)
    const first = `${year}-01-01`
    return { first, next: `${addDays(first, 366).slice(0, 4)}-01-01`, name: year }
  },
}

/** The part of a span in a period, within certain hours of each day where they are given. */
export function enforcedMs(
  span: Interval,
  hours: DailyHours | null,
  period: Interval,
  timeZone: string,
): number {
  const inside = clip(span, period)
  if (!inside) return 0
  if (hours === null) return inside.endsAt - inside.startsAt
  const reaching = { startsAt: inside.startsAt - DAY_MS, endsAt: inside.endsAt }
  const windows = datesDuring(reaching, timeZone).map((date) => dailyInterval(date, hours, timeZone))
  return unionMs(clipAll(windows, inside))
}

/** The hours that begin on a day. */
export function dailyInterval(date: LocalDate, { startsAt, endsAt }: DailyHours, timeZone: string): Interval {
  const crosses = (minutesOfDay(endsAt) ?? 0) <= (minutesOfDay(startsAt) ?? 0)
  return {
    startsAt: instantOf(date, startsAt, timeZone),
    endsAt: instantOf(crosses ? addDays(date, 1) : date, endsAt, timeZone),
  }
}

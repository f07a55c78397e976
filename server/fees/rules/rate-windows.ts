/** Cuts a span at every boundary of a rate window, in the instrument's zone. */

import {
  dateOf,
  dayInterval,
  instantOf,
  type LocalDate,
  minutesOfDay,
  type Weekday,
  weekdayOf,
} from '../../kernel/calendar.ts'
import {
  DAY_MS,
  durationMs,
  type Interval,
  intersectIntervals,
  MINUTE_MS,
  subtractIntervals,
} from '../../kernel/interval.ts'
import type { RateWindow } from './tariffs.ts'

/** The time of a span at one rate: in `window`, or at the base rate where it is undefined. */
export type RateChunk = { readonly window: RateWindow | undefined; readonly parts: readonly Interval[] }

/**
 * The span at each rate, base rate first and then the windows in their order; every millisecond is in exactly one
 * chunk, and chunks without time are left out. Where windows overlap the first one counts.
 */
export function rateChunks(
  span: Interval,
  windows: readonly RateWindow[],
  zone: string,
): readonly RateChunk[] {
  let rest: readonly Interval[] = [span]
  const chunks: RateChunk[] = []
  if (windows.length > 0) {
    const days = daysAround(span, zone)
    for (const window of windows) {
      const open = days.flatMap((day) =>
        window.weekdays.includes(day.weekday) ? windowOn(day, window, zone) : [],
      )
      const parts = intersectIntervals(rest, open)
      if (parts.length === 0) continue
      chunks.push({ window, parts })
      rest = subtractIntervals(rest, parts)
    }
  }
  return rest.some((it) => durationMs(it) > 0) ? [{ window: undefined, parts: rest }, ...chunks] : chunks
}

/** A local day; `number` counts days from 1970-01-01. */
type Day = Interval & { readonly number: number; readonly date: LocalDate; readonly weekday: Weekday }

/** The window that opens on `day`, where a clock change leaves any of it. */
function windowOn(day: Day, { startsAt, endsAt }: RateWindow, zone: string): readonly Interval[] {
  const from = minutesOfDay(startsAt) ?? 0
  const to = minutesOfDay(endsAt) ?? 0
  const next = to <= from ? dayOf(day.number + 1, zone) : undefined
  const last = next ?? day
  const span = {
    startsAt: isEven(day) ? day.startsAt + from * MINUTE_MS : instantOf(day.date, startsAt, zone),
    endsAt: isEven(last) ? last.startsAt + to * MINUTE_MS : instantOf(last.date, endsAt, zone),
  }
  return durationMs(span) > 0 ? [span] : []
}

/** Whether no clock changes on the day, so that its wall clock shows the time since its midnight. */
function isEven(day: Day): boolean {
  return durationMs(day) === DAY_MS
}

/** The days whose windows can touch the span, ascending; a window lasts into the day after its own at most. */
function daysAround(span: Interval, zone: string): readonly Day[] {
  const first = Math.floor(span.startsAt / DAY_MS) - 2
  const last = Math.floor(span.endsAt / DAY_MS) + 1
  const days = Array.from({ length: last - first + 1 }, (_, i) => dayOf(first + i, zone))
  return days.filter((it, i) => it.startsAt < span.endsAt && (days[i + 1] ?? it).endsAt > span.startsAt)
}

/** Days already worked out: turning a date into instants costs more than the rest of a price. */
const knownDays = new Map<string, Day>()
const KNOWN_DAYS_MAX = 20_000

function dayOf(number: number, zone: string): Day {
  const key = `${number} ${zone}`
  const known = knownDays.get(key)
  if (known) return known
  const date = dateOf(number * DAY_MS, 'utc')
  const day = { ...dayInterval(date, zone), number, date, weekday: weekdayOf(date) }
  if (knownDays.size >= KNOWN_DAYS_MAX) knownDays.clear()
  knownDays.set(key, day)
  return day
}

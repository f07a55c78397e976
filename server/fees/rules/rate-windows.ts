/** Cuts a span at every boundary of a rate window, in the instrument's zone. */

import {
  dateOf,
  dayInterval,
  endInstantOf,
  instantOf,
  type LocalDate,
  type LocalTime,
  minutesOfDay,
  type Weekday,
  weekdayOf,
} from '../../kernel/calendar.ts'
import {
  DAY_MS,
  durationMs,
  HOUR_MS,
  type Instant,
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
  const days = windows.length > 0 ? daysAround(span, zone) : []
  for (const window of windows) {
    const open = openDuring(span, window, days)
    if (open.length === 0) continue
    const parts = intersectIntervals(rest, open)
    if (parts.length === 0) continue
    chunks.push({ window, parts })
    rest = subtractIntervals(rest, parts)
  }
  return rest.length > 0 ? [{ window: undefined, parts: rest }, ...chunks] : chunks
}

/** A local day; `number` counts days from 1970-01-01. */
type Day = Interval & {
  readonly number: number
  readonly date: LocalDate
  readonly weekday: Weekday
  readonly zone: string
  /** Whether no clock changes on it, so that its wall clock shows the time since its midnight. */
  readonly isEven: boolean
}

/** The parts of the span in which the window is open, ascending. */
function openDuring(span: Interval, window: RateWindow, days: readonly Day[]): readonly Interval[] {
  const from = minutesOfDay(window.startsAt) ?? 0
  const to = minutesOfDay(window.endsAt) ?? 0
  const open: Interval[] = []
  for (const day of days) {
    if (!window.weekdays.includes(day.weekday)) continue
    const last = to <= from ? dayOf(day.number + 1, day.zone) : day
    const startsAt = Math.max(span.startsAt, momentOf(day, from, window.startsAt))
    const endsAt = Math.min(span.endsAt, endOf(last, to, window.endsAt))
    if (startsAt < endsAt) open.push({ startsAt, endsAt })
  }
  return open
}

/** The moment of a wall-clock time on a day. */
function momentOf(day: Day, minutes: number, time: LocalTime): Instant {
  return day.isEven ? day.startsAt + minutes * MINUTE_MS : instantOf(day.date, time, day.zone)
}

/** The moment at which a window ends that closes at a wall-clock time on a day. */
function endOf(day: Day, minutes: number, time: LocalTime): Instant {
  return day.isEven ? day.startsAt + minutes * MINUTE_MS : endInstantOf(day.date, time, day.zone)
}

/** The days whose windows can touch the span, ascending; a window lasts into the day after its own at most. */
function daysAround(span: Interval, zone: string): readonly Day[] {
  const days: Day[] = []
  const last = Math.floor(span.endsAt / DAY_MS) + 1
  for (let number = Math.floor(span.startsAt / DAY_MS) - 2; number <= last; number += 1) {
    const day = dayOf(number, zone)
    if (day.startsAt >= span.endsAt) break
    if (day.endsAt + DAY_MS + HOUR_MS > span.startsAt) days.push(day)
  }
  return days
}

/** Days already worked out: turning a date into instants costs more than the rest of a price. */
const knownDays = new Map<string, Map<number, Day>>()
const KNOWN_DAYS_MAX = 20_000

function dayOf(number: number, zone: string): Day {
  const known = knownDays.get(zone)
  const day = known?.get(number)
  if (day) return day
  const date = dateOf(number * DAY_MS, 'utc')
  const span = dayInterval(date, zone)
  const made = { ...span, number, date, weekday: weekdayOf(date), zone, isEven: durationMs(span) === DAY_MS }
  if (known && known.size < KNOWN_DAYS_MAX) known.set(number, made)
  else knownDays.set(zone, new Map([[number, made]]))
  return made
}

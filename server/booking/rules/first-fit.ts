/**
 * The earliest start in free time. It is asked of thousands of instruments at once, so spans are flat here: start, end,
 * start, end … in one typed array, disjoint and ascending, and nothing is made on the way.
 */

import { startOfDay } from '../../kernel/calendar.ts'
import { DAY_MS, type Instant, type Interval } from '../../kernel/interval.ts'

export type FlatSpans = Float64Array

/** The midnights of a zone from the one before a span to the one behind it: the beginnings of its grids. */
export type Midnights = Float64Array

/** Where bookings may start: at every multiple of `alignMs` from each of `from`, or, where that is 0, at each of them. */
export type StartGrid = { readonly from: Float64Array; readonly alignMs: number }

export type Fit = {
  /** Not earlier than this. */
  readonly from: Instant
  /** Over by then. */
  readonly until: Instant
  readonly lengthMs: number
  /** So much must be free behind it. */
  readonly turnaroundMs: number
  readonly grid: StartGrid
}

/** When no start fits. */
export const NEVER = Number.POSITIVE_INFINITY

/** The first start on the grid in `open` time that leaves `full` time alone, its turnaround too; `NEVER` when there is none. */
export function firstFit(open: FlatSpans, full: FlatSpans, fit: Fit): Instant {
  const { from, until, lengthMs, turnaroundMs, grid } = fit
  const needMs = lengthMs + turnaroundMs
  let hole = firstEndingAfter(full, from)
  let left = from
  for (let i = firstEndingAfter(open, from); i < open.length; i += 2) {
    const endsAt = Math.min(open[i + 1] ?? 0, until)
    let at = onGrid(Math.max(open[i] ?? 0, left), grid)
    while (at + lengthMs <= endsAt) {
      while (hole < full.length && (full[hole + 1] ?? 0) <= at) hole += 2
      if (hole >= full.length || (full[hole] ?? 0) >= at + needMs) return at
      // Behind what is in the way, and behind every gap that is too short wherever the grid lies.
      do {
        left = full[hole + 1] ?? 0
        hole += 2
      } while (hole < full.length && (full[hole] ?? 0) < left + needMs)
      at = onGrid(left, grid)
    }
    if ((open[i] ?? 0) >= until) return NEVER
  }
  return NEVER
}

/** Where the first span begins that ends after `at`; the length when there is none. */
export function firstEndingAfter(spans: FlatSpans, at: Instant): number {
  let low = 0
  let high = spans.length / 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle * 2 + 1] ?? 0) > at) high = middle
    else low = middle + 1
  }
  return low * 2
}

/** The first moment from `at` on that lies on the grid, without asking a clock. */
function onGrid(at: Instant, { from, alignMs }: StartGrid): Instant {
  if (alignMs === 0) return from[firstFrom(from, at)] ?? NEVER
  // Days are 24 hours but for a few, so the guess is nearly always right.
  let day = Math.floor((at - (from[0] ?? 0)) / DAY_MS)
  while (day > 0 && (from[day] ?? NEVER) > at) day -= 1
  while ((from[day + 1] ?? NEVER) <= at) day += 1
  const midnight = from[day] ?? 0
  const next = midnight + Math.ceil((at - midnight) / alignMs) * alignMs
  return Math.min(next, from[day + 1] ?? NEVER)
}

/** The place of the first of ascending moments that is not before `at`. */
function firstFrom(moments: Float64Array, at: Instant): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((moments[middle] ?? 0) >= at) high = middle
    else low = middle + 1
  }
  return low
}

/** The midnights that decide about starts inside `span`. */
export function midnightsAround({ startsAt, endsAt }: Interval, timeZone: string): Midnights {
  const found = [startOfDay(startsAt, timeZone)]
  for (let at = startsAt; at < endsAt + DAY_MS;) {
    const midnight = found.at(-1) ?? at
    // Behind noon of the longest day, and before that of the next.
    at = startOfDay(midnight + 1.5 * DAY_MS, timeZone)
    found.push(at)
  }
  return Float64Array.from(found)
}

export function flatSpans(spans: readonly Interval[]): FlatSpans {
  const flat = new Float64Array(spans.length * 2)
  for (const [i, { startsAt, endsAt }] of spans.entries()) flat.set([startsAt, endsAt], i * 2)
  return flat
}

/** The spans that reach into `window`, whole. */
export function spansReaching(spans: FlatSpans, window: Interval): readonly Interval[] {
  const found: Interval[] = []
  for (let i = firstEndingAfter(spans, window.startsAt); i < spans.length; i += 2) {
    const [startsAt = 0, endsAt = 0] = [spans[i], spans[i + 1]]
    if (startsAt >= window.endsAt) break
    found.push({ startsAt, endsAt })
  }
  return found
}

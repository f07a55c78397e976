/** When an instrument can still be booked, and from when on. */

import type { BookingPolicy } from '../../catalog/rules/policy.ts'
import { startOfDay } from '../../kernel/calendar.ts'
import { DAY_MS, type Instant, type Interval, overlaps, subtractIntervals } from '../../kernel/interval.ts'
import type { TakenTime } from './taken-time.ts'

/** How far ahead the next free start is looked for. */
export const OUTLOOK_MS = 14 * DAY_MS

export type Outlook = {
  readonly freeNow: boolean
  /** The earliest start of a shortest booking; null when there is none within the outlook. */
  readonly nextFreeAt: Instant | null
}

/**
 * The open time in which a booking may lie, ascending: nothing taken in it, and room for the turnaround before
 * whatever comes next.
 */
export function freeIntervals(
  open: readonly Interval[],
  taken: readonly Pick<TakenTime, 'startsAt' | 'blockedUntil'>[],
  turnaroundMs: number,
): readonly Interval[] {
  const closed = taken.map((it) => ({ startsAt: it.startsAt - turnaroundMs, endsAt: it.blockedUntil }))
  return subtractIntervals(open, closed)
}

/** Whether there is free time at this moment, and when the next booking could start. */
export function outlook(
  free: readonly Interval[],
  { policy, timeZone }: { readonly policy: BookingPolicy; readonly timeZone: string },
  now: Instant,
): Outlook {
  const moment = { startsAt: now, endsAt: now + 1 }
  const earliest = now + policy.noticeMsMin
  const latest = now + policy.horizonMs
  const starts = free.flatMap((it) => {
    const startsAt = nextOnGrid(Math.max(it.startsAt, earliest), policy.stepMs, timeZone)
    return startsAt + policy.durationMsMin <= Math.min(it.endsAt, latest) ? [startsAt] : []
  })
  return { freeNow: free.some((it) => overlaps(it, moment)), nextFreeAt: starts[0] ?? null }
}

/** The first moment from `instant` on that lies on the grid, which begins at local midnight. */
function nextOnGrid(instant: Instant, stepMs: number, timeZone: string): Instant {
  const midnight = startOfDay(instant, timeZone)
  return midnight + Math.ceil((instant - midnight) / stepMs) * stepMs
}

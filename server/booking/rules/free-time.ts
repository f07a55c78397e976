/** When an instrument can still be booked, and from when on. */

import type { BookingPolicy } from '../../catalog/rules/policy.ts'
import type { CutOff } from '../../catalog/rules/policy-layers.ts'
import { plainGrid, type SlotGrid, slotStarts } from '../../catalog/rules/slots.ts'
import { addDays, dateOf, instantOf, startOfDay } from '../../kernel/calendar.ts'
import {
  DAY_MS,
  type Instant,
  type Interval,
  MINUTE_MS,
  overlaps,
  subtractIntervals,
} from '../../kernel/interval.ts'
import { fullTime, type Seats } from './lanes.ts'
import { firstOpenDay, gridAt } from './slots.ts'
import type { TakenTime } from './taken-time.ts'

/** How far ahead the next free start is looked for. */
export const OUTLOOK_MS = 14 * DAY_MS

type OutlookPolicy = Pick<BookingPolicy, 'durationMsMin' | 'stepMs' | 'noticeMsMin' | 'horizonMs'>

export type OutlookTerms = {
  readonly policy: OutlookPolicy & { readonly cutOff?: CutOff | null }
  readonly timeZone: string
  /** Left out: the policy's step. */
  readonly grid?: SlotGrid
}

export type Outlook = {
  readonly freeNow: boolean
  /** The earliest start of a shortest booking; null when there is none within the outlook. */
  readonly nextFreeAt: Instant | null
}

type Taken = Seats & Pick<TakenTime, 'blockedUntil'>

/**
 * The open time in which a booking may lie, ascending: a unit is left in it, and there is room for the turnaround
 * before whatever comes next.
 */
export function freeIntervals(
  open: readonly Interval[],
  taken: readonly Taken[],
  turnaroundMs: number,
  capacity = 1,
): readonly Interval[] {
  const blocked = taken.map(({ startsAt, blockedUntil, seats }) => ({
    startsAt,
    endsAt: blockedUntil,
    seats,
  }))
  const closed = fullTime(blocked, capacity).map((it) => ({ ...it, startsAt: it.startsAt - turnaroundMs }))
  return subtractIntervals(open, closed)
}

/** The parts of free time that can be booked now: from the first start on the grid, neither too near nor too far, long enough. */
export function bookableTime(
  free: readonly Interval[],
  { policy, timeZone, grid = plainGrid(policy.stepMs) }: OutlookTerms,
  now: Instant,
): readonly Interval[] {
  const earliest = Math.max(now + policy.noticeMsMin, firstOpenDay(policy.cutOff ?? null, { now, timeZone }))
  const latest = now + policy.horizonMs
  return free.flatMap((it) => {
    const endsAt = Math.min(it.endsAt, latest)
    const fits = (at: Instant) => at + shortestMs(policy, gridAt(at, grid, timeZone).stepMs) <= endsAt
    let startsAt = nextOnGrid(Math.max(it.startsAt, earliest), grid, timeZone)
    // A later block may have shorter slots.
    while (grid.blocks.length > 0 && startsAt < endsAt && !fits(startsAt)) {
      startsAt = nextOnGrid(startsAt + 1, grid, timeZone)
    }
    return fits(startsAt) ? [{ startsAt, endsAt }] : []
  })
}

/** How long a booking lasts at least: whole steps, as many as the shortest one needs. */
export function shortestMs({ durationMsMin }: Pick<BookingPolicy, 'durationMsMin'>, stepMs: number): number {
  return Math.max(1, Math.ceil(durationMsMin / stepMs)) * stepMs
}

/** Whether there is free time at this moment, and when the next booking could start. */
export function outlook(free: readonly Interval[], terms: OutlookTerms, now: Instant): Outlook {
  const moment = { startsAt: now, endsAt: now + 1 }
  const [next] = bookableTime(free, terms, now)
  return { freeNow: free.some((it) => overlaps(it, moment)), nextFreeAt: next?.startsAt ?? null }
}

/** What several outlooks amount to where any of them will do. */
export function soonest(all: readonly Outlook[]): Outlook {
  const starts = all.flatMap((it) => it.nextFreeAt ?? [])
  return {
    freeNow: all.some((it) => it.freeNow),
    nextFreeAt: starts.length === 0 ? null : Math.min(...starts),
  }
}

/** The first moment from `instant` on that lies on the grid, which begins at local midnight. */
export function nextOnGrid(instant: Instant, grid: SlotGrid, timeZone: string): Instant {
  const midnight = startOfDay(instant, timeZone)
  const next = midnight + Math.ceil((instant - midnight) / grid.alignMs) * grid.alignMs
  // A day that the clock makes shorter ends before its last step does.
  const day = startOfDay(next, timeZone)
  const aligned = day > midnight ? day : next
  if (grid.blocks.length === 0) return aligned
  const today = dateOf(instant, timeZone)
  const starts = [today, addDays(today, 1)].flatMap((date) => {
    const from = instantOf(date, '00:00', timeZone)
    return slotStarts(date, grid).map((minute) => from + minute * MINUTE_MS)
  })
  return starts.find((it) => it >= instant) ?? aligned
}

/**
 * Waiting for time on an instrument: what one may wish for, who comes first, which span fits, and how long an offer lasts.
 *
 * The published order: first come, first served; whoever let his last offer lapse goes behind all who did not. Nobody
 * holds two open offers of one instrument, and nobody is offered the same freed time twice.
 */

import type { BookingPolicy } from '../../catalog/rules/policy.ts'
import type { SlotGrid } from '../../catalog/rules/slots.ts'
import {
  datesDuring,
  endInstantOf,
  instantOf,
  minutesOfDay,
  type LocalTime,
  type Weekday,
  weekdayOf,
} from '../../kernel/calendar.ts'
import {
  clipAll,
  DAY_MS,
  durationMs,
  type Instant,
  type Interval,
  intersectIntervals,
  mergeIntervals,
  MINUTE_MS,
  overlaps,
} from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { durationProblems, limitText } from './booking-problems.ts'
import { nextOnGrid } from './free-time.ts'

/** How long one may think about an offer. */
export const OFFER_MS = 30 * MINUTE_MS
/** Time that leaves less to think about it is not offered. */
export const OFFER_MS_MIN = 5 * MINUTE_MS
export const WAITING_WINDOW_MS_MAX = 31 * DAY_MS
/** So many wait for one instrument at most. */
export const QUEUE_MAX = 200
/** So many wishes one person has at most. */
export const OWN_WISHES_MAX = 20

/** An offer of the time, or only word that something is free. */
export type WaitsFor = 'offer' | 'notice'
export type WaitingState = 'waiting' | 'served' | 'left' | 'over'
export type OfferState = 'open' | 'accepted' | 'declined' | 'lapsed'

export const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** `lengthMs` anywhere inside the window, on these weekdays, between these times of day. */
export type Wish = Interval & {
  readonly lengthMs: number
  readonly weekdays: readonly Weekday[]
  readonly dayFrom: LocalTime
  readonly dayUntil: LocalTime
}

/** Whether the very span is wanted and no other. */
export function isExact(wish: Pick<Wish, 'startsAt' | 'endsAt' | 'lengthMs'>): boolean {
  return wish.lengthMs === durationMs(wish)
}

type Waiter = { readonly id: string; readonly hasMissed: boolean; readonly createdAt: Instant }

/** Those who wait in the order in which they are offered time. */
export function inFairOrder<T extends Waiter>(waiters: readonly T[]): readonly T[] {
  return waiters.toSorted(
    (a, b) =>
      Number(a.hasMissed) - Number(b.hasMissed) ||
      a.createdAt - b.createdAt ||
      (a.id < b.id ? -1 : Number(a.id > b.id)),
  )
}

/** The parts of the window that lie on the wish's weekdays and hours, ascending, disjoint. */
export function wishedTime(wish: Wish, zone: string): readonly Interval[] {
  const days = datesDuring(wish, zone).filter((it) => wish.weekdays.includes(weekdayOf(it)))
  const hours = days.map((it) => ({
    startsAt: instantOf(it, wish.dayFrom, zone),
    endsAt: endInstantOf(it, wish.dayUntil, zone),
  }))
  return clipAll(mergeIntervals(hours), wish)
}

export type FittingFacts = {
  /** Where a booking may lie. */
  readonly free: readonly Interval[]
  /** What has become free: a fitting span shares time with it. */
  readonly freed: readonly Interval[]
  readonly now: Instant
  readonly zone: string
  readonly policy: Pick<BookingPolicy, 'noticeMsMin'>
  readonly grid: SlotGrid
}

/** Spans that fulfil a wish, the earliest in each free part, as near as can be to what became free; on the grid. */
export function fittingSpans(
  wish: Wish,
  { free, freed, now, zone, policy, grid }: FittingFacts,
): readonly Interval[] {
  const earliest = now + policy.noticeMsMin + OFFER_MS_MIN
  const spans = intersectIntervals(free, wishedTime(wish, zone)).flatMap((part) =>
    freed.flatMap((it) => {
      const first = Math.max(part.startsAt, earliest)
      const from = Math.max(first, Math.min(it.startsAt, part.endsAt - wish.lengthMs))
      const next = nextOnGrid(from, grid, zone)
      const starts = [next, next - grid.alignMs].filter(
        (at) => at >= first && at + wish.lengthMs <= part.endsAt,
      )
      return starts.slice(0, 1).map((startsAt) => ({ startsAt, endsAt: startsAt + wish.lengthMs }))
    }),
  )
  return spans.filter((span) => freed.some((it) => overlaps(it, span)))
}

/** Until when an offer can be accepted: never past the moment up to which the time can be booked. */
export function offerExpiry(
  startsAt: Instant,
  { noticeMsMin }: Pick<BookingPolicy, 'noticeMsMin'>,
  now: Instant,
): Instant {
  return Math.min(now + OFFER_MS, startsAt - noticeMsMin)
}

type WishFacts = {
  readonly now: Instant
  readonly policy: BookingPolicy
  readonly grid: SlotGrid
  /** How many wait for the instrument already, and how many wishes the person has. */
  readonly queueLength: number
  readonly ownWishes: number
}

/** Every reason why a wish cannot be waited for, but for whether the person may book then. */
export function wishProblems(
  wish: Wish,
  { now, policy, grid, queueLength, ownWishes }: WishFacts,
): readonly Problem[] {
  const [from, until] = [minutesOfDay(wish.dayFrom), minutesOfDay(wish.dayUntil)]
  const areHours = from !== undefined && until !== undefined && from < until
  const areDays = wish.weekdays.length > 0 && wish.weekdays.every((it) => EVERY_DAY.includes(it))
  if (durationMs(wish) <= 0) return [problem('BOOKING_SPAN_EMPTY')]
  // Which of several steps counts is known when a time is found.
  const stepMs = grid.blocks.length > 0 ? MINUTE_MS : grid.stepMs
  return [
    ...(areHours ? [] : [problem('INPUT_INVALID', [], { field: 'dayFrom' })]),
    ...(areDays ? [] : [problem('INPUT_INVALID', [], { field: 'weekdays' })]),
    ...(wish.endsAt - wish.lengthMs < now ? [problem('BOOKING_IN_PAST')] : []),
    ...(durationMs(wish) > WAITING_WINDOW_MS_MAX
      ? [problem('WAITING_WINDOW_TOO_LONG', [], { limit: limitText(WAITING_WINDOW_MS_MAX) })]
      : []),
    ...(wish.lengthMs > durationMs(wish) ? [problem('WAITING_WINDOW_TOO_SHORT')] : []),
    ...durationProblems(wish.lengthMs, { ...policy, stepMs }),
    ...(queueLength >= QUEUE_MAX ? [problem('WAITING_LIST_FULL', [], { max: QUEUE_MAX })] : []),
    ...(ownWishes >= OWN_WISHES_MAX ? [problem('WAITING_TOO_MANY', [], { max: OWN_WISHES_MAX })] : []),
  ]
}

/** Reasons that may pass while one waits: the time is taken, or the instrument is being repaired. */
const PASSING = new Set<string>([
  'BOOKING_OVERLAPS',
  'BOOKING_OVERLAPS_HOLD',
  'BOOKING_OVERLAPS_MAINTENANCE',
  'BOOKING_OVERLAPS_OFFER',
  'BOOKING_OVERLAPS_USE',
  'BOOKING_IN_TURNAROUND',
  'INSTRUMENT_OUT_OF_ORDER',
  'OPERATOR_BUSY',
])

/** Whether waiting can help against a reason. */
export function waitingHelps(code: string): boolean {
  return PASSING.has(code)
}

/** Why nobody should wait for a span with these reasons against it: because it is free, or will never be his. */
export function waitingProblems(against: readonly Problem[]): readonly Problem[] {
  if (against.length === 0) return [problem('WAITING_TIME_IS_FREE')]
  return against.filter((it) => !waitingHelps(it.code))
}

/** Reasons why an offer cannot be taken any more. */
export function offerProblems(
  { id, state, expiresAt }: { readonly id: string; readonly state: OfferState; readonly expiresAt: Instant },
  now: Instant,
): readonly Problem[] {
  return state === 'open' && now < expiresAt ? [] : [problem('WAITING_OFFER_OVER', [id])]
}

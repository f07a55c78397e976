/**
 * Whether a booking stays within the quotas of the person and the institution whom it is for. Pure: what they have
 * booked already goes in, problems come out. Time in a period counts as long as it lies in it; a booking counts in the
 * period in which it starts. Missed bookings count; rejected and cancelled ones do not.
 */

import type { Quota } from '../../catalog/rules/quota.ts'
import { DAY_MS, HOUR_MS, type Instant, type Interval, MINUTE_MS, overlaps } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { BOOKING_MS_MAX, limitText } from './booking-problems.ts'
import { enforcedMs, type Period, periodAt, periodsDuring } from './periods.ts'
import type { BookingState } from './states.ts'

/** Where a quota was set, which is where it counts. */
export const QUOTA_LEVELS = ['instrument', 'institution', 'city'] as const
export type QuotaLevel = (typeof QUOTA_LEVELS)[number]

export type PlacedQuota = Quota & { readonly level: QuotaLevel }

/** What somebody has booked already. */
export type CountedBooking = Interval & {
  readonly id: string
  readonly state: BookingState
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
}

export type QuotaFacts = {
  readonly now: Instant
  readonly timeZone: string
  readonly instrumentId: string
  readonly institutionId: string
  /** Of the person and of his institution, by start, as far as `countedSpan` reaches; without the booking that is judged. */
  readonly booked: Readonly<Record<Quota['per'], readonly CountedBooking[]>>
}

/** The states that count against quotas. */
export const COUNTED_STATES: readonly BookingState[] = [
  'requested',
  'confirmed',
  'in_use',
  'completed',
  'missed',
]
const STANDING: readonly BookingState[] = ['requested', 'confirmed', 'in_use']

/** Where the starts of bookings lie that can count against a quota of `span`; all to come where they all count. */
export function countedSpan(span: Interval, quota: Quota, { now, timeZone }: QuotaClock): Interval {
  if (quota.measure === 'future_bookings' || quota.measure === 'future_minutes')
    return { startsAt: now, endsAt: Number.MAX_SAFE_INTEGER }
  if (isAboutNeighbours(quota)) {
    const gapMs = gapOf(quota)
    return { startsAt: span.startsAt - gapMs - BOOKING_MS_MAX, endsAt: span.endsAt + gapMs }
  }
  const periods = periodsOf(span, quota, timeZone)
  const [startsAt, endsAt] = [periods[0]?.startsAt ?? span.startsAt, periods.at(-1)?.endsAt ?? span.endsAt]
  return { startsAt: quota.measure === 'minutes' ? startsAt - BOOKING_MS_MAX : startsAt, endsAt }
}

type QuotaClock = Pick<QuotaFacts, 'now' | 'timeZone'>

/** Every quota that `span` would exceed; empty when none. */
export function quotaProblems(
  span: Interval,
  quotas: readonly PlacedQuota[],
  facts: QuotaFacts,
): readonly Problem[] {
  return quotas.flatMap((it) => exceeded(span, it, facts))
}

function exceeded(span: Interval, quota: PlacedQuota, facts: QuotaFacts): readonly Problem[] {
  if (isAboutNeighbours(quota)) return clashes(span, quota, facts)
  return overuses(span, quota, facts).map(({ period, used, limit }) => {
    const texts = countsBookings(quota)
      ? { limit: quota.limit, used }
      : { limit: hoursText(limit), used: hoursText(used) }
    return problem(codeOf(quota), [], { ...texts, period: period.name })
  })
}

/** Whether a quota looks at what is near a booking, and counts nothing. */
export function isAboutNeighbours({ measure }: Quota): boolean {
  return measure === 'gap_minutes' || measure === 'one_at_a_time'
}

export type Overuse = {
  readonly period: Period
  /** Bookings, or milliseconds. */
  readonly used: number
  readonly limit: number
}

/** The periods in which `span` would be too much. */
export function overuses(span: Interval, quota: PlacedQuota, facts: QuotaFacts): readonly Overuse[] {
  const bookings = countsBookings(quota)
  return periodsOf(span, quota, facts.timeZone).flatMap((period) => {
    const used = usedBy(quota, facts, period)
    const wanted = bookings ? 1 : countedMs(span, quota, period, facts.timeZone)
    const limit = bookings ? quota.limit : quota.limit * MINUTE_MS
    return wanted === 0 || used + wanted <= limit ? [] : [{ period, used, limit }]
  })
}

/** What is in the way of one person having one instrument at a time, or a pause between two. */
function clashes(span: Interval, quota: PlacedQuota, facts: QuotaFacts): readonly Problem[] {
  const near = neighbours(span, quota, facts)
  if (near.length === 0) return []
  const gapMs = gapOf(quota)
  return [
    problem(
      codeOf(quota),
      near.map((it) => it.id),
      gapMs > 0 ? { limit: limitText(gapMs) } : {},
    ),
  ]
}

/** The bookings that are too near to `span`. */
export function neighbours(span: Interval, quota: PlacedQuota, facts: QuotaFacts): readonly CountedBooking[] {
  const gapMs = gapOf(quota)
  const around = { startsAt: span.startsAt - gapMs, endsAt: span.endsAt + gapMs }
  const counts = gapMs > 0 ? COUNTED_STATES.filter((it) => it !== 'missed') : STANDING
  return countedBookings(quota, facts).filter((it) => counts.includes(it.state) && overlaps(it, around))
}

/** How long a pause must be between two bookings. */
export function gapOf({ measure, limit }: Quota): number {
  return measure === 'gap_minutes' ? limit * MINUTE_MS : 0
}

/** How a quota stands at a moment, without any further booking. */
export type QuotaStanding = {
  readonly quota: PlacedQuota
  /** Bookings or minutes. */
  readonly used: number
  readonly left: number
  /** Null for what counts all to come. */
  readonly period: Period | null
}

/** How much is left of each quota that counts something, in the period of `at`. */
export function quotaStandings(
  at: Instant,
  quotas: readonly PlacedQuota[],
  facts: QuotaFacts,
): readonly QuotaStanding[] {
  return quotas
    .filter((it) => !isAboutNeighbours(it))
    .map((quota) => {
      const period = quota.period === null ? null : periodAt(at, quota.period, facts.timeZone)
      const amount = usedBy(quota, facts, period ?? toCome(facts.now))
      const used = countsBookings(quota) ? amount : Math.ceil(amount / MINUTE_MS)
      return { quota, used, left: Math.max(0, quota.limit - used), period }
    })
}

/** Bookings, or milliseconds, that count in a period already. */
function usedBy(quota: PlacedQuota, facts: QuotaFacts, period: Interval): number {
  const counted = countedBookings(quota, facts)
  if (countsBookings(quota)) {
    return counted.filter((it) => period.startsAt <= it.startsAt && it.startsAt < period.endsAt).length
  }
  return counted.reduce((sum, it) => sum + countedMs(it, quota, period, facts.timeZone), 0)
}

function countedBookings(quota: PlacedQuota, facts: QuotaFacts): readonly CountedBooking[] {
  const isFuture = quota.period === null && quota.measure.startsWith('future')
  return facts.booked[quota.per].filter(
    (it) =>
      (quota.level !== 'instrument' || it.instrumentId === facts.instrumentId) &&
      (quota.level === 'city' || it.institutionId === facts.institutionId) &&
      (!isFuture || (STANDING.includes(it.state) && it.startsAt > facts.now)),
  )
}

function countedMs(span: Interval, { enforced }: Quota, period: Interval, timeZone: string): number {
  return enforcedMs(span, enforced, period, timeZone)
}

/** The periods that a span shares time with, for a count of bookings the one in which it starts. */
function periodsOf(span: Interval, quota: Quota, timeZone: string): readonly Period[] {
  if (quota.period === null) return [toCome(Math.min(span.startsAt, 0))]
  return quota.measure === 'bookings'
    ? [periodAt(span.startsAt, quota.period, timeZone)]
    : periodsDuring(span, quota.period, timeZone)
}

function toCome(from: Instant): Period {
  return { startsAt: from, endsAt: Number.MAX_SAFE_INTEGER, name: '' }
}

export function countsBookings({ measure }: Quota): boolean {
  return measure === 'bookings' || measure === 'future_bookings'
}

/** Hours even where they make days: quotas are thought of in hours. */
function hoursText(ms: number): string {
  return ms % DAY_MS === 0 ? `${ms / HOUR_MS} h` : limitText(ms)
}

const CODES = {
  person: {
    future_bookings: 'QUOTA_FUTURE_BOOKINGS',
    future_minutes: 'QUOTA_FUTURE_TIME',
    bookings: 'QUOTA_BOOKINGS',
    minutes: 'QUOTA_TIME',
    gap_minutes: 'QUOTA_GAP',
    one_at_a_time: 'QUOTA_ONE_AT_A_TIME',
  },
  institution: {
    future_bookings: 'INSTITUTION_QUOTA_FUTURE_BOOKINGS',
    future_minutes: 'INSTITUTION_QUOTA_FUTURE_TIME',
    bookings: 'INSTITUTION_QUOTA_BOOKINGS',
    minutes: 'INSTITUTION_QUOTA_TIME',
    gap_minutes: 'QUOTA_GAP',
    one_at_a_time: 'QUOTA_ONE_AT_A_TIME',
  },
} as const

function codeOf({ per, measure }: Quota) {
  return CODES[per][measure]
}

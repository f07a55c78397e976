/** Time that is held for a research group: whether it may be, and which part of it yields to a booking of a member. */

import { durationMs, type Instant, type Interval, overlaps } from '../../kernel/interval.ts'
import { type Problem, problem, type ProblemCode } from '../../kernel/problem.ts'
import { BOOKING_MS_MAX, calendarProblems, examinedSpan, limitText } from './booking-problems.ts'
import { judgeBy, type JudgingFacts } from './judging.ts'

export const HOLD_STATES = ['open', 'used', 'released', 'expired'] as const
export type HoldState = (typeof HOLD_STATES)[number]

/** A hold is no longer than the longest booking: so far the judgement looks. */
export const HOLD_MS_MAX = BOOKING_MS_MAX

/** What a hold must be like a booking; all else is asked of those who book inside it. */
const ASKED: readonly ProblemCode[] = [
  'INSTRUMENT_NOT_PUBLISHED',
  'INSTRUMENT_OUT_OF_ORDER',
  'BOOKING_IN_PAST',
  'BOOKING_SPAN_EMPTY',
]

export type WantedHold = Interval & {
  /** How many of the units are held. */
  readonly seats: number
  readonly expiresAt: Instant
}

/** Every reason why a span cannot be held, the most telling first. Turnarounds are kept, whoever holds. */
export function holdProblems(
  { seats, expiresAt, ...span }: WantedHold,
  facts: JudgingFacts,
): readonly Problem[] {
  const { lanes, taken, instrument, now } = facts
  const asked = judgeBy(facts, span).problems.filter((it) => ASKED.includes(it.code))
  if (durationMs(span) <= 0) return asked
  const areSeatsThere = Number.isInteger(seats) && seats >= 1 && seats <= lanes.length
  return [
    ...asked,
    ...(areSeatsThere ? [] : [problem('INPUT_INVALID', [], { field: 'seats' })]),
    ...calendarProblems(examinedSpan(span), {
      open: [span],
      taken,
      capacity: Math.max(1, lanes.length - seats + 1),
      isStaff: false,
      turnaroundMs: instrument.policy.turnaroundMs,
    }),
    ...(durationMs(span) > HOLD_MS_MAX
      ? [problem('HOLD_TOO_LONG', [], { limit: limitText(HOLD_MS_MAX) })]
      : []),
    ...(expiresAt > now && expiresAt <= span.endsAt ? [] : [problem('HOLD_EXPIRY_OUTSIDE')]),
  ]
}

/** What yields of each held part, so that of all units one becomes free during `span` wherever any is held. */
export function yieldingParts<T extends Interval>(
  held: readonly T[],
  span: Interval,
): readonly { readonly from: T; readonly part: Interval }[] {
  const found: { from: T; part: Interval }[] = []
  let at = span.startsAt
  while (at < span.endsAt) {
    const cursor = at
    const here = held.filter((it) => it.startsAt <= cursor && cursor < it.endsAt)
    const from = here.toSorted((a, b) => b.endsAt - a.endsAt)[0]
    if (from === undefined) {
      const later = held.filter((it) => it.startsAt > cursor && overlaps(it, span)).map((it) => it.startsAt)
      at = Math.min(span.endsAt, ...later)
    } else {
      const endsAt = Math.min(from.endsAt, span.endsAt)
      found.push({ from, part: { startsAt: cursor, endsAt } })
      at = endsAt
    }
  }
  return found
}

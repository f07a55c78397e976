/** More time for a use, before its start or behind its end: what is asked of it, and how far it can go. */

import { BOOKING_MS_MAX, limitText } from '../../booking/rules/booking-problems.ts'
import { judgeBy, type JudgingFacts } from '../../booking/rules/judging.ts'
import type { BookingState } from '../../booking/rules/states.ts'
import { durationMs, HOUR_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem, type ProblemCode } from '../../kernel/problem.ts'

/** A use can be begun this long before its booked start, where the time before is free. */
export const EARLY_START_MS = 2 * HOUR_MS
/** A use can be extended by this at a time. */
export const EXTENSION_MS_MAX = 12 * HOUR_MS

type Booked = Interval & { readonly id: string; readonly state: BookingState }

/** What only a booking that is made beforehand must be. */
const NOT_ASKED_OF_MORE: readonly ProblemCode[] = [
  'BOOKING_IN_PAST',
  'BOOKING_NOTICE_TOO_SHORT',
  'BOOKING_OFF_GRID',
  'BOOKING_TOO_SHORT',
  'BOOKING_TOO_LONG',
]

/**
 * Every reason why a booking cannot have the time of `span` besides its own: the time itself must be free and open, and
 * the whole not too long. `span` begins where the booking ends, or ends where it begins.
 */
export function addedTimeProblems(booked: Interval, span: Interval, facts: JudgingFacts): readonly Problem[] {
  const whole = {
    startsAt: Math.min(booked.startsAt, span.startsAt),
    endsAt: Math.max(booked.endsAt, span.endsAt),
  }
  const isEarlier = span.startsAt < booked.startsAt
  const { durationMsMax } = facts.instrument.policy
  const longest = Math.min(durationMsMax, BOOKING_MS_MAX)
  const isAsked = ({ code }: Problem) =>
    !NOT_ASKED_OF_MORE.includes(code) && !(isEarlier && code === 'BOOKING_OFF_STEP')
  return [
    ...(facts.instrument.policy.approval !== 'none' && !facts.isStaff
      ? [problem('MORE_TIME_NEEDS_KEEPER')]
      : []),
    ...judgeBy(facts, span).problems.filter(isAsked),
    ...(durationMs(whole) > longest ? [problem('BOOKING_TOO_LONG', [], { limit: limitText(longest) })] : []),
  ]
}

/** Reasons why a booking cannot be extended to `endsAt`, whatever the calendar says: it must be going on. */
export function extensionProblems(booked: Booked, endsAt: Instant, now: Instant): readonly Problem[] {
  const isGoingOn = booked.state === 'in_use' || (booked.state === 'confirmed' && booked.startsAt <= now)
  if (!isGoingOn) return [problem('EXTENSION_NOT_IN_USE', [booked.id])]
  return [
    ...(endsAt > booked.endsAt && endsAt > now ? [] : [problem('EXTENSION_NOT_LATER')]),
    ...(endsAt - booked.endsAt > EXTENSION_MS_MAX
      ? [problem('EXTENSION_TOO_LONG', [], { limit: limitText(EXTENSION_MS_MAX) })]
      : []),
  ]
}

/** Reasons why a use cannot begin before its booked start, whatever the calendar says. */
export function earlyStartProblems({ state, startsAt, id }: Booked, now: Instant): readonly Problem[] {
  if (state !== 'confirmed') return [problem('BOOKING_NOT_CONFIRMED', [id])]
  return startsAt - now > EARLY_START_MS
    ? [problem('CHECK_IN_TOO_EARLY', [], { limit: limitText(EARLY_START_MS) })]
    : []
}

/** The latest end, in whole steps from the booked one, to which a booking can be extended; null where it cannot. */
export function extensionLimit(booked: Booked, facts: JudgingFacts): Instant | null {
  const { stepMs } = facts.instrument.policy
  const endAfter = (steps: number) => booked.endsAt + steps * stepMs
  const fits = (steps: number) => {
    const endsAt = endAfter(steps)
    return addedTimeProblems(booked, { startsAt: booked.endsAt, endsAt }, facts).length === 0
  }
  // Whatever fits, less fits too.
  let [fitting, tooMany] = [0, Math.floor(EXTENSION_MS_MAX / stepMs) + 1]
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2)
    if (fits(middle)) fitting = middle
    else tooMany = middle
  }
  const latest = endAfter(fitting)
  return fitting > 0 && extensionProblems(booked, latest, facts.now).length === 0 ? latest : null
}

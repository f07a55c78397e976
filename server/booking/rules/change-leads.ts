/** How long before its start whom a booking is for may still move it or give it up. Staff may at any time before it. */

import type { EffectivePolicy } from '../../catalog/rules/policy-layers.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { limitText } from './booking-problems.ts'

export function moveLeadProblems(
  booking: Interval,
  { moveMsMin }: Pick<EffectivePolicy, 'moveMsMin'>,
  now: Instant,
): readonly Problem[] {
  return isLate(booking, moveMsMin, now)
    ? [problem('BOOKING_CHANGE_TOO_LATE', [], { limit: limitText(moveMsMin) })]
    : []
}

export function cancelLeadProblems(
  booking: Interval,
  { cancelMsMin }: Pick<EffectivePolicy, 'cancelMsMin'>,
  now: Instant,
): readonly Problem[] {
  return isLate(booking, cancelMsMin, now)
    ? [problem('BOOKING_CANCEL_TOO_LATE', [], { limit: limitText(cancelMsMin) })]
    : []
}

/** One that has begun is another matter. */
function isLate({ startsAt }: Interval, leadMs: number, now: Instant): boolean {
  return startsAt > now && startsAt - now < leadMs
}

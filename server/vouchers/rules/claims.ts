/** Claims of providers for what vouchers have paid: what can be claimed, decided and taken back. */

import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { ClaimState } from './movements.ts'

/** So many bookings are claimed at once, the oldest first; the others with the next claim. */
export const CLAIM_LINES_MAX = 500

const REFERENCE_MAX = 80
const REASON_MIN = 10
const REASON_MAX = 500

/** Every reason why nothing can be claimed for a period; empty when it can. */
export function claimPeriodProblems(period: Interval, now: Instant): readonly Problem[] {
  if (period.endsAt <= period.startsAt) return [problem('INPUT_INVALID', [], { field: 'period' })]
  return period.endsAt > now ? [problem('PERIOD_NOT_OVER')] : []
}

export type ClaimDecision =
  | { readonly pay: true; readonly paymentReference: string; readonly paidOn: LocalDate }
  | { readonly pay: false; readonly reason: string }

/** Every reason why a claim cannot be decided like this; empty when it can. */
export function claimDecisionProblems(
  claim: { readonly id: string; readonly state: ClaimState; readonly submittedOn: LocalDate },
  decision: ClaimDecision,
  today: LocalDate,
): readonly Problem[] {
  return [
    ...(claim.state === 'submitted' ? [] : [problem('VOUCHER_CLAIM_DECIDED', [claim.id])]),
    ...(decision.pay ? paymentProblems(decision, claim.submittedOn, today) : reasonProblems(decision.reason)),
  ]
}

function paymentProblems(
  { paymentReference, paidOn }: { readonly paymentReference: string; readonly paidOn: LocalDate },
  from: LocalDate,
  to: LocalDate,
): readonly Problem[] {
  const isReference = paymentReference.trim() !== '' && paymentReference.length <= REFERENCE_MAX
  return [
    ...(isReference ? [] : [problem('INPUT_INVALID', [], { field: 'paymentReference' })]),
    ...(paidOn >= from && paidOn <= to ? [] : [problem('VOUCHER_PAID_DAY_WRONG', [], { from, to })]),
  ]
}

/** Every reason why what is said for refusing or taking back does not do; empty when it does. */
export function reasonProblems(reason: string): readonly Problem[] {
  const length = Array.from(reason.trim()).length
  return [
    ...(length < REASON_MIN ? [problem('REASON_TOO_SHORT', [], { min: REASON_MIN })] : []),
    ...(length > REASON_MAX ? [problem('INPUT_INVALID', [], { field: 'reason' })] : []),
  ]
}

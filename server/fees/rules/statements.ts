/** What may be put on a statement, waived and paid; and how a statement stands. */

import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Fen, yuanText } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { PriceLine } from './price-lines.ts'

/** `stated`: on a statement. A charge is `paid` when its statement is. */
export const CHARGE_STATES = ['open', 'stated', 'paid', 'waived'] as const
export type ChargeState = (typeof CHARGE_STATES)[number]

/** How much of a statement is paid. */
export type PaidState = 'issued' | 'partly_paid' | 'paid'
export const STATEMENT_STATES = ['issued', 'partly_paid', 'paid', 'void'] as const
export type StatementState = (typeof STATEMENT_STATES)[number]

const WAIVER_REASON_MIN = 10
const VOID_REASON_MIN = 10
const VOID_REASON_MAX = 500
const INVOICE_NUMBER_MAX = 40
const REFERENCE_MAX = 80

/** Every reason why there can be no statement of this period; empty when there can. */
export function periodProblems(period: Interval, now: Instant): readonly Problem[] {
  if (period.endsAt <= period.startsAt) return [problem('INPUT_INVALID', [], { field: 'period' })]
  return period.endsAt > now ? [problem('PERIOD_NOT_OVER')] : []
}

/** `2026-000123`: numbers count up from 1 for each provider and year. */
export function statementNumber(year: number, counter: number): string {
  return `${year}-${String(counter).padStart(6, '0')}`
}

/** A statement about nothing is paid from the beginning. */
export function statementState(totalFen: Fen, paidFen: Fen): PaidState {
  if (paidFen >= totalFen) return 'paid'
  return paidFen > 0 ? 'partly_paid' : 'issued'
}

/** Every reason why a charge cannot be waived; empty when it can. */
export function waiverProblems(
  charge: { readonly id: string; readonly state: ChargeState; readonly isReversed?: boolean },
  reason: string,
): readonly Problem[] {
  return [
    ...(charge.state === 'open' ? [] : [problem('CHARGE_NOT_OPEN', [charge.id])]),
    ...(charge.isReversed === true ? [problem('CHARGE_REVERSED', [charge.id])] : []),
    ...(Array.from(reason.trim()).length < WAIVER_REASON_MIN
      ? [problem('REASON_TOO_SHORT', [], { min: WAIVER_REASON_MIN })]
      : []),
  ]
}

/** Every reason why a statement cannot be made void; empty when it can. */
export function voidProblems(
  statement: { readonly id: string; readonly state: StatementState },
  facts: { readonly reason: string; readonly paidFen: Fen; readonly isLatest: boolean },
): readonly Problem[] {
  const { id, state } = statement
  const length = Array.from(facts.reason.trim()).length
  return [
    ...(state === 'void' ? [problem('STATEMENT_VOID', [id])] : []),
    ...(facts.paidFen > 0
      ? [problem('STATEMENT_HAS_PAYMENTS', [id], { amount: yuanText(facts.paidFen) })]
      : []),
    ...(facts.isLatest ? [] : [problem('STATEMENT_NOT_LATEST', [id])]),
    ...(length < VOID_REASON_MIN ? [problem('REASON_TOO_SHORT', [], { min: VOID_REASON_MIN })] : []),
    ...(length > VOID_REASON_MAX ? [problem('INPUT_INVALID', [], { field: 'reason' })] : []),
  ]
}

export type InvoiceForm = { readonly number: string; readonly issuedOn: LocalDate }

/** Every reason why an invoice cannot be recorded; empty when it can. */
export function invoiceProblems(
  { id, state }: { readonly id: string; readonly state: StatementState },
  { number, issuedOn }: InvoiceForm,
  today: LocalDate,
): readonly Problem[] {
  const length = Array.from(number).length
  return [
    ...(state === 'void' ? [problem('STATEMENT_VOID', [id])] : []),
    ...(length < 1 || length > INVOICE_NUMBER_MAX ? [problem('INPUT_INVALID', [], { field: 'number' })] : []),
    ...(issuedOn > today ? [problem('INPUT_INVALID', [], { field: 'issuedOn' })] : []),
  ]
}

/** What stays of a charge that is let go: nothing owed, and a line that says why. */
export function waived<T extends { readonly amountFen: Fen; readonly lines: readonly PriceLine[] }>(
  charge: T,
  reason: string,
) {
  const { amountFen: waivedFen, lines } = charge
  const line: PriceLine = { kind: 'waiver', amountFen: 0 - waivedFen, facts: { reason } }
  return {
    ...charge,
    state: 'waived',
    amountFen: 0,
    waivedFen,
    lines: [...lines, line],
    waiverReason: reason,
  } as const
}

/** What is locked while the charges and statements between two parties change. */
export function settlementKey({
  providerId,
  payerId,
}: {
  readonly providerId: string
  readonly payerId: string
}): string {
  return `settlement:${providerId}:${payerId}`
}

/** What is paid by those payments that were not taken back. */
export function paidFenOf(
  payments: readonly { readonly amountFen: Fen; readonly reversedAt: Instant | null }[],
): Fen {
  return payments.reduce((sum, it) => (it.reversedAt === null ? sum + it.amountFen : sum), 0)
}

export type PaymentForm = { readonly amountFen: Fen; readonly paidOn: LocalDate; readonly reference: string }

export type PaymentFacts = {
  readonly today: LocalDate
  readonly issuedOn: LocalDate
  /** What is left to pay. */
  readonly owedFen: Fen
}

/** Every reason why a payment cannot be recorded; empty when it can. */
export function paymentProblems(payment: PaymentForm, facts: PaymentFacts): readonly Problem[] {
  const problems: Problem[] = []
  if (payment.amountFen <= 0) problems.push(problem('PAYMENT_NOT_POSITIVE'))
  if (payment.amountFen > facts.owedFen)
    problems.push(problem('PAYMENT_TOO_LARGE', [], { owed: yuanText(facts.owedFen) }))
  if (payment.paidOn > facts.today || payment.paidOn < facts.issuedOn) {
    problems.push(problem('PAYMENT_DAY_WRONG', [], { from: facts.issuedOn, to: facts.today }))
  }
  if (payment.reference.trim() === '' || payment.reference.length > REFERENCE_MAX) {
    problems.push(problem('INPUT_INVALID', [], { field: 'reference' }))
  }
  return problems
}

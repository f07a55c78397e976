/** Payments as a bank or a cashier has confirmed them, by hand or by a line of the bank; and taking them back. No money passes here. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { dateOf, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import { yuanText } from '../../kernel/money.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { updateChargesPaid, updateChargesUnpaid } from '../queries/charge-states.ts'
import { insertTransfer } from '../queries/ledger.ts'
import {
  insertPayment,
  insertPaymentReversal,
  type Payment,
  paymentsByStatementIds,
} from '../queries/payments.ts'
import { type Statement, statementsByIds, updateStatement } from '../queries/statements.ts'
import { paymentReversalTransfer, paymentTransfer } from '../rules/ledger.ts'
import {
  paidFenOf,
  type PaymentForm,
  paymentProblems,
  settlementKey,
  statementState,
} from '../rules/statements.ts'
import { closedProblems, dayOfBooks } from './periods.ts'

/**
 * Records that a payment has been confirmed. The same reference again is the same payment; when all is paid the charges
 * of the statement are paid too.
 */
export async function recordPayment(
  ctx: Context,
  { statementId, ...form }: PaymentForm & { readonly statementId: string },
): Promise<Payment> {
  const [known] = await statementsByIds(ctx.store.db, [statementId])
  authorise(ctx.viewer, 'manageStatements', { institutionId: known?.providerId ?? null })
  if (!known) throw new Rejection([problem('STATEMENT_NOT_FOUND')])
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [settlementKey(known)])
    return settle(ctx, trx, known, { ...form, reference: form.reference.trim(), bankLineId: null })
  })
}

type Confirmed = PaymentForm & {
  /** The line of the bank that it came in by; null where it is recorded by hand. */
  readonly bankLineId: string | null
}

/** Adds a payment of a statement, whose settlement is locked, and what follows from it. */
export async function settle(ctx: Context, trx: Trx, seen: Statement, form: Confirmed): Promise<Payment> {
  const { id: statementId, providerId } = seen
  // As it is under the lock: it may be void meanwhile.
  const [known = seen] = await statementsByIds(trx, [statementId])
  const [payments = []] = await paymentsByStatementIds(trx, [statementId])
  const same = payments.find((it) => it.reference === form.reference)
  if (same?.amountFen === form.amountFen && same.reversedAt === null && form.bankLineId === null) return same
  const paidFen = paidFenOf(payments)
  refuse([
    ...(known.state === 'void' ? [problem('STATEMENT_VOID', [statementId])] : []),
    ...(same ? [problem('PAYMENT_DIFFERS', [same.id], { amount: yuanText(same.amountFen) })] : []),
    ...paymentProblems(form, {
      today: dateOf(ctx.now(), DEFAULT_ZONE),
      issuedOn: dateOf(known.issuedAt, DEFAULT_ZONE),
      owedFen: known.totalFen - paidFen,
    }),
    ...(await closedProblems(ctx, trx, { providerId, at: dayOfBooks(form.paidOn) })),
  ])
  const payment: Payment = {
    ...form,
    id: ctx.newId(),
    statementId,
    recordedAt: ctx.now(),
    recordedBy: ctx.viewer?.personId ?? '',
    reversedAt: null,
  }
  await insertPayment(trx, payment)
  await insertTransfer(trx, paymentTransfer(payment, known, payment.amountFen), ctx.now())
  const state = statementState(known.totalFen, paidFen + payment.amountFen)
  await updateStatement(trx, { id: statementId, totalFen: known.totalFen, state })
  if (state === 'paid') await updateChargesPaid(trx, statementId)
  await ctx.audit(ctx, trx, {
    action: 'recordPayment',
    subjectType: 'Statement',
    subjectId: statementId,
    detail: { paymentId: payment.id, amountFen: payment.amountFen, reference: form.reference, state },
  })
  return payment
}

/** Takes a payment back by its opposite in the ledger; its statement, whose settlement is locked, is owed again. */
export async function takePaymentBack(
  ctx: Context,
  trx: Trx,
  payment: Payment,
  reason: string,
): Promise<void> {
  const { id, statementId, amountFen } = payment
  const [known] = await statementsByIds(trx, [statementId])
  if (!known) throw new Rejection([problem('STATEMENT_NOT_FOUND')])
  const reversal = { paymentId: id, amountFen, reason, at: ctx.now(), by: ctx.viewer?.personId ?? '' }
  await insertPaymentReversal(trx, reversal)
  await insertTransfer(trx, paymentReversalTransfer(id, known, amountFen), ctx.now())
  const [payments = []] = await paymentsByStatementIds(trx, [statementId])
  const state = statementState(known.totalFen, paidFenOf(payments))
  await updateStatement(trx, { id: statementId, totalFen: known.totalFen, state })
  if (known.state === 'paid' && state !== 'paid') await updateChargesUnpaid(trx, statementId)
  await ctx.audit(ctx, trx, {
    action: 'reversePayment',
    subjectType: 'Statement',
    subjectId: statementId,
    detail: { paymentId: id, amountFen, reason, state },
  })
}

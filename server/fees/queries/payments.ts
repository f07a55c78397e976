/** Payments, and what of them was taken back. Rows in snake_case stop here. */

import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PaymentTable } from '../tables.ts'

export type Payment = {
  readonly id: string
  readonly statementId: string
  readonly amountFen: Fen
  readonly paidOn: LocalDate
  /** The number of the bank's or the cashier's receipt; unique for a statement. */
  readonly reference: string
  readonly recordedAt: Instant
  readonly recordedBy: string
  /** The line of the bank that it came in by; null where it was recorded by hand. */
  readonly bankLineId: string | null
  /** When it was taken back; null where it stands. */
  readonly reversedAt: Instant | null
}

/** Payments of each statement, in the order of `statementIds`; within a statement oldest first. */
export async function paymentsByStatementIds(db: Db, statementIds: readonly string[]): Promise<Payment[][]> {
  const rows = await payments(db).where('statement_id', 'in', statementIds).execute()
  const found = Map.groupBy(rows.map(toPayment), (it) => it.statementId)
  return statementIds.map((it) => found.get(it) ?? [])
}

/** Payments that came in by each line of the bank, in the order of `lineIds`; within a line oldest first. */
export async function paymentsByBankLineIds(db: Db, lineIds: readonly string[]): Promise<Payment[][]> {
  const rows = await payments(db).where('bank_line_id', 'in', lineIds).execute()
  const found = Map.groupBy(rows.map(toPayment), (it) => it.bankLineId)
  return lineIds.map((it) => found.get(it) ?? [])
}

function payments(db: Db) {
  return db
    .selectFrom('payment')
    .leftJoin('payment_reversal', 'payment_reversal.payment_id', 'payment.id')
    .selectAll('payment')
    .select('payment_reversal.reversed_at')
    .orderBy('payment.recorded_at')
    .orderBy('payment.id')
}

export type PaymentReversal = {
  readonly paymentId: string
  readonly amountFen: Fen
  readonly reason: string
  readonly at: Instant
  readonly by: string
}

/** The primary key refuses a payment that was taken back before. */
export async function insertPaymentReversal(trx: Trx, it: PaymentReversal): Promise<void> {
  await trx
    .insertInto('payment_reversal')
    .values({
      payment_id: it.paymentId,
      amount_fen: it.amountFen,
      reason: it.reason,
      reversed_at: it.at,
      reversed_by: it.by,
    })
    .execute()
}

export async function insertPayment(trx: Trx, it: Payment): Promise<void> {
  await trx
    .insertInto('payment')
    .values({
      id: it.id,
      statement_id: it.statementId,
      amount_fen: it.amountFen,
      paid_on: it.paidOn,
      reference: it.reference,
      recorded_at: it.recordedAt,
      recorded_by: it.recordedBy,
      bank_line_id: it.bankLineId,
    })
    .execute()
}

function toPayment(row: Selectable<PaymentTable> & { readonly reversed_at: number | null }): Payment {
  return {
    id: row.id,
    statementId: row.statement_id,
    amountFen: row.amount_fen,
    paidOn: row.paid_on,
    reference: row.reference,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    bankLineId: row.bank_line_id,
    reversedAt: row.reversed_at,
  }
}

/**
 * What disagrees in the books, looked for in what no closed month holds: a month is checked as a whole when it is
 * closed, and nothing is entered into it afterwards, so that the work does not grow with history.
 */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import { DAY_MS, type Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'

export type BrokenInvariant = {
  readonly kind: 'charge' | 'payment' | 'transfer' | 'statement' | 'parties'
  readonly id: string
  /** By how much. */
  readonly byFen: Fen
}

/** Providers with books, and until when theirs are closed without a gap; 0 where no month is. */
export async function openFrom(db: Db): Promise<{ readonly providerId: string; readonly from: Instant }[]> {
  const closed = await db
    .selectFrom('period_close')
    .select(['provider_id', 'starts_at', 'ends_at', 'reopened_at'])
    .execute()
  const providers = await db
    .selectFrom('institution')
    .select('id')
    .where((it) =>
      it.exists(
        it.selectFrom('charge').whereRef('charge.provider_id', '=', 'institution.id').select('charge.id'),
      ),
    )
    .orderBy('id')
    .execute()
  const byProvider = Map.groupBy(closed, (it) => it.provider_id)
  return providers.map(({ id }) => ({ providerId: id, from: closedWithoutGap(byProvider.get(id) ?? []) }))
}

type Closing = { readonly starts_at: number; readonly ends_at: number; readonly reopened_at: number | null }

/** Up to the first month that was opened again and not closed since. */
function closedWithoutGap(closings: readonly Closing[]): Instant {
  const shut = closings.filter((it) => it.reopened_at === null)
  const gaps = closings
    .filter((it) => !shut.some((other) => other.starts_at === it.starts_at))
    .map((it) => it.starts_at)
  return Math.min(Math.max(0, ...shut.map((it) => it.ends_at)), ...gaps)
}

type Books = { readonly providerId: string; readonly from: Instant }

/** Everything of a provider that disagrees, at most `limit` of each kind. */
export async function brokenInvariants(db: Db, books: Books, limit: number): Promise<BrokenInvariant[]> {
  const found = [
    await chargesWithoutTransfer(db, books, limit),
    await paymentsWithoutTransfer(db, books, limit),
    await transfersWithoutCause(db, books, limit),
    await transfersWithoutPayment(db, books, limit),
    await wrongStatements(db, books, limit),
    await strangersOnStatements(db, books, limit),
  ]
  return found.flat()
}

/**
 * A charge has a transfer of what it was before it was waived and before a voucher paid of it, and of what a voucher
 * paid; one that takes another back has that of the other.
 */
async function chargesWithoutTransfer(db: Db, { providerId, from }: Books, limit: number) {
  const owed = sql<number>`abs(charge.amount_fen + charge.waived_fen + charge.voucher_fen)`
  const transferId = sql<string>`case when charge.reverses_id is null then 'charge:' || charge.id else 'reversal:' || charge.reverses_id end`
  const paidByVoucher = sql<string>`case when charge.reverses_id is null then 'voucher:' || charge.id else 'voucher-reversal:' || charge.reverses_id end`
  // What a voucher paid of a charge that was waived afterwards is given back, and no longer told by the charge.
  const voucherBy = sql<number>`case when charge.state = 'waived' then 0 else abs(charge.voucher_fen) - coalesce(voucher.amount_fen, 0) end`
  const rows = await db
    .selectFrom('charge')
    .leftJoin('ledger_transfer', (join) => join.on('ledger_transfer.id', '=', transferId))
    .leftJoin('ledger_transfer as voucher', (join) => join.on('voucher.id', '=', paidByVoucher))
    .leftJoin('ledger_transfer as waiver', (join) =>
      join.on('waiver.id', '=', sql<string>`'waiver:' || charge.id`),
    )
    .select(['charge.id', sql<number>`${owed} - coalesce(ledger_transfer.amount_fen, 0)`.as('by')])
    .select(sql<number>`charge.waived_fen - coalesce(waiver.amount_fen, 0)`.as('waived_by'))
    .select(voucherBy.as('voucher_by'))
    .where('charge.provider_id', '=', providerId)
    .where('charge.occurred_at', '>=', from)
    .where(
      sql<boolean>`(${owed} <> coalesce(ledger_transfer.amount_fen, 0) or charge.waived_fen <> coalesce(waiver.amount_fen, 0) or ${voucherBy} <> 0)`,
    )
    .orderBy('charge.occurred_at')
    .limit(limit)
    .execute()
  return rows.map((it) => ({
    kind: 'charge' as const,
    id: it.id,
    byFen: it.by || it.waived_by || it.voucher_by,
  }))
}

async function paymentsWithoutTransfer(db: Db, { providerId, from }: Books, limit: number) {
  const transferId = sql<string>`'payment:' || payment.statement_id || ':' || payment.reference`
  const rows = await db
    .selectFrom('statement')
    .innerJoin('payment', 'payment.statement_id', 'statement.id')
    .leftJoin('ledger_transfer', (join) => join.on('ledger_transfer.id', '=', transferId))
    .select([
      'payment.id',
      sql<number>`payment.amount_fen - coalesce(ledger_transfer.amount_fen, 0)`.as('by'),
    ])
    .where('statement.provider_id', '=', providerId)
    .where('payment.recorded_at', '>=', from)
    .where(sql<boolean>`payment.amount_fen <> coalesce(ledger_transfer.amount_fen, 0)`)
    .limit(limit)
    .execute()
  return rows.map((it) => ({ kind: 'payment' as const, id: it.id, byFen: it.by }))
}

/** Every transfer has the charge, the waiver, the voucher, the reversal or the payment taken back that its id tells of. */
async function transfersWithoutCause(db: Db, { providerId, from }: Books, limit: number) {
  const rows = await db
    .selectFrom('ledger_transfer')
    .innerJoin('ledger_account', 'ledger_account.id', 'ledger_transfer.debit_account_id')
    .select(['ledger_transfer.id', 'ledger_transfer.amount_fen'])
    .where('ledger_account.provider_id', '=', providerId)
    .where('ledger_transfer.at', '>=', from)
    .where(
      sql<boolean>`case
        when ledger_transfer.id like 'charge:%' then
          not exists (select 1 from charge where charge.id = substr(ledger_transfer.id, 8))
        when ledger_transfer.id like 'waiver:%' then
          not exists (select 1 from charge where charge.id = substr(ledger_transfer.id, 8) and charge.state = 'waived')
        when ledger_transfer.id like 'voucher:%' then
          not exists (select 1 from charge where charge.id = substr(ledger_transfer.id, 9))
        when ledger_transfer.id like 'voucher-reversal:%' then
          not exists (select 1 from charge where charge.id = substr(ledger_transfer.id, 18))
        when ledger_transfer.id like 'payment-reversal:%' then
          not exists (select 1 from payment_reversal where payment_id = substr(ledger_transfer.id, 18))
        when ledger_transfer.id like 'reversal:%' then
          not exists (select 1 from charge where charge.id = ledger_transfer.id)
        else false end`,
    )
    .limit(limit)
    .execute()
  return rows.map((it) => ({ kind: 'transfer' as const, id: it.id, byFen: it.amount_fen }))
}

/** A payment and its transfer are recorded in one transaction: a day is more than they can be apart. */
async function transfersWithoutPayment(db: Db, { providerId, from }: Books, limit: number) {
  const paid = db
    .selectFrom('payment')
    .innerJoin('statement', 'statement.id', 'payment.statement_id')
    .select(sql<string>`'payment:' || payment.statement_id || ':' || payment.reference`.as('id'))
    .where('statement.provider_id', '=', providerId)
    .where('payment.recorded_at', '>=', from - DAY_MS)
  const rows = await db
    .selectFrom('ledger_transfer')
    .innerJoin('ledger_account', 'ledger_account.id', 'ledger_transfer.debit_account_id')
    .leftJoin(paid.as('paid'), (join) => join.onRef('paid.id', '=', 'ledger_transfer.id'))
    .select(['ledger_transfer.id', 'ledger_transfer.amount_fen'])
    .where('ledger_account.provider_id', '=', providerId)
    .where('ledger_account.kind', '=', 'clearing')
    .where('ledger_transfer.at', '>=', from)
    .where('paid.id', 'is', null)
    .limit(limit)
    .execute()
  return rows.map((it) => ({ kind: 'transfer' as const, id: it.id, byFen: it.amount_fen }))
}

/** The total of a statement is the sum of its charges. */
async function wrongStatements(db: Db, { providerId, from }: Books, limit: number) {
  const sum = sql<number>`coalesce((select sum(charge.amount_fen) from charge where charge.statement_id = statement.id), 0)`
  const rows = await db
    .selectFrom('statement')
    .select(['statement.id', sql<number>`cast(statement.total_fen - ${sum} as bigint)`.as('by')])
    .where('statement.provider_id', '=', providerId)
    .where('statement.issued_at', '>=', from)
    .where('statement.voided_at', 'is', null)
    .where(sql<boolean>`statement.total_fen <> ${sum}`)
    .limit(limit)
    .execute()
  return rows.map((it) => ({ kind: 'statement' as const, id: it.id, byFen: it.by }))
}

/** A charge is on a statement between its own two parties. It can be on one only: which, is a column of its own. */
async function strangersOnStatements(db: Db, { providerId, from }: Books, limit: number) {
  const rows = await db
    .selectFrom('charge')
    .innerJoin('statement', 'statement.id', 'charge.statement_id')
    .select(['charge.id', 'charge.amount_fen'])
    .where('charge.provider_id', '=', providerId)
    .where('charge.occurred_at', '>=', from)
    .where(
      sql<boolean>`(statement.provider_id <> charge.provider_id or statement.payer_id <> charge.payer_id)`,
    )
    .limit(limit)
    .execute()
  return rows.map((it) => ({ kind: 'parties' as const, id: it.id, byFen: it.amount_fen }))
}

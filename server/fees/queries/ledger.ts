/** The ledger: transfers are added and summed, nothing else. */

import { type Expression, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import {
  type Account,
  ACCOUNT_KINDS,
  accountId,
  type Balance,
  type Settled,
  type Transfer,
} from '../rules/ledger.ts'

/** Adds a transfer, and its accounts where they are new. The primary key refuses a transfer that is there already. */
export async function insertTransfer(trx: Trx, transfer: Transfer, at: Instant): Promise<void> {
  await insertAccounts(trx, [transfer.debit, transfer.credit])
  await trx
    .insertInto('ledger_transfer')
    .values({
      id: transfer.id,
      debit_account_id: accountId(transfer.debit),
      credit_account_id: accountId(transfer.credit),
      amount_fen: transfer.amountFen,
      at,
    })
    .execute()
  await trx.insertInto('ledger_unsealed').values({ transfer_id: transfer.id }).execute()
}

async function insertAccounts(trx: Trx, accounts: readonly Account[]): Promise<void> {
  await trx
    .insertInto('ledger_account')
    .values(
      accounts.map((it) => ({
        id: accountId(it),
        kind: it.kind,
        provider_id: it.providerId,
        payer_id: it.payerId,
      })),
    )
    .onConflict((it) => it.doNothing())
    .execute()
}

export type LedgerTotals = {
  /** Of each kind of account that has transfers. */
  readonly balances: readonly Balance[]
  readonly transferCount: number
  readonly settled: Settled
}

/**
 * Sums of the ledger and of what it must agree with, of one provider or (null) of the city, all from one statement
 * and so from one moment.
 */
export async function ledgerTotals(db: Db, providerId: string | null): Promise<LedgerTotals> {
  const rows = await sidesOf(db, providerId, 'debit')
    .unionAll(sidesOf(db, providerId, 'credit'))
    .unionAll(chargesOf(db, providerId))
    .unionAll(vouchersOf(db, providerId))
    .unionAll(paymentsOf(db, providerId))
    .execute()
  const of = (side: string, kind: string) => rows.find((it) => it.side === side && it.kind === kind)
  const balances = ACCOUNT_KINDS.map((kind) => ({
    kind,
    debitFen: of('debit', kind)?.amount ?? 0,
    creditFen: of('credit', kind)?.amount ?? 0,
  }))
  const waivedFen = of('settled', 'charge')?.other ?? 0
  const voucherFen = of('settled', 'voucher')?.amount ?? 0
  return {
    balances,
    transferCount: rows.filter((it) => it.side === 'debit').reduce((sum, it) => sum + it.other, 0),
    settled: {
      chargedFen: (of('settled', 'charge')?.amount ?? 0) + waivedFen + voucherFen,
      waivedFen,
      voucherFen,
      paidFen: of('settled', 'payment')?.amount ?? 0,
    },
  }
}

function sidesOf(db: Db, providerId: string | null, side: 'debit' | 'credit') {
  return db
    .selectFrom('ledger_account')
    .innerJoin('ledger_transfer', `ledger_transfer.${side}_account_id`, 'ledger_account.id')
    .$if(providerId !== null, (it) => it.where('ledger_account.provider_id', '=', providerId ?? ''))
    .select((it) => [
      text(side).as('side'),
      sql<string>`${it.ref('ledger_account.kind')}`.as('kind'),
      total(it.ref('ledger_transfer.amount_fen')).as('amount'),
      sql<number>`count(*)`.as('other'),
    ])
    .groupBy('ledger_account.kind')
}

function chargesOf(db: Db, providerId: string | null) {
  return db
    .selectFrom('charge')
    .$if(providerId !== null, (it) => it.where('provider_id', '=', providerId ?? ''))
    .select((it) => [
      text('settled').as('side'),
      text('charge').as('kind'),
      total(it.ref('amount_fen')).as('amount'),
      total(it.ref('waived_fen')).as('other'),
    ])
}

function vouchersOf(db: Db, providerId: string | null) {
  return db
    .selectFrom('charge')
    .$if(providerId !== null, (it) => it.where('provider_id', '=', providerId ?? ''))
    .where('voucher_fen', '<>', 0)
    .select((it) => [
      text('settled').as('side'),
      text('voucher').as('kind'),
      total(it.ref('voucher_fen')).as('amount'),
      sql<number>`count(*)`.as('other'),
    ])
}

function paymentsOf(db: Db, providerId: string | null) {
  return db
    .selectFrom('payment')
    .innerJoin('statement', 'statement.id', 'payment.statement_id')
    .leftJoin('payment_reversal', 'payment_reversal.payment_id', 'payment.id')
    .where('payment_reversal.payment_id', 'is', null)
    .$if(providerId !== null, (it) => it.where('statement.provider_id', '=', providerId ?? ''))
    .select((it) => [
      text('settled').as('side'),
      text('payment').as('kind'),
      total(it.ref('payment.amount_fen')).as('amount'),
      sql<number>`count(*)`.as('other'),
    ])
}

function text(value: string) {
  return sql<string>`cast(${sql.lit(value)} as text)`
}

/** A sum as a whole number; 0 of nothing. */
function total(amount: Expression<number>) {
  return sql<number>`cast(coalesce(sum(${amount}), 0) as bigint)`
}

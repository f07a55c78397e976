/** The ledger of a provider as journal entries. Rows in snake_case stop here. */

import type { Db } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { AccountKind } from '../rules/ledger.ts'

export type JournalEntry = {
  readonly id: string
  readonly at: Instant
  readonly debit: AccountKind
  readonly credit: AccountKind
  /** An institution, or a person without one. */
  readonly payer: string
  readonly amountFen: Fen
}

/** Transfers of a provider in a period, oldest first, at most `limit`. */
export async function transfersDuring(
  db: Db,
  { providerId, period }: { readonly providerId: string; readonly period: Interval },
  limit: number,
): Promise<JournalEntry[]> {
  return db
    .selectFrom('ledger_transfer')
    .innerJoin('ledger_account as debit', 'debit.id', 'ledger_transfer.debit_account_id')
    .innerJoin('ledger_account as credit', 'credit.id', 'ledger_transfer.credit_account_id')
    .select([
      'ledger_transfer.id',
      'ledger_transfer.at',
      'debit.kind as debit',
      'credit.kind as credit',
      'debit.payer_id as payer',
      'ledger_transfer.amount_fen as amountFen',
    ])
    .where('debit.provider_id', '=', providerId)
    .where('ledger_transfer.at', '>=', period.startsAt)
    .where('ledger_transfer.at', '<', period.endsAt)
    .orderBy('ledger_transfer.at')
    .orderBy('ledger_transfer.id')
    .limit(limit)
    .execute()
}

/** Seals of the ledger, and transfers that wait for theirs. Rows in snake_case stop here. */

import { sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'

export type SealedTransfer = {
  readonly id: string
  readonly debitAccountId: string
  readonly creditAccountId: string
  readonly amountFen: Fen
  readonly at: Instant
}

export type Seal = {
  readonly seq: number
  readonly hash: string
  readonly previousHash: string
  readonly transfer: SealedTransfer
}

const TRANSFER = [
  'ledger_transfer.id',
  'ledger_transfer.debit_account_id as debitAccountId',
  'ledger_transfer.credit_account_id as creditAccountId',
  'ledger_transfer.amount_fen as amountFen',
  'ledger_transfer.at',
] as const

/** Transfers that wait, the oldest first. */
export async function unsealedTransfers(trx: Trx, limit: number): Promise<SealedTransfer[]> {
  return trx
    .selectFrom('ledger_unsealed')
    .innerJoin('ledger_transfer', 'ledger_transfer.id', 'ledger_unsealed.transfer_id')
    .select([...TRANSFER])
    .orderBy('ledger_transfer.at')
    .orderBy('ledger_transfer.id')
    .limit(limit)
    .execute()
}

/** Adds seals, whose transfers wait no longer. */
export async function insertSeals(trx: Trx, seals: readonly Seal[]): Promise<void> {
  await trx
    .insertInto('ledger_seal')
    .values(
      seals.map((it) => ({
        seq: it.seq,
        transfer_id: it.transfer.id,
        hash: it.hash,
        previous_hash: it.previousHash,
      })),
    )
    .execute()
  await trx
    .deleteFrom('ledger_unsealed')
    .where(
      'transfer_id',
      'in',
      seals.map((it) => it.transfer.id),
    )
    .execute()
}

export async function lastSeal(db: Db): Promise<{ readonly seq: number; readonly hash: string } | undefined> {
  return db
    .selectFrom('ledger_seal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Seals behind a place of the chain in their order; one whose transfer is gone is left out. */
export async function sealsAfter(db: Db, seq: number, limit: number): Promise<Seal[]> {
  const rows = await db
    .selectFrom('ledger_seal')
    .innerJoin('ledger_transfer', 'ledger_transfer.id', 'ledger_seal.transfer_id')
    .select([...TRANSFER, 'ledger_seal.seq', 'ledger_seal.hash', 'ledger_seal.previous_hash as previousHash'])
    .where('ledger_seal.seq', '>', seq)
    .where('ledger_seal.seq', '<=', seq + limit)
    .orderBy('ledger_seal.seq')
    .execute()
  return rows.map(({ seq: place, hash, previousHash, ...transfer }) => ({
    seq: place,
    hash,
    previousHash,
    transfer,
  }))
}

/** The transfer that a place of the chain seals; undefined where there is none. */
export async function sealedTransferId(db: Db, seq: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('ledger_seal')
    .select('transfer_id')
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.transfer_id
}

export async function unsealedCount(db: Db): Promise<number> {
  const row = await db
    .selectFrom('ledger_unsealed')
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

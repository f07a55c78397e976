/**
 * The ledger as a chain of hashes: each transfer waits for its seal from its own transaction on, and a job seals what
 * waits. Seals only grow, like what they seal.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const STATEMENTS = [
  'create table ledger_unsealed (transfer_id text primary key references ledger_transfer (id))',
  `create table ledger_seal (
    seq bigint primary key,
    transfer_id text not null references ledger_transfer (id),
    hash text not null,
    previous_hash text not null,
    constraint ledger_seal_once unique (transfer_id)
  )`,
  'insert into ledger_unsealed (transfer_id) select id from ledger_transfer',
]

export function ledgerChain(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of [...STATEMENTS, ...dialect.appendOnlyDdl('ledger_seal')])
        await sql.raw(statement).execute(db)
    },
  }
}

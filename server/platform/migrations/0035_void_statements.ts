/** A statement that was issued by mistake is void: it keeps its number, and its charges can be put on another one. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  'alter table statement add column voided_at bigint',
  'alter table statement add column voided_by text references person (id)',
  'alter table statement add column void_reason text',
  'drop index statement_owed',
  `create index statement_owed on statement (provider_id, issued_at, id)
    where state <> 'paid' and voided_at is null`,
  'create index statement_void on statement (provider_id, issued_at, id) where voided_at is not null',
]

export function voidStatements(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

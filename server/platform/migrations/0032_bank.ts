/**
 * What banks say came in and went out, which of it paid for which statement, and payments that were taken back. A line
 * is its amount: what is matched, what is not ours and what is still open always make it up.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const STATEMENTS = [
  `create table bank_mapping (
    id text primary key,
    institution_id text not null references institution (id),
    name text not null,
    mapping text not null,
    saved_at bigint not null,
    constraint bank_mapping_name unique (institution_id, name)
  )`,
  `create table bank_file (
    id text primary key,
    institution_id text not null references institution (id),
    sha256 text not null,
    name text not null,
    imported_at bigint not null,
    imported_by text not null references person (id),
    constraint bank_file_once unique (institution_id, sha256)
  )`,
  `create table bank_line (
    id text primary key,
    institution_id text not null references institution (id),
    account text not null,
    transaction_key text not null,
    file_id text not null references bank_file (id),
    row_number bigint not null,
    direction text not null check (direction in ('credit', 'debit')),
    booked_on text not null,
    amount_fen bigint not null check (amount_fen > 0),
    payer_name text not null,
    payer_account text not null,
    description text not null,
    bank_number text,
    matched_fen bigint not null default 0 check (matched_fen >= 0),
    not_ours_fen bigint not null default 0 check (not_ours_fen >= 0),
    not_ours_reason text,
    state text not null check (state in ('open', 'settled')),
    version bigint not null default 1,
    constraint bank_line_transaction unique (institution_id, account, transaction_key),
    constraint bank_line_row unique (file_id, row_number),
    constraint bank_line_balance check (matched_fen + not_ours_fen <= amount_fen),
    constraint bank_line_state check ((state = 'settled') = (matched_fen + not_ours_fen = amount_fen)),
    constraint bank_line_not_ours check ((not_ours_reason is not null) = (not_ours_fen > 0))
  )`,
  `create index bank_line_day on bank_line
    (institution_id, direction, booked_on, id, amount_fen, matched_fen, not_ours_fen)`,
  'create index bank_line_queue on bank_line (institution_id, direction, state, booked_on, id)',
  'alter table payment add column bank_line_id text references bank_line (id)',
  'create index payment_bank_line on payment (bank_line_id)',
  `create table payment_reversal (
    payment_id text primary key references payment (id),
    amount_fen bigint not null check (amount_fen > 0),
    reason text not null,
    reversed_at bigint not null,
    reversed_by text not null references person (id)
  )`,
  `create index statement_owed on statement (provider_id, issued_at, id) where state <> 'paid'`,
]

export function bank(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const grown = dialect.appendOnlyDdl('payment_reversal')
      for (const statement of [...STATEMENTS, ...grown]) await sql.raw(statement).execute(db)
    },
  }
}

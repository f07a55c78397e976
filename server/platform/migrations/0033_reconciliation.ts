/**
 * A month of a provider laid beside its own ledger: runs and their lines. A line is what was found at that time; only
 * what was decided about it changes, until both sides have signed. And months of the books that are closed.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  `create table reconciliation_run (
    id text primary key,
    provider_id text not null references institution (id),
    month text not null,
    file_name text not null,
    file_sha256 text not null,
    near_minutes bigint not null check (near_minutes >= 0),
    time_minutes bigint not null check (time_minutes >= 0),
    amount_fen bigint not null check (amount_fen >= 0),
    created_at bigint not null,
    created_by text not null references person (id),
    replaced_at bigint,
    provider_signed_at bigint,
    provider_signed_by text references person (id),
    city_signed_at bigint,
    city_signed_by text references person (id),
    lines_sha256 text
  )`,
  'create unique index reconciliation_run_current on reconciliation_run (provider_id, month) where replaced_at is null',
  'create index reconciliation_run_moment on reconciliation_run (month, provider_id) where replaced_at is null',
  `create table reconciliation_line (
    run_id text not null references reconciliation_run (id),
    number bigint not null,
    outcome text not null check (outcome in
      ('matched', 'time_differs', 'amount_differs', 'missing_here', 'missing_there', 'duplicate')),
    differs bigint not null check (differs in (0, 1)),
    matched_by text check (matched_by in ('reference', 'time')),
    instrument text not null,
    instrument_id text references instrument (id),
    charge_id text references charge (id),
    our_reference text,
    our_customer text,
    our_starts_at bigint,
    our_ends_at bigint,
    our_amount_fen bigint,
    their_row bigint,
    their_reference text,
    their_customer text,
    their_starts_at bigint,
    their_ends_at bigint,
    their_amount_fen bigint,
    resolution text check (resolution in ('ours', 'theirs', 'not_ours')),
    reason text,
    resolved_by text references person (id),
    resolved_at bigint,
    primary key (run_id, number)
  )`,
  'create index reconciliation_line_differs on reconciliation_line (run_id, differs, number)',
  `create table period_close (
    id text primary key,
    provider_id text not null references institution (id),
    month text not null,
    starts_at bigint not null,
    ends_at bigint not null check (ends_at > starts_at),
    closed_at bigint not null,
    closed_by text not null references person (id),
    reopened_at bigint,
    reopened_by text references person (id),
    reopen_reason text
  )`,
  'create index ledger_transfer_moment on ledger_transfer (at)',
  'create index payment_recorded on payment (recorded_at)',
  'create unique index period_close_once on period_close (provider_id, starts_at) where reopened_at is null',
]

export function reconciliation(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

/**
 * Vouchers (创新券): programmes with a budget, what enterprises are granted of them, what bookings set aside of a grant,
 * and what providers claim. The checks keep every budget exact, whatever code runs; the movements only grow.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const STATEMENTS = [
  `create table voucher_programme (
    id text primary key,
    name_zh text not null,
    name_en text,
    issuer text not null,
    level text not null check (level in ('national', 'region', 'city', 'district')),
    doc_no text,
    source text not null,
    is_demo bigint not null check (is_demo in (0, 1)),
    valid_from text not null,
    valid_to text not null,
    rules text not null,
    budget_fen bigint not null check (budget_fen > 0),
    reserved_fen bigint not null default 0 check (reserved_fen >= 0),
    captured_fen bigint not null default 0 check (captured_fen >= 0),
    opened_at bigint not null,
    opened_by text not null references person (id),
    constraint voucher_programme_days check (valid_from <= valid_to),
    constraint voucher_programme_budget check (reserved_fen + captured_fen <= budget_fen)
  )`,
  'create index voucher_programme_moment on voucher_programme (opened_at, id)',
  `create table voucher_grant (
    id text primary key,
    programme_id text not null references voucher_programme (id),
    institution_id text not null references institution (id),
    applicant_id text not null references person (id),
    client_key text not null,
    input text not null,
    kind text not null,
    asked_fen bigint not null check (asked_fen > 0),
    purpose text not null,
    related_ids text not null,
    file_name text not null,
    file_sha256 text not null,
    year bigint not null,
    state text not null check (state in ('applied', 'granted', 'refused')),
    applied_at bigint not null,
    decided_at bigint,
    decided_by text references person (id),
    decision text,
    granted_fen bigint not null default 0 check (granted_fen >= 0),
    expires_at bigint,
    reserved_fen bigint not null default 0 check (reserved_fen >= 0),
    captured_fen bigint not null default 0 check (captured_fen >= 0),
    constraint voucher_grant_once unique (applicant_id, client_key),
    constraint voucher_grant_decided check ((decided_at is null) = (state = 'applied')),
    constraint voucher_grant_given check ((granted_fen > 0) = (state = 'granted')),
    constraint voucher_grant_left check (reserved_fen + captured_fen <= granted_fen)
  )`,
  'create index voucher_grant_year on voucher_grant (programme_id, institution_id, year)',
  'create index voucher_grant_institution on voucher_grant (institution_id, applied_at, id)',
  'create index voucher_grant_state on voucher_grant (state, applied_at, id)',
  'create index voucher_grant_moment on voucher_grant (applied_at, id)',
  `create table voucher_claim (
    id text primary key,
    programme_id text not null references voucher_programme (id),
    provider_id text not null references institution (id),
    period_starts_at bigint not null,
    period_ends_at bigint not null,
    line_count bigint not null check (line_count > 0),
    amount_fen bigint not null check (amount_fen >= 0),
    state text not null check (state in ('submitted', 'paid', 'refused')),
    submitted_at bigint not null,
    submitted_by text not null references person (id),
    decided_at bigint,
    decided_by text references person (id),
    payment_reference text,
    paid_on text,
    reason text,
    constraint voucher_claim_decided check ((decided_at is null) = (state = 'submitted')),
    constraint voucher_claim_paid check ((payment_reference is not null) = (state = 'paid'))
  )`,
  'create index voucher_claim_provider on voucher_claim (provider_id, submitted_at, id)',
  'create index voucher_claim_state on voucher_claim (state, submitted_at, id)',
  'create index voucher_claim_moment on voucher_claim (submitted_at, id)',
  `create table voucher_reserve (
    booking_id text primary key references booking (id),
    programme_id text not null references voucher_programme (id),
    grant_id text not null references voucher_grant (id),
    institution_id text not null references institution (id),
    provider_id text not null references institution (id),
    reserved_fen bigint not null check (reserved_fen > 0),
    captured_fen bigint not null default 0 check (captured_fen >= 0),
    released_fen bigint not null default 0 check (released_fen >= 0),
    state text not null check (state in ('reserved', 'captured', 'void')),
    reserved_at bigint not null,
    settled_at bigint,
    version bigint not null default 1 check (version > 0),
    claim_id text references voucher_claim (id),
    paid_fen bigint not null default 0 check (paid_fen >= 0),
    returned_fen bigint not null default 0 check (returned_fen >= 0),
    return_reason text,
    constraint voucher_reserve_exact check (
      (state = 'reserved' and captured_fen = 0 and released_fen = 0) or
      (state <> 'reserved' and captured_fen + released_fen = reserved_fen)
    ),
    constraint voucher_reserve_void check (state <> 'void' or captured_fen = 0),
    constraint voucher_reserve_returned check (returned_fen <= paid_fen)
  )`,
  'create index voucher_reserve_grant on voucher_reserve (grant_id, reserved_at, booking_id)',
  'create index voucher_reserve_provider on voucher_reserve (provider_id, programme_id, claim_id, settled_at, booking_id)',
  'create index voucher_reserve_claim on voucher_reserve (claim_id, settled_at, booking_id)',
  `create table voucher_ban (
    institution_id text not null references institution (id),
    programme_id text not null references voucher_programme (id),
    ends_at bigint not null,
    reason text not null,
    imposed_at bigint not null,
    imposed_by text not null references person (id),
    primary key (institution_id, programme_id, imposed_at)
  )`,
  `create table voucher_movement (
    id text primary key,
    programme_id text not null references voucher_programme (id),
    grant_id text references voucher_grant (id),
    booking_id text references booking (id),
    claim_id text references voucher_claim (id),
    kind text not null check (kind in ('grant', 'reserve', 'capture', 'release', 'claim', 'paid', 'clawback')),
    amount_fen bigint not null check (amount_fen > 0),
    at bigint not null,
    actor_id text references person (id)
  )`,
  'create index voucher_movement_programme on voucher_movement (programme_id, kind, amount_fen)',
  'alter table charge add column voucher_fen bigint not null default 0',
  'create index voucher_movement_booking on voucher_movement (booking_id, at, id)',
]

/** The ledger has accounts of one more kind. What is named in a check cannot be added to it: the tables are made anew. */
const LEDGER = [
  `create table ledger_account_anew (
    id text primary key,
    kind text not null check (kind in ('receivable', 'income', 'clearing', 'waivers', 'voucher')),
    provider_id text not null references institution (id),
    payer_id text not null,
    constraint ledger_account_each unique (provider_id, payer_id, kind)
  )`,
  `insert into ledger_account_anew (id, kind, provider_id, payer_id)
    select id, kind, provider_id, payer_id from ledger_account`,
  `create table ledger_transfer_anew (
    id text primary key,
    debit_account_id text not null references ledger_account_anew (id),
    credit_account_id text not null references ledger_account_anew (id),
    amount_fen bigint not null check (amount_fen > 0),
    at bigint not null,
    constraint ledger_transfer_moves check (debit_account_id <> credit_account_id)
  )`,
  `insert into ledger_transfer_anew (id, debit_account_id, credit_account_id, amount_fen, at)
    select id, debit_account_id, credit_account_id, amount_fen, at from ledger_transfer`,
  'drop table ledger_transfer',
  'drop table ledger_account',
  'alter table ledger_account_anew rename to ledger_account',
  'alter table ledger_transfer_anew rename to ledger_transfer',
  'create index ledger_transfer_debit on ledger_transfer (debit_account_id, amount_fen)',
  'create index ledger_transfer_credit on ledger_transfer (credit_account_id, amount_fen)',
]

const ONLY_GROW = ['voucher_movement', 'ledger_account', 'ledger_transfer']

export function vouchers(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const triggers = ONLY_GROW.flatMap((it) => dialect.appendOnlyDdl(it))
      for (const statement of [...STATEMENTS, ...LEDGER, ...triggers]) await sql.raw(statement).execute(db)
    },
  }
}

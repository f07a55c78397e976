/**
 * What a use consists of: sessions, their corrections, what devices and power meters report. A charge may be taken back
 * by another one, of a negative amount.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const KINDS = `'use', 'training', 'teaching', 'maintenance', 'commissioned', 'analysis'`

const TABLES = [
  `alter table usage_record add column origin text not null default 'booking' check (origin in ('booking', 'walk_in'))`,
  `create table usage_session (
    id text primary key,
    record_id text not null references usage_record (id),
    instrument_id text not null references instrument (id),
    institution_id text not null references institution (id),
    started_at bigint not null,
    ended_at bigint,
    kind text not null check (kind in (${KINDS})),
    samples bigint not null check (samples >= 0),
    operator_id text references person (id),
    note text,
    source text not null check (source in ('person', 'device', 'import')),
    source_key text unique,
    recorded_by text not null references person (id),
    recorded_at bigint not null,
    version bigint not null,
    check (ended_at is null or started_at <= ended_at)
  )`,
  `insert into usage_session
    select id, id, instrument_id, institution_id, started_at, ended_at, 'use', samples, null, note, 'person', null,
      recorded_by, coalesce(ended_at, started_at), 1
    from usage_record`,
  `create table session_change (
    session_id text not null references usage_session (id),
    version bigint not null,
    at bigint not null,
    actor_id text not null references person (id),
    adjustment_id text not null,
    started_at bigint not null,
    ended_at bigint not null,
    kind text not null check (kind in (${KINDS})),
    samples bigint not null,
    primary key (session_id, version)
  )`,
  `create table usage_adjustment (
    id text primary key,
    session_id text not null references usage_session (id),
    institution_id text not null references institution (id),
    person_id text not null references person (id),
    started_at bigint not null,
    ended_at bigint not null,
    kind text not null check (kind in (${KINDS})),
    samples bigint not null check (samples >= 0),
    reason text not null,
    state text not null check (state in ('requested', 'approved', 'rejected')),
    requested_by text not null references person (id),
    requested_at bigint not null,
    decided_by text references person (id),
    decided_at bigint,
    decision_note text,
    check (started_at < ended_at),
    check ((decided_at is not null) = (state <> 'requested'))
  )`,
  `create table device_event (
    instrument_id text not null references instrument (id),
    event_id text not null,
    session_key text not null,
    what text not null check (what in ('started', 'ended')),
    at bigint not null,
    content text not null,
    received_at bigint not null,
    received_by text not null references person (id),
    primary key (instrument_id, event_id)
  )`,
  `create table run_interval (
    instrument_id text not null references instrument (id),
    starts_at bigint not null,
    ends_at bigint not null,
    received_at bigint not null,
    primary key (instrument_id, starts_at, ends_at),
    check (starts_at < ends_at)
  )`,
]

/** Charges lose the bound on their amount, which only this column has: it is replaced by one without. */
const CHARGES = [
  'drop index charge_provider',
  'drop index charge_provider_state',
  'drop index charge_parties',
  'drop index charge_parties_state',
  'drop index charge_payer',
  'drop index charge_payer_state',
  'drop index charge_state',
  'drop index charge_moment',
  'alter table charge add column signed_fen bigint not null default 0',
  'update charge set signed_fen = amount_fen',
  'alter table charge drop column amount_fen',
  'alter table charge rename column signed_fen to amount_fen',
  'alter table charge add column reverses_id text references charge (id)',
  'create unique index charge_reverses on charge (reverses_id) where reverses_id is not null',
  'create index charge_provider on charge (provider_id, occurred_at, id, amount_fen)',
  `create index charge_provider_state on charge
    (provider_id, state, occurred_at, id, payer_id, payer_institution_id, amount_fen)`,
  'create index charge_parties on charge (provider_id, payer_id, occurred_at, id, amount_fen)',
  'create index charge_parties_state on charge (provider_id, payer_id, state, occurred_at, id, amount_fen)',
  'create index charge_payer on charge (payer_id, occurred_at, id, amount_fen)',
  'create index charge_payer_state on charge (payer_id, state, occurred_at, id, amount_fen)',
  'create index charge_state on charge (state, occurred_at, id, amount_fen)',
  'create index charge_moment on charge (occurred_at, id, amount_fen)',
]

const INDEXES = [
  // Several uses may wait for their people to come back; at most one session goes on.
  'drop index usage_record_open',
  'create index usage_record_open on usage_record (instrument_id) where ended_at is null',
  'create index usage_session_record on usage_session (record_id, started_at)',
  'create index usage_session_time on usage_session (instrument_id, started_at, ended_at)',
  'create index usage_session_desk on usage_session (institution_id, started_at, id)',
  // As many as there are units may be there at once; the rule of check-in sees to that under the lock of the units.
  'create unique index usage_session_open on usage_session (instrument_id, record_id) where ended_at is null',
  // Sessions longer than a day are few: they are found here, all others by their start.
  `create index usage_session_long on usage_session (instrument_id, ended_at) where ended_at - started_at > 86400000`,
  `create unique index usage_adjustment_open on usage_adjustment (session_id) where state = 'requested'`,
  `create index usage_adjustment_desk on usage_adjustment (institution_id, requested_at, id) where state = 'requested'`,
  'create index usage_adjustment_session on usage_adjustment (session_id, requested_at)',
  'create index device_event_session on device_event (instrument_id, session_key)',
]

export function usageRecords(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const appendOnly = ['session_change', 'device_event'].flatMap((it) => dialect.appendOnlyDdl(it))
      for (const statement of [...TABLES, ...CHARGES, ...INDEXES, ...appendOnly]) {
        await sql.raw(statement).execute(db)
      }
    },
  }
}

/**
 * People who operate instruments for others, and when they are away; maintenance that keeps its history; private
 * calendars of instruments.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  // No row: the instrument is used without help.
  `create table instrument_operation (
    instrument_id text primary key references instrument (id),
    demand text not null check (demand in ('offered', 'required'))
  )`,
  `create table instrument_operator (
    instrument_id text not null references instrument (id),
    person_id text not null references person (id),
    primary key (instrument_id, person_id)
  )`,
  'create index instrument_operator_person on instrument_operator (person_id, instrument_id)',
  `create table operator_absence (
    id text primary key,
    person_id text not null references person (id),
    institution_id text not null references institution (id),
    starts_at bigint not null,
    ends_at bigint not null,
    reason text not null,
    created_by text not null references person (id),
    constraint operator_absence_goes_on check (starts_at < ends_at)
  )`,
  'create index operator_absence_person on operator_absence (person_id, ends_at)',
  'alter table booking add column operator_id text references person (id)',
  'create index booking_operator on booking (operator_id, starts_at, id) where operator_id is not null',
  `create index booking_operator_in_use on booking (operator_id, ends_at)
    where operator_id is not null and state = 'in_use'`,
  `alter table waiting_entry add column with_operator integer not null default 0 check (with_operator in (0, 1))`,
  'alter table maintenance add column version integer not null default 1',
  'alter table maintenance add column updated_at bigint',
  // Null while it stands. What was taken back is kept, so that calendar programs learn of it.
  'alter table maintenance add column cancelled_at bigint',
  'create index maintenance_instrument on maintenance (instrument_id, ends_at)',
  `create table instrument_calendar (
    instrument_id text not null references instrument (id),
    person_id text not null references person (id),
    token_hash text not null,
    created_at bigint not null,
    primary key (instrument_id, person_id)
  )`,
  'create unique index instrument_calendar_token on instrument_calendar (token_hash)',
]

export function operators(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

/** What people are told, how they want to be told it, and how far reminders have come. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  `create table notice (
    id text primary key,
    person_id text not null references person (id),
    kind text not null,
    at bigint not null,
    instrument_id text references instrument (id),
    booking_id text references booking (id),
    data text not null,
    in_app integer not null check (in_app in (0, 1)),
    read_at bigint,
    mail_state text not null check (mail_state in ('none', 'due', 'sent', 'failed')),
    mail_attempts integer not null,
    mail_due_at bigint not null
  )`,
  'create index notice_person on notice (person_id, at, id) where in_app = 1',
  'create index notice_unread on notice (person_id, at, id) where in_app = 1 and read_at is null',
  `create index notice_mail on notice (mail_due_at, id) where mail_state = 'due'`,
  `create table notice_preference (
    person_id text not null references person (id),
    kind text not null,
    in_app integer not null check (in_app in (0, 1)),
    by_mail integer not null check (by_mail in (0, 1)),
    primary key (person_id, kind)
  )`,
  'create index role_grant_institution on role_grant (institution_id, role)',
  'create table reminder_choice (person_id text primary key references person (id), minutes text not null)',
  'create table reminder_progress (minutes_ahead bigint primary key, until bigint not null)',
]

export function notices(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

/** Faults of instruments, warnings of overtime, and the points of a booking by the booking. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  `create table fault_report (
    id text primary key,
    instrument_id text not null references instrument (id),
    institution_id text not null references institution (id),
    reporter_id text not null references person (id),
    severity text not null check (severity in ('usable', 'unusable')),
    text text not null,
    state text not null check (state in ('reported', 'confirmed', 'dismissed', 'resolved')),
    reported_at bigint not null,
    expected_until bigint,
    maintenance_ids text not null,
    decided_by text references person (id),
    decided_at bigint,
    decision_note text
  )`,
  // What is over leaves these indexes, so they stay as small as what keepers still have to do.
  `create index fault_report_open on fault_report (institution_id, reported_at, id)
    where state in ('reported', 'confirmed')`,
  `create index fault_report_instrument on fault_report (instrument_id, reported_at, id)
    where state in ('reported', 'confirmed')`,
  `create table overtime_warning (
    booking_id text not null references booking (id),
    next_booking_id text not null references booking (id),
    warned_at bigint not null,
    primary key (booking_id, next_booking_id)
  )`,
  'create index conduct_event_booking on conduct_event (booking_id) where booking_id is not null',
]

export function faults(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

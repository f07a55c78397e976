/**
 * How instruments hang together: interchangeable units, shared schedules, components of a whole, people who operate
 * them; days that are open otherwise; and bookings that are made, moved and given up together.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  'alter table instrument add column capacity integer not null default 1 check (capacity >= 1)',
  'alter table instrument add column parent_id text references instrument (id)',
  'alter table instrument add column schedule_of_id text references instrument (id)',
  'create index instrument_parent on instrument (parent_id) where parent_id is not null',
  'create index instrument_schedule_of on instrument (schedule_of_id) where schedule_of_id is not null',
  // On whose calendar the time is, where several instruments take the unit.
  'alter table blocked_span add column instrument_id text',
  'update blocked_span set instrument_id = unit_id',
  // As many as there are units may be using an instrument at once; its lock and the rule of check-in see to that.
  'drop index usage_record_open',
  'create index usage_record_open on usage_record (instrument_id) where ended_at is null',
  'alter table booking add column group_id text',
  'create index booking_group on booking (group_id) where group_id is not null',
]

export function topology(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
      await db.schema
        .createTable('opening_exception')
        .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('date', 'text', (it) => it.notNull())
        .addColumn('windows', 'text', (it) => it.notNull())
        .addColumn('note', 'text', (it) => it.notNull())
        .addPrimaryKeyConstraint('opening_exception_key', ['instrument_id', 'date'])
        .execute()
      await sql.raw('create index opening_exception_date on opening_exception (date)').execute(db)
    },
  }
}

/** What really happened on instruments. At most one record of an instrument is open. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const ATTENDANCE = `'normal', 'late', 'leave_early', 'overtime', 'late_overtime', 'late_leave_early', 'missed'`

const INDEXES = [
  'create index usage_record_time on usage_record (instrument_id, started_at, ended_at)',
  'create unique index usage_record_open on usage_record (instrument_id) where ended_at is null',
]

export function usage(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('usage_record')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('booking_id', 'text', (it) => it.notNull().unique().references('booking.id'))
        .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('institution_id', 'text', (it) => it.notNull().references('institution.id'))
        .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
        .addColumn('customer_institution_id', 'text', (it) => it.references('institution.id'))
        .addColumn('is_external', 'integer', (it) => it.notNull().check(sql`is_external in (0, 1)`))
        .addColumn('started_at', 'bigint', (it) => it.notNull())
        .addColumn('ended_at', 'bigint')
        .addColumn('samples', 'bigint', (it) => it.notNull().check(sql`samples >= 0`))
        .addColumn('attendance', 'text', (it) => it.check(sql.raw(`attendance in (${ATTENDANCE})`)))
        .addColumn('note', 'text')
        .addColumn('recorded_by', 'text', (it) => it.notNull().references('person.id'))
        .addCheckConstraint('usage_record_forwards', sql`ended_at is null or started_at <= ended_at`)
        .execute()
      for (const statement of INDEXES) await sql.raw(statement).execute(db)
    },
  }
}

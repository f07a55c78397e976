/** Series of bookings, and each of their occurrences with what became of it: a booking, or the reasons why not. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export function series(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('booking_series')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('institution_id', 'text', (it) => it.notNull().references('institution.id'))
        .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
        .addColumn('time_zone', 'text', (it) => it.notNull())
        .addColumn('rrule', 'text', (it) => it.notNull())
        .addColumn('purpose', 'text', (it) => it.notNull())
        .addColumn('split_from', 'text', (it) => it.references('booking_series.id'))
        .addColumn('client_key', 'text')
        .addColumn('client_input', 'text')
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .execute()
      await db.schema
        .createTable('series_occurrence')
        .addColumn('series_id', 'text', (it) => it.notNull().references('booking_series.id'))
        .addColumn('date', 'text', (it) => it.notNull())
        .addColumn('starts_at', 'bigint', (it) => it.notNull())
        .addColumn('ends_at', 'bigint', (it) => it.notNull())
        .addColumn('booking_id', 'text', (it) => it.references('booking.id'))
        .addColumn('problems', 'text')
        .addColumn('is_exception', 'integer', (it) => it.notNull().check(sql`is_exception in (0, 1)`))
        .addPrimaryKeyConstraint('series_occurrence_key', ['series_id', 'date'])
        .addCheckConstraint('series_occurrence_outcome', sql`(booking_id is null) = (problems is not null)`)
        .execute()
      const indexes = [
        'create unique index booking_series_client_key on booking_series (person_id, client_key) where client_key is not null',
        'create unique index series_occurrence_booking on series_occurrence (booking_id) where booking_id is not null',
      ]
      for (const statement of indexes) await sql.raw(statement).execute(db)
    },
  }
}

/** Bookings, their history, maintenance, and the time that they take: no two spans of an instrument overlap. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const STATES = `'requested', 'confirmed', 'rejected', 'cancelled', 'in_use', 'completed', 'missed'`
const CHANGES = `'booked', 'requested', 'approved', 'rejected', 'moved', 'cancelled', 'checked_in', 'checked_out', 'missed'`

/** Partial indexes hold only what is still open, so they stay small however long the history grows. */
const INDEXES = [
  'create index booking_time on booking (instrument_id, starts_at, ends_at)',
  'create index booking_desk on booking (institution_id, starts_at, id)',
  'create index booking_desk_long on booking (institution_id, starts_at, id) where ends_at - starts_at > 86400000',
  'create index booking_person on booking (person_id, starts_at, id)',
  'create unique index booking_client_key on booking (person_id, client_key) where client_key is not null',
  `create index booking_requested on booking (institution_id, created_at, id) where state = 'requested'`,
  `create index booking_undecided on booking (starts_at, id) where state = 'requested'`,
  `create index booking_unstarted on booking (starts_at, id) where state = 'confirmed'`,
  `create index booking_in_use on booking (instrument_id) where state = 'in_use'`,
  'create index blocked_span_time on blocked_span (unit_id, starts_at, ends_at)',
]

export function booking(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('booking')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
        .addColumn('institution_id', 'text', (it) => it.notNull().references('institution.id'))
        .addColumn('customer_institution_id', 'text', (it) => it.references('institution.id'))
        .addColumn('starts_at', 'bigint', (it) => it.notNull())
        .addColumn('ends_at', 'bigint', (it) => it.notNull())
        .addColumn('state', 'text', (it) => it.notNull().check(sql.raw(`state in (${STATES})`)))
        .addColumn('purpose', 'text', (it) => it.notNull())
        .addColumn('client_key', 'text')
        .addColumn('client_input', 'text')
        .addColumn('decision_note', 'text')
        .addColumn('version', 'integer', (it) => it.notNull())
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .addColumn('updated_at', 'bigint', (it) => it.notNull())
        .addCheckConstraint('booking_forwards', sql`starts_at < ends_at`)
        .execute()
      await db.schema
        .createTable('maintenance')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('starts_at', 'bigint', (it) => it.notNull())
        .addColumn('ends_at', 'bigint', (it) => it.notNull())
        .addColumn('reason', 'text', (it) => it.notNull())
        .addColumn('created_by', 'text', (it) => it.notNull().references('person.id'))
        .addCheckConstraint('maintenance_forwards', sql`starts_at < ends_at`)
        .execute()
      await db.schema
        .createTable('blocked_span')
        .addColumn('id', 'text', (it) => it.primaryKey())
        .addColumn('unit_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('starts_at', 'bigint', (it) => it.notNull())
        .addColumn('ends_at', 'bigint', (it) => it.notNull())
        .addColumn('busy_until', 'bigint')
        .addColumn('kind', 'text', (it) => it.notNull().check(sql`kind in ('booking', 'maintenance')`))
        .addCheckConstraint('blocked_span_forwards', sql`starts_at < ends_at`)
        .execute()
      await db.schema
        .createTable('booking_change')
        .addColumn('booking_id', 'text', (it) => it.notNull().references('booking.id'))
        .addColumn('version', 'integer', (it) => it.notNull())
        .addColumn('at', 'bigint', (it) => it.notNull())
        .addColumn('actor_id', 'text')
        .addColumn('what', 'text', (it) => it.notNull().check(sql.raw(`what in (${CHANGES})`)))
        .addColumn('before_starts_at', 'bigint')
        .addColumn('before_ends_at', 'bigint')
        .addColumn('after_starts_at', 'bigint')
        .addColumn('after_ends_at', 'bigint')
        .addColumn('note', 'text')
        .addPrimaryKeyConstraint('booking_change_key', ['booking_id', 'version'])
        .execute()
      const noOverlap = { table: 'blocked_span', key: 'unit_id', from: 'starts_at', to: 'ends_at' }
      const statements = [
        ...INDEXES,
        ...dialect.noOverlapDdl(noOverlap),
        ...dialect.appendOnlyDdl('booking_change'),
      ]
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

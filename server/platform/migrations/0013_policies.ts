/**
 * What places say of booking, the forms that instruments had, what people answered, and which reasons staff set aside.
 * What an institution's people booked is read by time, for its quotas.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const INDEXES = [
  `create index booking_customer on booking
    (customer_institution_id, starts_at, ends_at, state, instrument_id, institution_id, id)`,
]

export function policies(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('policy_layer')
        .addColumn('place', 'text', (it) => it.primaryKey())
        .addColumn('terms', 'text', (it) => it.notNull())
        .addColumn('quota_count', 'integer', (it) => it.notNull())
        .addColumn('updated_at', 'bigint', (it) => it.notNull())
        .execute()
      await db.schema
        .createTable('booking_form')
        .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
        .addColumn('version', 'integer', (it) => it.notNull())
        .addColumn('fields', 'text', (it) => it.notNull())
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .addPrimaryKeyConstraint('booking_form_key', ['instrument_id', 'version'])
        .execute()
      await db.schema
        .createTable('booking_answer')
        .addColumn('booking_id', 'text', (it) => it.primaryKey().references('booking.id'))
        .addColumn('instrument_id', 'text', (it) => it.notNull())
        .addColumn('form_version', 'integer', (it) => it.notNull())
        .addColumn('answers', 'text', (it) => it.notNull())
        .execute()
      await db.schema.alterTable('booking_change').addColumn('overridden', 'text').execute()
      const statements = [
        ...INDEXES,
        ...dialect.appendOnlyDdl('booking_form'),
        ...dialect.appendOnlyDdl('booking_answer'),
      ]
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

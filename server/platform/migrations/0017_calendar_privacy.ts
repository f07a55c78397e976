/** Who sees on a calendar who has booked: a rule of the institution, which an instrument may only tighten. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const NAMES = sql`names in ('nobody', 'colleagues', 'everyone')`

export function calendarPrivacy(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('institution_privacy')
        .addColumn('institution_id', 'text', (it) => it.primaryKey().references('institution.id'))
        .addColumn('names', 'text', (it) => it.notNull().check(NAMES))
        .addColumn('updated_at', 'bigint', (it) => it.notNull())
        .execute()
      await db.schema
        .createTable('instrument_privacy')
        .addColumn('instrument_id', 'text', (it) => it.primaryKey().references('instrument.id'))
        .addColumn('names', 'text', (it) => it.notNull().check(NAMES))
        .addColumn('updated_at', 'bigint', (it) => it.notNull())
        .execute()
    },
  }
}

/** The code that hangs on an instrument, for checking in with one's own phone. One for each instrument. */

import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export function checkInCode(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('check_in_code')
        .addColumn('instrument_id', 'text', (it) => it.primaryKey().references('instrument.id'))
        .addColumn('token', 'text', (it) => it.notNull().unique())
        .addColumn('created_at', 'bigint', (it) => it.notNull())
        .execute()
    },
  }
}

/** The invoice that a provider wrote for a statement. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  'alter table statement add column invoice_number text',
  `alter table statement add column invoiced_on text
    check ((invoiced_on is not null) = (invoice_number is not null))`,
]

export function invoices(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

/** Tariffs whose rate changes with the time billed, that are subsidised, and by which cancelling late costs the whole price. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  `alter table tariff add column steps text not null default '[]'`,
  `alter table tariff add column subsidy_fen_per_hour bigint not null default 0 check (subsidy_fen_per_hour >= 0)`,
  `alter table tariff add column full_price_when_late integer not null default 0 check (full_price_when_late in (0, 1))`,
]

export function tariffSteps(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

/** Time is billed in whole steps where a tariff says so; tariffs so far bill by the minute. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export function billingStep(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          'alter table tariff add column round_up_minutes bigint not null default 1 check (round_up_minutes > 0)',
        )
        .execute(db)
    },
  }
}

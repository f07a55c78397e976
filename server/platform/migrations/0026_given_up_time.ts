/** Time that was given up late and lies ahead, so that whoever takes it again frees its customer of the consequences. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  `create table given_up_time (
    booking_id text primary key references booking (id),
    instrument_id text not null references instrument (id),
    starts_at bigint not null,
    ends_at bigint not null
  )`,
  'create index given_up_time_instrument on given_up_time (instrument_id, ends_at)',
]

export function givenUpTime(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

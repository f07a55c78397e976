/** Sums of use by instrument and day, month and year, and when instruments were published. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  `create table usage_fact (
    instrument_id text not null references instrument (id),
    grain text not null check (grain in ('day', 'month', 'year')),
    starts_on text not null,
    effective_ms bigint not null,
    external_ms bigint not null,
    booking_count bigint not null,
    sample_count bigint not null,
    hours_ms text not null,
    primary key (instrument_id, grain, starts_on),
    check (external_ms between 0 and effective_ms)
  )`,
  `create table publication (
    instrument_id text not null references instrument (id),
    published_at bigint not null,
    withdrawn_at bigint,
    primary key (instrument_id, published_at),
    check (published_at <= withdrawn_at)
  )`,
  'create unique index publication_open on publication (instrument_id) where withdrawn_at is null',
  // Records longer than a day are few: they are found here, all others by their start.
  `create index usage_record_long on usage_record (instrument_id, ended_at) where ended_at - started_at > 86400000`,
]

export function statistics(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

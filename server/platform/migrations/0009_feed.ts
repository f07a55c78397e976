/** What harvesters may read of the catalog, its sets, and the secret that signs their cursors. */

import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  `create table feed_record (
    instrument_id text primary key references instrument (id),
    changed_at bigint not null,
    is_deleted integer not null check (is_deleted in (0, 1))
  )`,
  'create unique index feed_record_order on feed_record (changed_at, instrument_id)',
  `create table feed_member (
    set_spec text not null,
    changed_at bigint not null,
    instrument_id text not null references feed_record (instrument_id),
    primary key (set_spec, changed_at, instrument_id)
  )`,
  'create index feed_member_instrument on feed_member (instrument_id, set_spec)',
  'create table feed_set (spec text primary key, name text not null)',
  'create table feed_secret (purpose text primary key, secret text not null)',
]

export function feed(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
      const secret = randomBytes(32).toString('base64url')
      await sql`insert into feed_secret (purpose, secret) values ('resumption', ${secret})`.execute(db)
    },
  }
}

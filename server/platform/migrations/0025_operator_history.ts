/** The history of a booking says who was to operate, before and after each change, and that somebody else is. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

const CHANGES = `'booked', 'requested', 'approved', 'rejected', 'moved', 'operator_changed', 'cancelled', 'checked_in',
  'checked_out', 'missed'`
const COLUMNS = `booking_id, version, at, actor_id, what, before_starts_at, before_ends_at, after_starts_at,
  after_ends_at, note, overridden`

/** Tables that only grow are made anew where what they may hold changes. */
export function operatorHistory(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const statements = [
        `create table history_before as select ${COLUMNS} from booking_change`,
        'drop table booking_change',
        `create table booking_change (
          booking_id text not null references booking (id),
          version integer not null,
          at bigint not null,
          actor_id text,
          what text not null check (what in (${CHANGES})),
          before_starts_at bigint,
          before_ends_at bigint,
          after_starts_at bigint,
          after_ends_at bigint,
          before_operator_id text,
          after_operator_id text,
          note text,
          overridden text,
          constraint booking_change_key primary key (booking_id, version)
        )`,
        `insert into booking_change (${COLUMNS}) select ${COLUMNS} from history_before`,
        'drop table history_before',
        ...dialect.appendOnlyDdl('booking_change'),
      ]
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

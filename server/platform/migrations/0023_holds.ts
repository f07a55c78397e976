/** Time that is kept free for a research group. What is held is taken time too: `blocked_span` guards it. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  // One row for each unit and each part that is left: where a member books, a hold falls into parts of one origin.
  `create table time_hold (
    id text primary key,
    origin_id text not null,
    instrument_id text not null references instrument (id),
    group_id text not null references research_group (id),
    starts_at bigint not null,
    ends_at bigint not null,
    expires_at bigint not null,
    reason text not null,
    created_by text not null references person (id),
    created_at bigint not null,
    state text not null check (state in ('open', 'used', 'released', 'expired')),
    constraint time_hold_goes_on check (starts_at < ends_at)
  )`,
  // What is over leaves these indexes, so they stay as small as what is held.
  `create index time_hold_instrument on time_hold (instrument_id, starts_at, id) where state = 'open'`,
  `create index time_hold_due on time_hold (expires_at, id) where state = 'open'`,
  `create index time_hold_origin on time_hold (origin_id, starts_at)`,
  `create index time_hold_group on time_hold (group_id) where state = 'open'`,
]

export function holds(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

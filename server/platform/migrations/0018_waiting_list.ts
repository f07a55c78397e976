/** Who waits for time on which instrument, and the time that was offered to whom. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const STATEMENTS = [
  `create table waiting_entry (
    id text primary key,
    instrument_id text not null references instrument (id),
    institution_id text not null references institution (id),
    person_id text not null references person (id),
    wants text not null check (wants in ('offer', 'notice')),
    starts_at bigint not null,
    ends_at bigint not null,
    length_ms bigint not null,
    weekdays text not null,
    day_from text not null,
    day_until text not null,
    purpose text not null,
    state text not null check (state in ('waiting', 'served', 'left', 'over')),
    has_missed integer not null check (has_missed in (0, 1)),
    created_at bigint not null,
    constraint waiting_entry_fits check (length_ms > 0 and length_ms <= ends_at - starts_at)
  )`,
  // What is over leaves these indexes, so they stay as small as the queues.
  `create index waiting_entry_queue on waiting_entry (instrument_id, created_at, id) where state = 'waiting'`,
  `create index waiting_entry_person on waiting_entry (person_id, created_at, id) where state = 'waiting'`,
  `create index waiting_entry_end on waiting_entry (ends_at) where state = 'waiting'`,
  `create table time_offer (
    id text primary key,
    entry_id text not null references waiting_entry (id),
    instrument_id text not null references instrument (id),
    person_id text not null references person (id),
    round text not null,
    starts_at bigint not null,
    ends_at bigint not null,
    offered_at bigint not null,
    expires_at bigint not null,
    state text not null check (state in ('open', 'accepted', 'declined', 'lapsed')),
    booking_id text references booking (id),
    constraint time_offer_goes_on check (starts_at < ends_at)
  )`,
  `create unique index time_offer_open on time_offer (person_id, instrument_id) where state = 'open'`,
  `create index time_offer_due on time_offer (expires_at, id) where state = 'open'`,
  'create index time_offer_entry on time_offer (entry_id, offered_at)',
  'create index time_offer_round on time_offer (round)',
]

export function waitingList(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

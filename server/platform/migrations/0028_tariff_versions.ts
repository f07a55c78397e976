/**
 * A tariff is never changed: one that is set for the same day stands beside the one before, so that bookings keep the
 * prices that were known when they were made. A charge keeps what it was reckoned from.
 */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const CARRIED = `id, instrument_id, customer_class, valid_from, mode, rate_fen_per_hour, start_up_fee_fen,
  minimum_charge_fen, cancel_notice_minutes, cancel_fee_fen, rate_windows, round_up_minutes`

const STATEMENTS = [
  `create table tariff_version (
    id text constraint tariff_id primary key,
    instrument_id text not null references instrument (id),
    customer_class text not null check (customer_class in ('internal', 'external')),
    valid_from text not null,
    mode text not null check (mode in ('reservation', 'usage', 'overage')),
    rate_fen_per_hour bigint not null check (rate_fen_per_hour >= 0),
    start_up_fee_fen bigint not null check (start_up_fee_fen >= 0),
    minimum_charge_fen bigint not null check (minimum_charge_fen >= 0),
    cancel_notice_minutes bigint not null check (cancel_notice_minutes >= 0),
    cancel_fee_fen bigint not null check (cancel_fee_fen >= 0),
    rate_windows text not null,
    round_up_minutes bigint not null default 1 check (round_up_minutes > 0),
    set_at bigint not null default 0,
    constraint tariff_version_day unique (instrument_id, customer_class, valid_from, set_at)
  )`,
  `insert into tariff_version (${CARRIED}) select ${CARRIED} from tariff`,
  'drop table tariff',
  'alter table tariff_version rename to tariff',
  'alter table charge add column basis text',
]

export function tariffVersions(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
    },
  }
}

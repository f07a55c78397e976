/** Time that was offered to people who wait for it. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { OfferState } from '../rules/waiting-list.ts'
import type { TimeOfferTable } from '../tables.ts'

export type TimeOffer = Interval & {
  readonly id: string
  readonly entryId: string
  readonly instrumentId: string
  readonly personId: string
  /** The id of the first offer of the same freed time. */
  readonly round: string
  readonly offeredAt: Instant
  readonly expiresAt: Instant
  readonly state: OfferState
  /** What it became when it was accepted. */
  readonly bookingId: string | null
}

/** Offers in the order of `ids`; undefined where there is none. */
export async function offersByIds(db: Db, ids: readonly string[]): Promise<(TimeOffer | undefined)[]> {
  const rows = await db.selectFrom('time_offer').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toOffer(it)]))
  return ids.map((it) => found.get(it))
}

/** The open offer of each waiting entry, in the order of `entryIds`; undefined where there is none. */
export async function openOffersByEntryIds(
  db: Db,
  entryIds: readonly string[],
): Promise<(TimeOffer | undefined)[]> {
  const rows = await db
    .selectFrom('time_offer')
    .selectAll()
    .where('entry_id', 'in', entryIds)
    .where('state', '=', 'open')
    .execute()
  const found = new Map(rows.map((it) => [it.entry_id, toOffer(it)]))
  return entryIds.map((it) => found.get(it))
}

/** Those of these people who hold an open offer of the instrument. */
export async function holdersOfOffers(
  db: Db,
  instrumentId: string,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('time_offer')
    .select('person_id')
    .where('state', '=', sql.lit('open'))
    .where('instrument_id', '=', instrumentId)
    .where('person_id', 'in', personIds)
    .execute()
  return new Set(rows.map((it) => it.person_id))
}

/** The waiting entries that were offered the freed time of a round. */
export async function entriesOfRound(db: Db, round: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('time_offer').select('entry_id').where('round', '=', round).execute()
  return new Set(rows.map((it) => it.entry_id))
}

/** Open offers whose time to think is over, oldest first, at most `limit`, behind the place `after`. */
export async function dueOffers(
  db: Db,
  now: Instant,
  after: Pick<TimeOffer, 'expiresAt' | 'id'> | undefined,
  limit: number,
): Promise<TimeOffer[]> {
  const rows = await db
    .selectFrom('time_offer')
    .selectAll()
    .where('state', '=', sql.lit('open'))
    .where('expires_at', '<=', now)
    .$if(after !== undefined, (it) =>
      it.where(sql<SqlBool>`(expires_at, id) > (${after?.expiresAt}, ${after?.id})`),
    )
    .orderBy('expires_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toOffer)
}

export async function insertOffer(trx: Trx, it: TimeOffer): Promise<void> {
  await trx
    .insertInto('time_offer')
    .values({
      id: it.id,
      entry_id: it.entryId,
      instrument_id: it.instrumentId,
      person_id: it.personId,
      round: it.round,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      offered_at: it.offeredAt,
      expires_at: it.expiresAt,
      state: it.state,
      booking_id: it.bookingId,
    })
    .execute()
}

export async function updateOffer(
  trx: Trx,
  id: string,
  { state, bookingId }: { readonly state: OfferState; readonly bookingId?: string },
): Promise<void> {
  await trx
    .updateTable('time_offer')
    .set({ state, booking_id: bookingId ?? null })
    .where('id', '=', id)
    .execute()
}

function toOffer(row: Selectable<TimeOfferTable>): TimeOffer {
  return {
    id: row.id,
    entryId: row.entry_id,
    instrumentId: row.instrument_id,
    personId: row.person_id,
    round: row.round,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    offeredAt: row.offered_at,
    expiresAt: row.expires_at,
    state: row.state,
    bookingId: row.booking_id,
  }
}

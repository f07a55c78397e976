/** The records of the feed, their sets, and the secret that signs cursors. */

import { type SelectQueryBuilder, sql } from 'kysely'
import type { Database, Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { FeedSet } from '../rules/sets.ts'

/** One change of an instrument: that it is in the catalog as it is now, or that it is no longer. */
export type FeedRecord = {
  readonly instrumentId: string
  readonly changedAt: Instant
  readonly isDeleted: boolean
}

export type FeedSpan = {
  /** A set that is stored; null for all records. */
  readonly set: string | null
  readonly from: Instant
  /** The first moment after the span. */
  readonly before: Instant
  /** The record before the page. */
  readonly after: { readonly changedAt: Instant; readonly instrumentId: string } | null
}

type Row = { instrument_id: string; changed_at: number; is_deleted: number }

/** At most `limit` records of the span, by change. */
export async function feedPage(
  db: Db,
  { set, from, before, after }: FeedSpan,
  limit: number,
): Promise<FeedRecord[]> {
  // No id is empty: from the beginning is after the empty one.
  const [changedAt, instrumentId] = after ? [after.changedAt, after.instrumentId] : [from, '']
  const rows =
    set === null
      ? await db
          .selectFrom('feed_record as at')
          .select(['at.instrument_id', 'at.changed_at', 'at.is_deleted'])
          .where(sql<boolean>`(at.changed_at, at.instrument_id) > (${changedAt}, ${instrumentId})`)
          .where('at.changed_at', '<', before)
          .orderBy('at.changed_at')
          .orderBy('at.instrument_id')
          .limit(limit)
          .execute()
      : await db
          .selectFrom('feed_member as at')
          .innerJoin('feed_record', 'feed_record.instrument_id', 'at.instrument_id')
          .select(['at.instrument_id', 'at.changed_at', 'feed_record.is_deleted'])
          .where('at.set_spec', '=', set)
          .where(sql<boolean>`(at.changed_at, at.instrument_id) > (${changedAt}, ${instrumentId})`)
          .where('at.changed_at', '<', before)
          .orderBy('at.changed_at')
          .orderBy('at.instrument_id')
          .limit(limit)
          .execute()
  return rows.map(toRecord)
}

/** The records of these instruments, in no order; those never published have none. */
export async function feedRecordsByInstrumentIds(db: Db, ids: readonly string[]): Promise<FeedRecord[]> {
  const rows = await db.selectFrom('feed_record').selectAll().where('instrument_id', 'in', ids).execute()
  return rows.map(toRecord)
}

/** The sets of each of these instruments, by spec. */
export async function feedSetsByInstrumentIds(db: Db, ids: readonly string[]): Promise<string[][]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('feed_member')
    .select(['instrument_id', 'set_spec'])
    .where('instrument_id', 'in', ids)
    .orderBy('instrument_id')
    .orderBy('set_spec')
    .execute()
  const found = Map.groupBy(rows, (it) => it.instrument_id)
  return ids.map((id) => (found.get(id) ?? []).map((it) => it.set_spec))
}

/** At most `limit` sets after the spec `after`, by spec. */
export function feedSetsPage(db: Db, after: string, limit: number): Promise<FeedSet[]> {
  return db
    .selectFrom('feed_set')
    .select(['spec', 'name'])
    .where('spec', '>', after)
    .orderBy('spec')
    .limit(limit)
    .execute()
}

/** When the first of all changes that are still there happened; undefined when there is none. */
export function firstChangeAt(db: Db): Promise<Instant | undefined> {
  return changeAt(db.selectFrom('feed_record'), 'asc')
}

/** When the last change happened; undefined when there is none. */
export function lastChangeAt(db: Db): Promise<Instant | undefined> {
  return changeAt(db.selectFrom('feed_record'), 'desc')
}

async function changeAt(
  records: SelectQueryBuilder<Database, 'feed_record', object>,
  order: 'asc' | 'desc',
): Promise<Instant | undefined> {
  const row = await records.select('changed_at').orderBy('changed_at', order).limit(1).executeTakeFirst()
  return row?.changed_at
}

/** Writes the records anew, each with its sets. */
export async function replaceFeedRecords(
  trx: Trx,
  changedAt: Instant,
  records: readonly { readonly instrumentId: string; readonly sets: readonly FeedSet[] }[],
): Promise<void> {
  if (records.length === 0) return
  const ids = records.map((it) => it.instrumentId)
  await trx
    .insertInto('feed_record')
    .values(ids.map((id) => ({ instrument_id: id, changed_at: changedAt, is_deleted: 0 })))
    .onConflict((it) => it.column('instrument_id').doUpdateSet({ changed_at: changedAt, is_deleted: 0 }))
    .execute()
  await trx.deleteFrom('feed_member').where('instrument_id', 'in', ids).execute()
  const members = records.flatMap(({ instrumentId, sets }) =>
    sets.map(({ spec }) => ({ set_spec: spec, changed_at: changedAt, instrument_id: instrumentId })),
  )
  await trx.insertInto('feed_member').values(members).execute()
  await insertFeedSets(
    trx,
    records.flatMap((it) => it.sets),
  )
}

/** Makes the records of these instruments tombstones, in the sets where they were. */
export async function markFeedRecordsDeleted(
  trx: Trx,
  changedAt: Instant,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('feed_record')
    .set({ changed_at: changedAt, is_deleted: 1 })
    .where('instrument_id', 'in', ids)
    .execute()
  await trx
    .updateTable('feed_member')
    .set({ changed_at: changedAt })
    .where('instrument_id', 'in', ids)
    .execute()
}

/** Adds sets, and gives those that are there their newest names. */
async function insertFeedSets(trx: Trx, sets: readonly FeedSet[]): Promise<void> {
  const distinct = [...new Map(sets.map((it) => [it.spec, it])).values()]
  await trx
    .insertInto('feed_set')
    .values(distinct.map(({ spec, name }) => ({ spec, name })))
    .onConflict((it) => it.column('spec').doUpdateSet({ name: (set) => set.ref('excluded.name') }))
    .execute()
}

/** The secret that signs resumption tokens, the same in every process. */
export async function resumptionSecret(db: Db): Promise<string> {
  const row = await db
    .selectFrom('feed_secret')
    .select('secret')
    .where('purpose', '=', 'resumption')
    .executeTakeFirstOrThrow()
  return row.secret
}

function toRecord(row: Row): FeedRecord {
  return { instrumentId: row.instrument_id, changedAt: row.changed_at, isDeleted: row.is_deleted === 1 }
}

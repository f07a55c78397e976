/** What harvesters ask for. Everything here is public: nobody needs to be signed in. */

import type { Context } from '../../context.ts'
import type { Instant } from '../../kernel/interval.ts'
import { publicInstrumentsByIds } from '../queries/public-catalog.ts'
import {
  type FeedRecord,
  feedPage,
  feedRecordsByInstrumentIds,
  feedSetsByInstrumentIds,
  feedSetsPage,
  type FeedSpan,
  firstChangeAt,
  resumptionSecret,
} from '../queries/records.ts'
import type { PublicInstrument } from '../rules/public-instrument.ts'
import { type FeedSet, ROOT_SETS, storedSet } from '../rules/sets.ts'

/** Held while changes are stamped, and while the bound of a harvest is taken. */
export const STAMPING = 'feed-stamping'

export const HARVEST_PAGE = 100

/** A record with its sets and what it describes; null for a tombstone. */
export type HarvestedRecord = FeedRecord & {
  readonly sets: readonly string[]
  readonly instrument: PublicInstrument | null
}

/**
 * The moment up to which a harvest that begins now is complete: no change that becomes visible later has an
 * earlier stamp, so who asks again from this moment on misses nothing.
 */
export function harvestBound(ctx: Context): Promise<Instant> {
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [STAMPING])
    return ctx.now()
  })
}

/** A page of records by change, and whether more follow. */
export async function harvestPage(
  ctx: Context,
  span: FeedSpan,
): Promise<{ readonly records: readonly HarvestedRecord[]; readonly hasMore: boolean }> {
  const rows = await feedPage(ctx.store.db, { ...span, set: storedSet(span.set) }, HARVEST_PAGE + 1)
  const records = await described(ctx, rows.slice(0, HARVEST_PAGE))
  return { records, hasMore: rows.length > HARVEST_PAGE }
}

/** The record of one instrument; null when it was never public. */
export async function harvestedRecord(ctx: Context, instrumentId: string): Promise<HarvestedRecord | null> {
  const [record] = await described(ctx, await feedRecordsByInstrumentIds(ctx.store.db, [instrumentId]))
  return record ?? null
}

/** The catalog may be ahead of the feed: what has just ceased to be public is shown as gone. */
async function described(ctx: Context, rows: readonly FeedRecord[]): Promise<readonly HarvestedRecord[]> {
  const ids = rows.map((it) => it.instrumentId)
  const [sets, instruments] = await Promise.all([
    feedSetsByInstrumentIds(ctx.store.db, ids),
    publicInstrumentsByIds(ctx.store.db, ids),
  ])
  return rows.map((row, i) => {
    const instrument = row.isDeleted ? null : (instruments[i] ?? null)
    return { ...row, isDeleted: instrument === null, sets: sets[i] ?? [], instrument }
  })
}

/** A page of the sets that have or had records, by spec, the roots first; and whether more follow. */
export async function setsPage(
  ctx: Context,
  after: string,
): Promise<{ readonly sets: readonly FeedSet[]; readonly hasMore: boolean }> {
  const rows = await feedSetsPage(ctx.store.db, after, HARVEST_PAGE + 1)
  const sets = rows.slice(0, HARVEST_PAGE)
  return { sets: after === '' ? [...ROOT_SETS, ...sets] : sets, hasMore: rows.length > HARVEST_PAGE }
}

/** No record is older than this. */
export async function earliestChange(ctx: Context): Promise<Instant> {
  return (await firstChangeAt(ctx.store.db)) ?? ctx.now()
}

/** The secret that signs resumption tokens, the same in every process. */
export function resumptionSecretOf(ctx: Context): Promise<string> {
  return resumptionSecret(ctx.store.db)
}

/** Keeps the records of the feed in step with the catalog, from the outbox. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { takeNext } from '../../platform/log-reader.ts'
import { publicInstrumentsByIds } from '../queries/public-catalog.ts'
import {
  feedRecordsByInstrumentIds,
  lastChangeAt,
  markFeedRecordsDeleted,
  replaceFeedRecords,
} from '../queries/records.ts'
import { setsOf } from '../rules/sets.ts'
import { STAMPING } from './harvest.ts'

const BATCH = 500
const EVENTS = new Set(['instrument.published', 'instrument.updated', 'instrument.withdrawn'])

/** Takes every change that has become final into the feed. Nobody's work: a job does it. */
export async function refreshFeedRecords(ctx: Context): Promise<void> {
  const { store } = ctx
  for (;;) {
    const taken = await store.transact(async (trx) => {
      const log = { table: 'outbox_event', consumer: 'feed-records', limit: BATCH } as const
      const events = await takeNext(trx, store.dialect, log)
      const ids = events.filter((it) => EVENTS.has(it.type)).map((it) => it.subject_id)
      if (ids.length > 0) await stampChanges(ctx, trx, [...new Set(ids)])
      return events.length
    })
    if (taken < BATCH) return
  }
}

/**
 * Stamps what changed with the time of now: the catalog is read as it is, so several changes of one instrument
 * are one. No stamp is smaller than one that was given before, nor than the bound of a harvest that has begun.
 */
async function stampChanges(ctx: Context, trx: Trx, ids: readonly string[]): Promise<void> {
  await ctx.store.dialect.lock(trx, [STAMPING])
  const changedAt = Math.max(ctx.now(), (await lastChangeAt(trx)) ?? 0)
  const instruments = await publicInstrumentsByIds(trx, ids)
  const records = instruments.flatMap((it) => (it ? [{ instrumentId: it.id, sets: setsOf(it) }] : []))
  const gone = ids.filter((_id, i) => instruments[i] === undefined)
  await replaceFeedRecords(trx, changedAt, records)
  await markFeedRecordsDeleted(trx, changedAt, await stillListed(trx, gone))
}

/** Those of these instruments that the feed still shows; one that was never public leaves no tombstone. */
async function stillListed(trx: Trx, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const records = await feedRecordsByInstrumentIds(trx, ids)
  return records.filter((it) => !it.isDeleted).map((it) => it.instrumentId)
}

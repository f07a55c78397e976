/** Finished use as it was recorded, for the days that are measured anew. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import { DAY_MS, type Interval } from '../../kernel/interval.ts'
import type { InstrumentScope } from '../rules/figures.ts'
import type { UsageSpan } from '../rules/measures.ts'
import { instrumentsInScope } from './instruments.ts'

export type InstrumentUsage = UsageSpan & { readonly instrumentId: string }

/** One record and its instrument's zone; undefined while it is not finished. */
export async function finishedUsage(
  db: Db,
  usageId: string,
): Promise<(InstrumentUsage & { readonly timeZone: string }) | undefined> {
  const row = await db
    .selectFrom('usage_record')
    .innerJoin('instrument', 'instrument.id', 'usage_record.instrument_id')
    .select([...USAGE_COLUMNS, 'instrument.time_zone'])
    .where('usage_record.id', '=', usageId)
    .where('usage_record.ended_at', 'is not', null)
    .executeTakeFirst()
  return row && { ...toUsage(row), timeZone: row.time_zone }
}

const USAGE_COLUMNS = [
  'usage_record.instrument_id',
  'usage_record.started_at',
  'usage_record.ended_at',
  'usage_record.is_external',
  'usage_record.samples',
] as const

/** Finished records of one instrument that share time with `span` or start in it; in no order. */
export async function usageOfInstrument(
  db: Db,
  instrumentId: string,
  span: Interval,
): Promise<InstrumentUsage[]> {
  return usageOf(db.selectFrom('instrument').where('instrument.id', '=', instrumentId), span)
}

/** The same of all instruments in a scope whose clock runs in this zone. */
export async function usageInScope(
  db: Db,
  { scope, timeZone }: { readonly scope: InstrumentScope; readonly timeZone: string },
  span: Interval,
): Promise<InstrumentUsage[]> {
  return usageOf(instrumentsInScope(db, scope).where('instrument.time_zone', '=', timeZone), span)
}

/**
 * Records may overlap, so no single one before the span decides what reaches into it. Those of up to a day start at
 * most a day before the span; the few longer ones have an index of their own, by their end.
 */
async function usageOf(instruments: InstrumentQuery, span: Interval): Promise<InstrumentUsage[]> {
  const finished = instruments
    .innerJoin('usage_record', 'usage_record.instrument_id', 'instrument.id')
    .select(USAGE_COLUMNS)
    .where('usage_record.ended_at', '>=', span.startsAt)
    .where(sql<boolean>`coalesce(usage_record.attendance, '') <> 'missed'`)
  const short = finished
    .where('usage_record.started_at', '>=', span.startsAt - DAY_MS)
    .where('usage_record.started_at', '<', span.endsAt)
  const long = finished
    .where('usage_record.started_at', '<', span.startsAt - DAY_MS)
    .where(sql<boolean>`usage_record.ended_at - usage_record.started_at > 86400000`)
  const rows = await short.unionAll(long).execute()
  return rows.map(toUsage)
}

type InstrumentQuery = ReturnType<typeof instrumentsInScope>

function toUsage(row: {
  instrument_id: string
  started_at: number
  ended_at: number | null
  is_external: number
  samples: number
}): InstrumentUsage {
  return {
    instrumentId: row.instrument_id,
    startsAt: row.started_at,
    endsAt: row.ended_at ?? row.started_at,
    isExternal: row.is_external === 1,
    sampleCount: row.samples,
  }
}

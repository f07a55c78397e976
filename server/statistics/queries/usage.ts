/** Finished use as it was recorded, for the days that are measured anew. */

import { sql } from 'kysely'
import type { Db } from '../../database.ts'
import { DAY_MS, type Interval } from '../../kernel/interval.ts'
import type { UsageKind } from '../../usage/rules/sessions.ts'
import type { InstrumentScope } from '../rules/figures.ts'
import type { UsageSpan } from '../rules/measures.ts'
import { instrumentsInScope } from './instruments.ts'

export type InstrumentUsage = UsageSpan & { readonly instrumentId: string }

/** The whole time of one record and its instrument's zone; undefined while it is not finished. */
export async function finishedUsage(
  db: Db,
  usageId: string,
): Promise<(Interval & { readonly instrumentId: string; readonly timeZone: string }) | undefined> {
  const row = await db
    .selectFrom('usage_record')
    .innerJoin('instrument', 'instrument.id', 'usage_record.instrument_id')
    .select(['usage_record.instrument_id', 'usage_record.started_at', 'usage_record.ended_at'])
    .select('instrument.time_zone')
    .where('usage_record.id', '=', usageId)
    .executeTakeFirst()
  if (!row || row.ended_at === null) return undefined
  const { instrument_id: instrumentId, time_zone: timeZone, started_at: startsAt, ended_at: endsAt } = row
  return { instrumentId, timeZone, startsAt, endsAt }
}

const USAGE_COLUMNS = [
  'usage_session.instrument_id',
  'usage_session.started_at',
  'usage_session.ended_at',
  'usage_session.kind',
  'usage_session.samples',
  'usage_record.is_external',
  'usage_record.started_at as used_from',
] as const

/** Sessions of finished records of one instrument that share time with `span` or start in it; in no order. */
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
 * Sessions may overlap, so no single one before the span decides what reaches into it. Those of up to a day start at
 * most a day before the span; the few longer ones have an index of their own, by their end.
 */
async function usageOf(instruments: InstrumentQuery, span: Interval): Promise<InstrumentUsage[]> {
  const finished = instruments
    .innerJoin('usage_session', 'usage_session.instrument_id', 'instrument.id')
    .innerJoin('usage_record', 'usage_record.id', 'usage_session.record_id')
    .select(USAGE_COLUMNS)
    .where('usage_session.ended_at', '>=', span.startsAt)
    .where('usage_record.ended_at', 'is not', null)
    .where(sql<boolean>`coalesce(usage_record.attendance, '') <> 'missed'`)
  const short = finished
    .where('usage_session.started_at', '>=', span.startsAt - DAY_MS)
    .where('usage_session.started_at', '<', span.endsAt)
  const long = finished
    .where('usage_session.started_at', '<', span.startsAt - DAY_MS)
    .where(sql<boolean>`usage_session.ended_at - usage_session.started_at > 86400000`)
  const rows = await short.unionAll(long).execute()
  return rows.map(toUsage)
}

type InstrumentQuery = ReturnType<typeof instrumentsInScope>

function toUsage(row: {
  instrument_id: string
  started_at: number
  ended_at: number | null
  kind: UsageKind
  samples: number
  is_external: number
  used_from: number
}): InstrumentUsage {
  return {
    instrumentId: row.instrument_id,
    startsAt: row.started_at,
    endsAt: row.ended_at ?? row.started_at,
    kind: row.kind,
    isFirst: row.started_at === row.used_from,
    isExternal: row.is_external === 1,
    sampleCount: row.samples,
  }
}

/** Sums of use by day, month and year: replaced for one instrument, read for all that a question is about. */

import type { Db, Trx } from '../../database.ts'
import type { InstrumentScope } from '../rules/figures.ts'
import type { HoursOfWeek } from '../rules/heat.ts'
import type { Measures, UsageFacts } from '../rules/measures.ts'
import type { GrainRange } from '../rules/period.ts'
import { instrumentsInScope } from './instruments.ts'

const SUMS = ['effective_ms', 'external_ms', 'booking_count', 'sample_count'] as const

/** Rows in one statement: below the number of values that a statement may have. */
const ROWS_MAX = 200

/** Puts `facts` in the place of all that are kept for a range. */
export async function replaceFacts(
  trx: Trx,
  instrumentId: string,
  range: GrainRange,
  facts: readonly UsageFacts[],
): Promise<void> {
  await trx
    .deleteFrom('usage_fact')
    .where('instrument_id', '=', instrumentId)
    .where('grain', '=', range.grain)
    .where('starts_on', '>=', range.from)
    .where('starts_on', '<', range.until)
    .execute()
  for (let i = 0; i < facts.length; i += ROWS_MAX) {
    const rows = facts.slice(i, i + ROWS_MAX).map((it) => ({
      instrument_id: instrumentId,
      grain: range.grain,
      starts_on: it.startsOn,
      effective_ms: it.effectiveMs,
      external_ms: it.externalMs,
      booking_count: it.bookingCount,
      sample_count: it.sampleCount,
      hours_ms: JSON.stringify(it.hoursMs),
    }))
    await trx.insertInto('usage_fact').values(rows).execute()
  }
}

/** What is kept of one instrument for a range, ascending. */
export async function factsOfInstrument(
  db: Db,
  instrumentId: string,
  range: GrainRange,
): Promise<UsageFacts[]> {
  const rows = await db
    .selectFrom('usage_fact')
    .select([...SUMS, 'starts_on', 'hours_ms'])
    .where('instrument_id', '=', instrumentId)
    .where('grain', '=', range.grain)
    .where('starts_on', '>=', range.from)
    .where('starts_on', '<', range.until)
    .orderBy('starts_on')
    .execute()
  return rows.map((it) => ({ ...toMeasures(it), ...toHours(it) }))
}

/** Which kept sums to read: of the instruments in a scope whose clock runs in this zone. */
export type FactRange = {
  readonly scope: InstrumentScope
  readonly timeZone: string
  readonly range: GrainRange
}

/** The sums of a range, one row for each instrument that has any; in no order. */
export async function measuresByInstrument(
  db: Db,
  wanted: FactRange,
): Promise<(Measures & { readonly instrumentId: string })[]> {
  const rows = await factsIn(db, wanted)
    .select('instrument.id')
    .select((eb) => SUMS.map((it) => eb.fn.sum<number>(`usage_fact.${it}`).as(it)))
    .groupBy('instrument.id')
    .execute()
  return rows.map((it) => ({ instrumentId: it.id, ...toMeasures(it) }))
}

/** The hours of a range, one row for each instrument and day, month or year; in no order. */
export async function hoursDuring(db: Db, wanted: FactRange): Promise<HoursOfWeek[]> {
  const rows = await factsIn(db, wanted).select(['usage_fact.starts_on', 'usage_fact.hours_ms']).execute()
  return rows.map(toHours)
}

/** A cross join, because that is always read from left to right: instruments first, then their rows by the key. */
function factsIn(db: Db, { scope, timeZone, range }: FactRange) {
  return instrumentsInScope(db, scope)
    .crossJoin('usage_fact')
    .whereRef('usage_fact.instrument_id', '=', 'instrument.id')
    .where('instrument.time_zone', '=', timeZone)
    .where('usage_fact.grain', '=', range.grain)
    .where('usage_fact.starts_on', '>=', range.from)
    .where('usage_fact.starts_on', '<', range.until)
}

function toMeasures(row: Record<(typeof SUMS)[number], number>): Measures {
  return {
    effectiveMs: row.effective_ms,
    externalMs: row.external_ms,
    bookingCount: row.booking_count,
    sampleCount: row.sample_count,
  }
}

function toHours(row: { readonly starts_on: string; readonly hours_ms: string }): HoursOfWeek {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only replaceFacts writes this column.
  return { startsOn: row.starts_on, hoursMs: JSON.parse(row.hours_ms) as number[] }
}

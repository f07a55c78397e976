/** Sums of use: kept by day, rolled up by month and year, read by instrument and by weekday. */

import { sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import type { WeekdayHours } from '../rules/heat.ts'
import type { InstrumentScope } from '../rules/figures.ts'
import type { DayFacts, Measures } from '../rules/measures.ts'
import { type DateRange, type Grain, type GrainRange, monthAfter, yearAfter } from '../rules/period.ts'
import type { HourColumn } from '../tables.ts'
import { instrumentsInScope } from './instruments.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Array.from forgets the literal types.
const HOUR_COLUMNS = Array.from(
  { length: 24 },
  (_, hour) => `h${String(hour).padStart(2, '0')}`,
) as HourColumn[]
const SUM_COLUMNS = ['effective_ms', 'external_ms', 'booking_count', 'sample_count'] as const
const KEY_COLUMNS = ['instrument_id', 'grain', 'starts_on', 'weekday'] as const
const FACT_COLUMNS = [...SUM_COLUMNS, ...HOUR_COLUMNS]

/** Rows in one statement: below the number of values that a statement may have. */
const ROWS_MAX = 100

/** Puts the facts of days in the place of those kept for the days of `range`. */
export async function replaceDayFacts(
  trx: Trx,
  instrumentId: string,
  range: DateRange,
  days: readonly DayFacts[],
): Promise<void> {
  await deleteFacts(trx, instrumentId, { grain: 'day', ...range })
  for (let i = 0; i < days.length; i += ROWS_MAX) {
    const rows = days.slice(i, i + ROWS_MAX).map((it) => factRow(instrumentId, it))
    await trx.insertInto('usage_fact').values(rows).execute()
  }
}

async function deleteFacts(
  trx: Trx,
  instrumentId: string,
  { grain, from, until }: GrainRange,
): Promise<void> {
  await trx
    .deleteFrom('usage_fact')
    .where('instrument_id', '=', instrumentId)
    .where('grain', '=', grain)
    .where('starts_on', '>=', from)
    .where('starts_on', '<', until)
    .execute()
}

function factRow(instrumentId: string, day: DayFacts) {
  return {
    instrument_id: instrumentId,
    grain: 'day' as const,
    starts_on: day.date,
    weekday: day.weekday,
    effective_ms: day.effectiveMs,
    external_ms: day.externalMs,
    booking_count: day.bookingCount,
    sample_count: day.sampleCount,
    ...hourValues(day.hoursMs),
  }
}

function hourValues(hoursMs: readonly number[]): Record<HourColumn, number> {
  const entries = HOUR_COLUMNS.map((it, hour) => [it, hoursMs[hour] ?? 0])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets the literal types.
  return Object.fromEntries(entries) as Record<HourColumn, number>
}

/** Replaces the sums of a month by those of its days. */
export async function replaceMonthFacts(trx: Trx, instrumentId: string, month: LocalDate): Promise<void> {
  const range = { from: month, until: monthAfter(month) }
  await deleteFacts(trx, instrumentId, { grain: 'month', ...range })
  await rollUp(trx, instrumentId, { grain: 'day', ...range }, 'month')
}

/** Replaces the sums of a year by those of its months. */
export async function replaceYearFacts(trx: Trx, instrumentId: string, year: LocalDate): Promise<void> {
  const range = { from: year, until: yearAfter(year) }
  await deleteFacts(trx, instrumentId, { grain: 'year', ...range })
  await rollUp(trx, instrumentId, { grain: 'month', ...range }, 'year')
}

async function rollUp(trx: Trx, instrumentId: string, parts: GrainRange, grain: Grain): Promise<void> {
  await trx
    .insertInto('usage_fact')
    .columns([...KEY_COLUMNS, ...FACT_COLUMNS])
    .expression((it) =>
      it
        .selectFrom('usage_fact')
        .select(['instrument_id', sql.lit(grain).as('grain'), sql.val(parts.from).as('starts_on'), 'weekday'])
        .select((eb) => FACT_COLUMNS.map((column) => eb.fn.sum<number>(column).as(column)))
        .where('instrument_id', '=', instrumentId)
        .where('grain', '=', parts.grain)
        .where('starts_on', '>=', parts.from)
        .where('starts_on', '<', parts.until)
        .groupBy(['instrument_id', 'weekday']),
    )
    .execute()
}

/** Which kept sums to read: of the instruments in a scope whose clock runs in this zone. */
export type FactRange = {
  readonly scope: InstrumentScope
  readonly timeZone: string
  readonly range: GrainRange
}

/** The sums of a range, one row for each instrument that has any; in no order. */
export async function factsByInstrument(
  db: Db,
  wanted: FactRange,
): Promise<(Measures & { readonly instrumentId: string })[]> {
  const rows = await factsIn(db, wanted)
    .select('instrument.id')
    .select((eb) => SUM_COLUMNS.map((it) => eb.fn.sum<number>(`usage_fact.${it}`).as(it)))
    .groupBy('instrument.id')
    .execute()
  return rows.map((it) => ({
    instrumentId: it.id,
    effectiveMs: it.effective_ms,
    externalMs: it.external_ms,
    bookingCount: it.booking_count,
    sampleCount: it.sample_count,
  }))
}

/** The effective time of a range by weekday and hour, at most seven rows; in no order. */
export async function hoursByWeekday(db: Db, wanted: FactRange): Promise<WeekdayHours[]> {
  const rows = await factsIn(db, wanted)
    .select('usage_fact.weekday')
    .select((eb) => HOUR_COLUMNS.map((it) => eb.fn.sum<number>(`usage_fact.${it}`).as(it)))
    .groupBy('usage_fact.weekday')
    .execute()
  return rows.map((row) => ({ weekday: row.weekday, hoursMs: HOUR_COLUMNS.map((it) => row[it]) }))
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

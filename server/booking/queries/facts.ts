/**
 * Instruments with the timetable that counts during a span and the special days then, in one statement: every
 * decision about an instrument's time begins with it.
 */

import { type SelectQueryBuilder, sql } from 'kysely'
import { type Instrument, toInstrument, toPolicy } from '../../catalog/queries/instruments.ts'
import { type CalendarDay, openingDates, type OpeningHours } from '../../catalog/rules/opening.ts'
import type { Db } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import type { BookableInstrument } from '../rules/booking-problems.ts'
import type { Timetable } from '../rules/timetable.ts'

/** Separate the fields and the rows of what one column carries; no name holds them. */
const FIELD = '\u001f'
const ROW = '\u001e'

export type WithTimetable<T> = { readonly instrument: T; readonly timetable: Timetable }

type Dates = ReturnType<typeof openingDates>

const bookableRows = prepared((db, { id, first, last }: Dates & { readonly id: string }) =>
  withTimetable(db, [id], { first, last })
    .select(['instrument.institution_id', 'instrument.state', 'instrument.share_mode'])
    .select(['instrument.run_status', 'instrument.time_zone', 'instrument.approval'])
    .select(['instrument.duration_ms_min', 'instrument.duration_ms_max', 'instrument.step_ms'])
    .select(['instrument.notice_ms_min', 'instrument.horizon_ms', 'instrument.turnaround_ms'])
    .select('instrument.cancel_notice_ms'),
)

/** An instrument as far as bookings are concerned, and when it is open; undefined when there is none. */
export async function bookableInstrument(
  db: Db,
  id: string,
  span: Interval,
): Promise<WithTimetable<BookableInstrument> | undefined> {
  const rows = await bookableRows(db, { id, ...openingDates(span) })
  const [row] = rows
  const [timetable] = timetablesOf(rows)
  if (!row || !timetable) return undefined
  return {
    instrument: {
      institutionId: row.institution_id,
      state: row.state,
      shareMode: row.share_mode,
      runStatus: row.run_status,
      timeZone: row.time_zone,
      policy: toPolicy(row),
    },
    timetable,
  }
}

/** When each instrument is open during `span`; those that do not exist are left out. */
export async function timetables(db: Db, ids: readonly string[], span: Interval): Promise<Timetable[]> {
  return ids.length === 0 ? [] : timetablesOf(await withTimetable(db, ids, openingDates(span)).execute())
}

/** Instruments and when they are open, in the order of `ids`; those that do not exist are left out. */
export async function instrumentsWithTimetables(
  db: Db,
  ids: readonly string[],
  span: Interval,
): Promise<WithTimetable<Instrument>[]> {
  if (ids.length === 0) return []
  const rows = await withTimetable(db, ids, openingDates(span)).selectAll('instrument').execute()
  const instruments = new Map(rows.map((it) => [it.id, it]))
  const hours = new Map(timetablesOf(rows).map((it) => [it.instrumentId, it]))
  return ids.flatMap((id) => {
    const row = instruments.get(id)
    const timetable = hours.get(id)
    return row && timetable ? [{ instrument: toInstrument(row), timetable }] : []
  })
}

function withTimetable(db: Db, ids: readonly string[], { first, last }: Dates) {
  const latestBefore = sql<string>`coalesce((
    select max(earlier.valid_from) from opening_hours as earlier
    where earlier.instrument_id = instrument.id and earlier.valid_from <= ${first}
  ), '')`
  const days = sql<string | null>`(
    select string_agg(date || ${FIELD} || kind || ${FIELD} || name_zh || ${FIELD} || name_en, ${ROW})
    from calendar_day where date >= ${first} and date <= ${last}
  )`
  return db
    .selectFrom('instrument')
    .leftJoin('opening_hours', (join) =>
      join
        .onRef('opening_hours.instrument_id', '=', 'instrument.id')
        .on('opening_hours.valid_from', '<=', last)
        .on('opening_hours.valid_from', '>=', latestBefore),
    )
    .leftJoin('schedule', 'schedule.key', 'opening_hours.schedule_key')
    .select(['instrument.id as instrument_id', 'instrument.time_zone as zone', 'opening_hours.valid_from'])
    .select(['schedule.key', 'schedule.windows', 'schedule.closed_on_holidays', days.as('days')])
    .where('instrument.id', 'in', ids)
    .orderBy('instrument.id')
    .orderBy('opening_hours.valid_from')
}

/** What a timetable is read from; the columns of the schedule are null where an instrument has none. */
type Row = Pick<
  ReturnType<typeof withTimetable> extends SelectQueryBuilder<infer _, infer _, infer R> ? R : never,
  'instrument_id' | 'zone' | 'valid_from' | 'key' | 'windows' | 'closed_on_holidays' | 'days'
>

function timetablesOf(rows: readonly Row[]): Timetable[] {
  const days = daysOf(rows[0]?.days ?? '')
  const windows = new Map<string, OpeningHours['windows']>()
  const windowsOf = (key: string, json: string) => {
    const known = windows.get(key) ?? JSON.parse(json)
    windows.set(key, known)
    return known
  }
  const hoursOf = ({ valid_from, key, windows: json, closed_on_holidays }: Row): readonly OpeningHours[] =>
    valid_from === null || key === null || json === null
      ? []
      : [{ validFrom: valid_from, windows: windowsOf(key, json), closedOnHolidays: closed_on_holidays === 1 }]
  return [...Map.groupBy(rows, (it) => it.instrument_id)].map(([instrumentId, own]) => ({
    instrumentId,
    key: own.map((it) => `${it.zone} ${it.valid_from} ${it.key}`).join(),
    timeZone: own[0]?.zone ?? '',
    hours: own.flatMap(hoursOf),
    days,
  }))
}

function daysOf(text: string): readonly CalendarDay[] {
  if (text === '') return []
  const days = text.split(ROW).map((row): CalendarDay => {
    const [date = '', kind, nameZh = '', nameEn = ''] = row.split(FIELD)
    return { date, kind: kind === 'holiday' ? 'holiday' : 'workday', nameZh, nameEn }
  })
  return days.toSorted((a, b) => a.date.localeCompare(b.date))
}

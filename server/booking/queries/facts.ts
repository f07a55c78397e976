/**
 * Instruments with the timetable that counts during a span and the special days then, in one statement: every
 * decision about an instrument's time begins with it.
 */

import { type SelectQueryBuilder, sql } from 'kysely'
import { type Instrument, toInstrument, toPolicy } from '../../catalog/queries/instruments.ts'
import {
  layerColumns,
  type Layers,
  ownLayerColumn,
  toInstrumentLayer,
  toLayers,
} from '../../catalog/queries/policy-layers.ts'
import type { InstrumentLayer } from '../../catalog/rules/policy-layers.ts'
import {
  type CalendarDay,
  openingDates,
  type OpeningException,
  type OpeningHours,
} from '../../catalog/rules/opening.ts'
import type { Db } from '../../database.ts'
import type { Customer, InstitutionKind } from '../../institutions/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import { inLaneOrder } from './lanes.ts'
import type { InstrumentOperation } from './operators.ts'
import type { OperationDemand } from '../rules/operators.ts'
import type { CustomerKey } from '../rules/terms.ts'
import type { BookableInstrument } from '../rules/booking-problems.ts'
import type { Timetable } from '../rules/timetable.ts'

/** Separate the fields and the rows of what one column carries; no name holds them. */
const FIELD = '\u001f'
const ROW = '\u001e'

/** An instrument with all that decides about its time, and what its customer is to it. */
export type BookableFacts = WithTimetable<BookableInstrument> & {
  /** The interchangeable units of the instrument, one at least, in their order. */
  readonly lanes: readonly string[]
  readonly layers: Layers
  readonly operation: InstrumentOperation
  readonly customer: Customer
}

export type WithTimetable<T> = { readonly instrument: T; readonly timetable: Timetable }

type Dates = ReturnType<typeof openingDates>

const lanesOf = sql<string | null>`(
  select string_agg(unit_id, ${ROW}) from instrument_unit where instrument_id = instrument.id and is_lane = 1
)`

const demand = sql<OperationDemand | null>`(
  select demand from instrument_operation where instrument_operation.instrument_id = instrument.id
)`

const operators = sql<string | null>`(
  select string_agg(person_id, ${ROW}) from instrument_operator
  where instrument_operator.instrument_id = instrument.id
)`

type BookableKey = Dates & CustomerKey & { readonly id: string }

const bookableRows = prepared((db, { id, first, last, personId, customerInstitutionId }: BookableKey) =>
  withTimetable(db, [id], { first, last })
    .select(['instrument.institution_id', 'instrument.state', 'instrument.share_mode'])
    .select(['instrument.run_status', 'instrument.time_zone', 'instrument.approval'])
    .select('instrument.asks_pi')
    .select(['instrument.duration_ms_min', 'instrument.duration_ms_max', 'instrument.step_ms'])
    .select(['instrument.notice_ms_min', 'instrument.horizon_ms', 'instrument.turnaround_ms'])
    .select(['instrument.cancel_notice_ms', lanesOf.as('lanes')])
    .select([demand.as('demand'), operators.as('operators')])
    .select(layerColumns())
    .select(customerColumns({ personId, customerInstitutionId })),
)

/** An instrument as far as bookings are concerned, and when it is open; undefined when there is none. */
export async function bookableInstrument(
  db: Db,
  id: string,
  span: Interval,
  key: CustomerKey = NOBODY,
): Promise<BookableFacts | undefined> {
  const { personId, customerInstitutionId } = key
  const rows = await bookableRows(db, { id, ...openingDates(span), personId, customerInstitutionId })
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
    lanes: inLaneOrder((row.lanes ?? '').split(ROW)),
    layers: toLayers(row),
    operation: { demand: row.demand, operatorIds: (row.operators?.split(ROW) ?? []).toSorted() },
    customer: {
      institutionId: customerInstitutionId,
      kind: row.customer_kind,
      isStaff: row.is_own_staff === 1,
    },
  }
}

const NOBODY: CustomerKey = { personId: null, customerInstitutionId: null }

/** Of what kind the customer's institution is, and whether he is one of the owner's staff. */
function customerColumns({ personId, customerInstitutionId }: CustomerKey) {
  const kind = sql<InstitutionKind | null>`(
    select kind from institution where institution.id = cast(${customerInstitutionId} as text)
  )`
  const isStaff = sql<number>`case when exists (
    select 1 from role_grant where role_grant.person_id = cast(${personId} as text)
      and role_grant.institution_id = instrument.institution_id and role_grant.role in ('keeper', 'manager')
  ) then 1 else 0 end`
  return [kind.as('customer_kind'), isStaff.as('is_own_staff')] as const
}

/** When each instrument is open during `span`, and what places say of booking it; without those that do not exist. */
export async function timetablesAndLayers(
  db: Db,
  ids: readonly string[],
  span: Interval,
): Promise<{ readonly timetables: Timetable[]; readonly layers: ReadonlyMap<string, Layers> }> {
  const rows =
    ids.length === 0 ? [] : await withTimetable(db, ids, openingDates(span)).select(layerColumns()).execute()
  return {
    timetables: timetablesOf(rows),
    layers: new Map(rows.map((it) => [it.instrument_id, toLayers(it)])),
  }
}

/** Instruments and when they are open, in the order of `ids`; those that do not exist are left out. */
export async function instrumentsWithTimetables(
  db: Db,
  ids: readonly string[],
  span: Interval,
): Promise<(WithTimetable<Instrument> & { readonly layer: InstrumentLayer })[]> {
  if (ids.length === 0) return []
  const rows = await withTimetable(db, ids, openingDates(span))
    .selectAll('instrument')
    .select(ownLayerColumn())
    .execute()
  const instruments = new Map(rows.map((it) => [it.id, it]))
  const hours = new Map(timetablesOf(rows).map((it) => [it.instrumentId, it]))
  return ids.flatMap((id) => {
    const row = instruments.get(id)
    const timetable = hours.get(id)
    const layer = toInstrumentLayer(row?.own_terms ?? null)
    return row && timetable ? [{ instrument: toInstrument(row), timetable, layer }] : []
  })
}

/** What the search for time knows of an instrument; units by id, lanes in their order. */
export type SlotFacts = Omit<BookableInstrument, 'grid'> & {
  readonly id: string
  readonly nameZh: string
  readonly categoryCode: string
  readonly district: string
  readonly lanes: readonly string[]
  readonly parts: readonly string[]
  readonly timetable: Timetable
  /** The layer of the instrument itself, as its text; null where it says nothing. */
  readonly layerText: string | null
}

/** Public instruments among `ids`, with the timetables that count during `span`. No order. */
export async function slotFacts(db: Db, ids: readonly string[], span: Interval): Promise<SlotFacts[]> {
  const partsOf = sql<string | null>`(
    select string_agg(unit_id, ${ROW}) from instrument_unit where instrument_id = instrument.id and is_lane = 0
  )`
  const rows = await withTimetable(db, ids, openingDates(span))
    .selectAll('instrument')
    .select([lanesOf.as('lanes'), partsOf.as('parts'), ownLayerColumn()])
    .where('instrument.is_public', '=', 1)
    .execute()
  const found = new Map(rows.map((it) => [it.id, it]))
  return timetablesOf(rows).flatMap((timetable) => {
    const row = found.get(timetable.instrumentId)
    if (!row) return []
    return [
      {
        id: row.id,
        nameZh: row.name_zh,
        categoryCode: row.category_code,
        district: row.district_adcode,
        institutionId: row.institution_id,
        state: row.state,
        shareMode: row.share_mode,
        runStatus: row.run_status,
        timeZone: row.time_zone,
        policy: toPolicy(row),
        lanes: inLaneOrder((row.lanes ?? '').split(ROW)),
        parts: (row.parts ?? '').split(ROW).filter((it) => it !== ''),
        timetable,
        layerText: row.own_terms,
      },
    ]
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
  const exceptions = sql<string | null>`(
    select string_agg(date || ${FIELD} || windows || ${FIELD} || note, ${ROW} order by date)
    from opening_exception where instrument_id = instrument.id and date >= ${first} and date <= ${last}
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
    .select(exceptions.as('exceptions'))
    .where('instrument.id', 'in', ids)
    .orderBy('instrument.id')
    .orderBy('opening_hours.valid_from')
}

/** What a timetable is read from; the columns of the schedule are null where an instrument has none. */
type Row = Pick<
  ReturnType<typeof withTimetable> extends SelectQueryBuilder<infer _, infer _, infer R> ? R : never,
  'instrument_id' | 'zone' | 'valid_from' | 'key' | 'windows' | 'closed_on_holidays' | 'days' | 'exceptions'
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
    key: [...own.map((it) => `${it.zone} ${it.valid_from} ${it.key}`), own[0]?.exceptions ?? ''].join(),
    timeZone: own[0]?.zone ?? '',
    hours: own.flatMap(hoursOf),
    days,
    exceptions: exceptionsOf(own[0]?.exceptions ?? ''),
  }))
}

function exceptionsOf(text: string): readonly OpeningException[] {
  if (text === '') return []
  return text.split(ROW).map((row) => {
    const [date = '', windows = '[]', note = ''] = row.split(FIELD)
    return { date, windows: JSON.parse(windows), note }
  })
}

function daysOf(text: string): readonly CalendarDay[] {
  if (text === '') return []
  const days = text.split(ROW).map((row): CalendarDay => {
    const [date = '', kind, nameZh = '', nameEn = ''] = row.split(FIELD)
    return { date, kind: kind === 'holiday' ? 'holiday' : 'workday', nameZh, nameEn }
  })
  return days.toSorted((a, b) => a.date.localeCompare(b.date))
}

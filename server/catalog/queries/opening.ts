/** Opening hours of instruments and the calendar of holidays. */

import { createHash } from 'node:crypto'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { Schedule } from '../rules/free-time.ts'
import {
  type CalendarDay,
  openingDates,
  type OpeningException,
  type OpeningFacts,
  type OpeningHours,
} from '../rules/opening.ts'
import type { CalendarDayTable, OpeningHoursTable, ScheduleTable } from '../tables.ts'

/** All opening hours of each instrument in the order of `ids`; within an instrument by the day they count from. */
export async function openingHoursByInstrumentIds(db: Db, ids: readonly string[]): Promise<OpeningHours[][]> {
  if (ids.length === 0) return []
  const rows = await hoursWithSchedule(db, ids).execute()
  const found = Map.groupBy(rows, (it) => it.instrument_id)
  return ids.map((it) => (found.get(it) ?? []).map(toOpeningHours))
}

/**
 * What decides when each instrument is open during `span`, in the order of `ids`: hours that count then, and
 * holidays then. An instrument that does not exist is never open.
 */
export async function openingFactsByInstrumentIds(
  db: Db,
  ids: readonly string[],
  span: Interval,
): Promise<OpeningFacts[]> {
  if (ids.length === 0) return []
  const { first, last } = openingDates(span)
  const latestBefore = sql<string>`coalesce((
    select max(earlier.valid_from) from opening_hours earlier
    where earlier.instrument_id = opening_hours.instrument_id and earlier.valid_from <= ${first}
  ), '')`
  const rows = await hoursWithSchedule(db, ids)
    .where('opening_hours.valid_from', '<=', last)
    .where('opening_hours.valid_from', '>=', latestBefore)
    .execute()
  const days = await calendarDays(db, first, last)
  const exceptions = await openingExceptions(db, ids, first)
  const found = Map.groupBy(rows, (it) => it.instrument_id)
  return ids.map((id, i) => {
    const own = found.get(id) ?? []
    const hours = own.map(toOpeningHours)
    return { timeZone: own[0]?.time_zone ?? 'utc', hours, days, exceptions: exceptions[i] }
  })
}

/** Every timetable in use, now or once. No order. */
export async function schedules(db: Db): Promise<Schedule[]> {
  const rows = await db.selectFrom('schedule').selectAll().execute()
  return rows.map((it) => ({
    key: it.key,
    timeZone: it.time_zone,
    windows: JSON.parse(it.windows),
    closedOnHolidays: it.closed_on_holidays === 1,
  }))
}

/** The days after `first`, up to `last`, on which the timetable of any instrument changes, ascending. */
export async function changeDates(db: Db, first: LocalDate, last: LocalDate): Promise<LocalDate[]> {
  const rows = await changesDuring(db, first, last)
    .select('valid_from')
    .distinct()
    .orderBy('valid_from')
    .execute()
  return rows.map((it) => it.valid_from)
}

/** The days that decide what is open during a span: all of them, and those from which timetables count that are compared. */
export type TimetableDates = ReturnType<typeof openingDates> & { readonly from: readonly LocalDate[] }

/** The distinct paths (rules/free-time.ts) of instruments whose timetable changes on one of the days, or that have an exception then. */
export async function changingPaths(db: Db, dates: TimetableDates): Promise<string[]> {
  const [first, last] = [dates.from[0] ?? dates.first, dates.from.at(-1) ?? dates.first]
  const rows = await db
    .selectFrom('instrument')
    .select(timetablePath(dates).as('path'))
    .distinct()
    .where('instrument.id', 'in', (it) =>
      changesDuring(db, first, last)
        .select('instrument_id')
        .union(
          it
            .selectFrom('opening_exception')
            .select('instrument_id')
            .where('date', '>=', dates.first)
            .where('date', '<=', dates.last),
        ),
    )
    .execute()
  return rows.map((it) => it.path)
}

function changesDuring(db: Db, first: LocalDate, last: LocalDate) {
  return db.selectFrom('opening_hours').where('valid_from', '>', first).where('valid_from', '<=', last)
}

/** The keys of the timetables of the row `instrument` that count on the days, joined by `/`, and its exceptions behind `!`. */
export function timetablePath({ from, first, last }: TimetableDates): RawBuilder<string> {
  const keys = from.map(
    (date) => sql`coalesce((
      select schedule_key from opening_hours
      where instrument_id = instrument.id and valid_from <= ${date}
      order by valid_from desc limit 1
    ), '')`,
  )
  const exceptions = sql`coalesce('!' || (
    select string_agg(date || '=' || windows, ';' order by date) from opening_exception
    where instrument_id = instrument.id and date >= ${first} and date <= ${last}
  ), '')`
  return sql<string>`${sql.join([sql.join(keys, sql` || '/' || `), exceptions], sql` || `)}`
}

/** The exceptions of each instrument from a day on, by date, in the order of `ids`. */
export async function openingExceptions(
  db: Db,
  ids: readonly string[],
  from: LocalDate,
): Promise<OpeningException[][]> {
  const rows = await db
    .selectFrom('opening_exception')
    .selectAll()
    .where('instrument_id', 'in', ids)
    .where('date', '>=', from)
    .orderBy('date')
    .execute()
  const found = Map.groupBy(rows, (it) => it.instrument_id)
  return ids.map((id) =>
    (found.get(id) ?? []).map(({ date, windows, note }) => ({ date, windows: JSON.parse(windows), note })),
  )
}

/** Sets how an instrument is open on a day; null: as in its week. */
export async function updateOpeningException(
  trx: Trx,
  instrumentId: string,
  date: LocalDate,
  exception: OpeningException | null,
): Promise<void> {
  await trx
    .deleteFrom('opening_exception')
    .where('instrument_id', '=', instrumentId)
    .where('date', '=', date)
    .execute()
  if (!exception) return
  const windows = exception.windows
    .map(({ opensAt, closesAt }) => ({ opensAt, closesAt }))
    .toSorted((a, b) => a.opensAt.localeCompare(b.opensAt))
  const row = { instrument_id: instrumentId, date, windows: JSON.stringify(windows), note: exception.note }
  await trx.insertInto('opening_exception').values(row).execute()
}

/** Holidays and make-up workdays from the first to the last day, both included, ascending. */
export async function calendarDays(db: Db, first: LocalDate, last: LocalDate): Promise<CalendarDay[]> {
  const rows = await db
    .selectFrom('calendar_day')
    .selectAll()
    .where('date', '>=', first)
    .where('date', '<=', last)
    .orderBy('date')
    .execute()
  return rows.map(toCalendarDay)
}

export async function insertCalendarDay(trx: Trx, day: CalendarDay): Promise<void> {
  await trx
    .insertInto('calendar_day')
    .values({ date: day.date, kind: day.kind, name_zh: day.nameZh, name_en: day.nameEn })
    .execute()
}

/** Sets what counts from `hours.validFrom` on; replaces what was set for that day. */
export async function insertOpeningHours(
  trx: Trx,
  instrument: { readonly id: string; readonly timeZone: string },
  hours: OpeningHours,
): Promise<void> {
  const schedule = scheduleOf(instrument.timeZone, hours)
  await trx
    .insertInto('schedule')
    .values(schedule)
    .onConflict((it) => it.column('key').doNothing())
    .execute()
  await trx
    .insertInto('opening_hours')
    .values({ instrument_id: instrument.id, valid_from: hours.validFrom, schedule_key: schedule.key })
    .onConflict((it) =>
      it.columns(['instrument_id', 'valid_from']).doUpdateSet({ schedule_key: schedule.key }),
    )
    .execute()
}

function hoursWithSchedule(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('opening_hours')
    .innerJoin('schedule', 'schedule.key', 'opening_hours.schedule_key')
    .selectAll()
    .where('opening_hours.instrument_id', 'in', ids)
    .orderBy('opening_hours.instrument_id')
    .orderBy('opening_hours.valid_from')
}

function scheduleOf(timeZone: string, hours: OpeningHours): ScheduleTable {
  const ordered = hours.windows
    .map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt }))
    .toSorted((a, b) => a.weekday - b.weekday || a.opensAt.localeCompare(b.opensAt))
  const windows = JSON.stringify(ordered)
  const closed = hours.closedOnHolidays ? 1 : 0
  const key = createHash('sha256')
    .update(JSON.stringify([timeZone, closed, windows]))
    .digest('hex')
    .slice(0, 32)
  return { key, time_zone: timeZone, windows, closed_on_holidays: closed }
}

function toOpeningHours(row: Selectable<OpeningHoursTable & ScheduleTable>): OpeningHours {
  return {
    validFrom: row.valid_from,
    windows: JSON.parse(row.windows),
    closedOnHolidays: row.closed_on_holidays === 1,
  }
}

function toCalendarDay(row: Selectable<CalendarDayTable>): CalendarDay {
  return { date: row.date, kind: row.kind, nameZh: row.name_zh, nameEn: row.name_en }
}

/** What a decision about an instrument's time needs to know of the instrument: a few columns, and its timetable. */

import { sql } from 'kysely'
import { openingDates, type OpeningFacts } from '../../catalog/rules/opening.ts'
import type { Db } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { BookableInstrument } from '../rules/booking-problems.ts'
import type { Timetable } from '../rules/timetable.ts'

/** An instrument as far as bookings are concerned; undefined when there is none. */
export async function bookableInstrument(db: Db, id: string): Promise<BookableInstrument | undefined> {
  const row = await db
    .selectFrom('instrument')
    .select(['institution_id', 'state', 'share_mode', 'run_status', 'time_zone', 'approval'])
    .select(['duration_ms_min', 'duration_ms_max', 'step_ms', 'notice_ms_min', 'horizon_ms'])
    .select(['turnaround_ms', 'cancel_notice_ms'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    institutionId: row.institution_id,
    state: row.state,
    shareMode: row.share_mode,
    runStatus: row.run_status,
    timeZone: row.time_zone,
    policy: {
      durationMsMin: row.duration_ms_min,
      durationMsMax: row.duration_ms_max,
      stepMs: row.step_ms,
      noticeMsMin: row.notice_ms_min,
      horizonMs: row.horizon_ms,
      turnaroundMs: row.turnaround_ms,
      approval: row.approval,
      cancelNoticeMs: row.cancel_notice_ms,
    },
  }
}

/** The timetable of each instrument that has one, as far as it counts during `span`. One statement. */
export async function timetables(db: Db, instrumentIds: readonly string[], span: Interval): Promise<Timetable[]> {
  if (instrumentIds.length === 0) return []
  const { first, last } = openingDates(span)
  const latestBefore = sql<string>`coalesce((
    select max(earlier.valid_from) from opening_hours as earlier
    where earlier.instrument_id = opening_hours.instrument_id and earlier.valid_from <= ${first}
  ), '')`
  const rows = await db
    .selectFrom('opening_hours')
    .innerJoin('schedule', 'schedule.key', 'opening_hours.schedule_key')
    .select(['opening_hours.instrument_id', 'opening_hours.valid_from as date', 'schedule.key as word'])
    .select(['schedule.time_zone as name_zh', 'schedule.windows as name_en', 'schedule.closed_on_holidays as closed'])
    .where('opening_hours.instrument_id', 'in', instrumentIds)
    .where('opening_hours.valid_from', '<=', last)
    .where('opening_hours.valid_from', '>=', latestBefore)
    .unionAll(
      db
        .selectFrom('calendar_day')
        .select([sql<string>`''`.as('instrument_id'), 'date', 'kind as word', 'name_zh', 'name_en'])
        .select(sql<number>`0`.as('closed'))
        .where('date', '>=', first)
        .where('date', '<=', last),
    )
    .orderBy('instrument_id')
    .orderBy('date')
    .execute()
  return timetablesOf(rows)
}

/** A row of opening hours with their schedule; or, without an instrument, a special day. */
type Row = {
  readonly instrument_id: string
  readonly date: string
  /** The key of the schedule, or the kind of the day. */
  readonly word: string
  /** The time zone, or the name of the day. */
  readonly name_zh: string
  /** The windows as JSON, or the name of the day. */
  readonly name_en: string
  readonly closed: number
}

function timetablesOf(rows: readonly Row[]): Timetable[] {
  const days = rows
    .filter((it) => it.instrument_id === '')
    .map((it): OpeningFacts['days'][number] => ({
      date: it.date,
      kind: it.word === 'holiday' ? 'holiday' : 'workday',
      nameZh: it.name_zh,
      nameEn: it.name_en,
    }))
  const windows = new Map<string, OpeningFacts['hours'][number]['windows']>()
  const windowsOf = ({ word, name_en }: Row) => {
    const known = windows.get(word) ?? JSON.parse(name_en)
    windows.set(word, known)
    return known
  }
  const hours = Map.groupBy(rows.filter((it) => it.instrument_id !== ''), (it) => it.instrument_id)
  return [...hours].map(([instrumentId, own]) => ({
    instrumentId,
    key: own.map((it) => `${it.date} ${it.word}`).join(),
    timeZone: own[0]?.name_zh ?? '',
    hours: own.map((it) => ({
      validFrom: it.date,
      windows: windowsOf(it),
      closedOnHolidays: it.closed === 1,
    })),
    days,
  }))
}

/**
 * Weekday × hour: how long instruments were in use in each cell, and which share that is of the time they had there.
 *
 * A grid is 168 numbers: Monday 0 h first, Sunday 23 h last. A week is counted, not walked: only days on which a
 * clock changes are looked at one by one.
 */

import {
  addDays,
  dayInterval,
  instantOf,
  type LocalDate,
  type Weekday,
  weekdayOf,
} from '../../kernel/calendar.ts'
import { DAY_MS, durationMs, HOUR_MS, type Interval } from '../../kernel/interval.ts'
import { addMeasures, HOURS_PER_DAY, hoursOfDay, NO_USE, type UsageFacts } from './measures.ts'
import { periodPieces, wholeDays, yearAfter, yearOf } from './period.ts'
import { hoursOf } from './rated-hours.ts'

export type HeatCell = {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: Weekday
  /** 0 … 23. */
  readonly hour: number
  readonly effectiveHours: number
  /** Effective time by the time that all instruments together had in this cell, 0 … 1. */
  readonly share: number
}

/** Milliseconds by cell. */
export type HeatGrid = readonly number[]

/** Milliseconds of the 24 hours of the day `startsOn`, or of the 168 hours of a week. */
export type HoursOfWeek = Pick<UsageFacts, 'startsOn' | 'hoursMs'>

const DAYS_PER_WEEK = 7

export function heatGrid(rows: readonly HoursOfWeek[]): HeatGrid {
  const grid = Array.from({ length: DAYS_PER_WEEK * HOURS_PER_DAY }, () => 0)
  for (const { startsOn, hoursMs } of rows) {
    const first = hoursMs.length === HOURS_PER_DAY ? (weekdayOf(startsOn) - 1) * HOURS_PER_DAY : 0
    for (let i = 0; i < hoursMs.length; i += 1) grid[first + i] = (grid[first + i] ?? 0) + (hoursMs[i] ?? 0)
  }
  return grid
}

/** The facts of a month out of those of its days, or of a year out of those of its months. */
export function rolledUp(startsOn: LocalDate, parts: readonly UsageFacts[]): UsageFacts {
  return { ...parts.reduce(addMeasures, NO_USE), startsOn, hoursMs: heatGrid(parts) }
}

/** How many instruments count in a zone. */
export type ZoneCount = { readonly timeZone: string; readonly instrumentCount: number }

/** The 168 cells of a period, Monday 0 h first. */
export function heatCells(
  used: HeatGrid,
  period: Interval,
  zones: readonly ZoneCount[],
): readonly HeatCell[] {
  const spans = zones.map((it) => ({ grid: timeGrid(period, it.timeZone), count: it.instrumentCount }))
  return used.map((ms, cell) => {
    const available = spans.reduce((sum, { grid, count }) => sum + count * (grid[cell] ?? 0), 0)
    return {
      weekday: Math.floor(cell / HOURS_PER_DAY) + 1,
      hour: cell % HOURS_PER_DAY,
      effectiveHours: hoursOf(ms),
      share: available > 0 ? ms / available : 0,
    }
  })
}

/** How much of `period` each cell holds, by the wall clock of a zone. */
export function timeGrid(period: Interval, zone: string): HeatGrid {
  const edges = periodPieces(period, zone).edges.map(({ date, span }) => ({
    startsOn: date,
    hoursMs: hoursOfDay([span], date, zone),
  }))
  const { from, until } = wholeDays(period, zone)
  if (from >= until) return heatGrid(edges)
  const changed = changedDays(from, until, zone).flatMap((date) => [
    { startsOn: date, hoursMs: PLAIN_DAY.map((ms) => -ms) },
    { startsOn: date, hoursMs: hoursOfDay([dayInterval(date, zone)], date, zone) },
  ])
  return heatGrid([...edges, ...plainDays(from, until, zone), ...changed])
}

const PLAIN_DAY = Array.from({ length: HOURS_PER_DAY }, () => HOUR_MS)

/** The days as if no clock had changed: each weekday as often as it comes. */
function plainDays(from: LocalDate, until: LocalDate, zone: string): readonly HoursOfWeek[] {
  const days = Math.round((instantOf(until, '00:00', zone) - instantOf(from, '00:00', zone)) / DAY_MS)
  return Array.from({ length: DAYS_PER_WEEK }, (_, i) => {
    const count = Math.floor((days - i + DAYS_PER_WEEK - 1) / DAYS_PER_WEEK)
    return { startsOn: addDays(from, i), hoursMs: PLAIN_DAY.map((it) => it * count) }
  })
}

function changedDays(from: LocalDate, until: LocalDate, zone: string): readonly LocalDate[] {
  const dates: LocalDate[] = []
  for (let year = yearOf(from); year < until; year = yearAfter(year))
    dates.push(...changedDaysOfYear(year, zone))
  return dates.filter((it) => from <= it && it < until)
}

/** A zone's clock takes long to read: the answer for a year is kept. */
const changedDaysByYear = new Map<string, readonly LocalDate[]>()

/** The days of a year that are not 24 hours long. */
function changedDaysOfYear(year: LocalDate, zone: string): readonly LocalDate[] {
  const key = `${zone}/${year}`
  const known = changedDaysByYear.get(key)
  if (known) return known
  const dates: LocalDate[] = []
  for (let date = year; date < yearAfter(year); date = addDays(date, 1)) {
    if (durationMs(dayInterval(date, zone)) !== DAY_MS) dates.push(date)
  }
  changedDaysByYear.set(key, dates)
  return dates
}

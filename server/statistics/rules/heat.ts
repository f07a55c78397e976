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
import { HOURS_PER_DAY, hoursMs } from './measures.ts'
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

/** Milliseconds of the 24 hours of one weekday. */
export type WeekdayHours = { readonly weekday: Weekday; readonly hoursMs: readonly number[] }

const DAYS_PER_WEEK = 7

/** The sum of `rows`, which may hold a weekday many times. */
export function heatGrid(rows: readonly WeekdayHours[]): HeatGrid {
  const grid = Array.from({ length: DAYS_PER_WEEK * HOURS_PER_DAY }, () => 0)
  for (const row of rows) {
    row.hoursMs.forEach((ms, hour) => {
      const cell = (row.weekday - 1) * HOURS_PER_DAY + hour
      grid[cell] = (grid[cell] ?? 0) + ms
    })
  }
  return grid
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
    weekday: weekdayOf(date),
    hoursMs: hoursMs([span], date, zone),
  }))
  const { from, until } = wholeDays(period, zone)
  if (from >= until) return heatGrid(edges)
  const changed = changedDays(from, until, zone).flatMap((date) => [
    { weekday: weekdayOf(date), hoursMs: PLAIN_DAY.map((ms) => -ms) },
    { weekday: weekdayOf(date), hoursMs: hoursMs([dayInterval(date, zone)], date, zone) },
  ])
  return heatGrid([...edges, ...plainDays(from, until, zone), ...changed])
}

const PLAIN_DAY = Array.from({ length: HOURS_PER_DAY }, () => HOUR_MS)

/** The days as if no clock had changed, by weekday. */
function plainDays(from: LocalDate, until: LocalDate, zone: string): readonly WeekdayHours[] {
  const ms = instantOf(until, '00:00', zone) - instantOf(from, '00:00', zone)
  const days = Math.round(ms / DAY_MS)
  return Array.from({ length: DAYS_PER_WEEK }, (_, i) => {
    const count = Math.floor((days - i + DAYS_PER_WEEK - 1) / DAYS_PER_WEEK)
    return {
      weekday: ((weekdayOf(from) - 1 + i) % DAYS_PER_WEEK) + 1,
      hoursMs: PLAIN_DAY.map((it) => it * count),
    }
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

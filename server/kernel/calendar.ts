/**
 * The only place that turns wall-clock time in an IANA zone into instants and back.
 *
 * A local time that a clock change skips moves forward by the change; one that happens twice means the first.
 */

import { DateTime } from 'luxon'
import type { Instant, Interval } from './interval.ts'

/** A calendar day as `YYYY-MM-DD`, without a zone. */
export type LocalDate = string

/** A time of day as `HH:MM`, from `00:00`; `24:00` where an end may be midnight. */
export type LocalTime = string

/** 1 Monday … 7 Sunday (ISO 8601). */
export type Weekday = number

export const DEFAULT_ZONE = 'Asia/Shanghai'

export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid
}

/** Minutes since midnight, 0 to 1440; undefined when `text` is no time of day. */
export function minutesOfDay(text: LocalTime): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text)
  if (!match) return undefined
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return Number(match[2]) < 60 && minutes <= 1440 ? minutes : undefined
}

/** The instant of a wall-clock time on a day in a zone; `24:00` is the next midnight. */
export function instantOf(date: LocalDate, time: LocalTime, zone: string): Instant {
  const minutes = minutesOfDay(time) ?? Number.NaN
  const day = DateTime.fromISO(date, { zone })
  const moment =
    minutes === 1440 ? day.plus({ days: 1 }) : day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
  return moment.toMillis()
}

/** The day that holds `instant` in a zone. */
export function dateOf(instant: Instant, zone: string): LocalDate {
  return DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd')
}

/** The wall-clock time of `instant` in a zone, as `HH:MM`. */
export function timeOf(instant: Instant, zone: string): LocalTime {
  return DateTime.fromMillis(instant, { zone }).toFormat('HH:mm')
}

/** The day `days` after `date`; before it when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')
}

export function weekdayOf(date: LocalDate): Weekday {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday
}

/** From midnight to the next midnight of a day in a zone: 23, 24 or 25 hours. */
export function dayInterval(date: LocalDate, zone: string): Interval {
  return { startsAt: instantOf(date, '00:00', zone), endsAt: instantOf(date, '24:00', zone) }
}

/** Every day in a zone that shares time with `span`, ascending. */
export function datesDuring(span: Interval, zone: string): readonly LocalDate[] {
  const dates: LocalDate[] = []
  const last = dateOf(Math.max(span.startsAt, span.endsAt - 1), zone)
  for (let date = dateOf(span.startsAt, zone); date <= last; date = addDays(date, 1)) dates.push(date)
  return dates
}

/** The start of the local day that holds `instant`. */
export function startOfDay(instant: Instant, zone: string): Instant {
  return instantOf(dateOf(instant, zone), '00:00', zone)
}

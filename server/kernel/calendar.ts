/**
 * The only place that turns wall-clock time in an IANA zone into instants and back.
 *
 * A local time that a clock change skips moves forward by the change; one that happens twice means the first.
 */

import { DateTime, IANAZone } from 'luxon'
import { DAY_MS, type Instant, type Interval, MINUTE_MS } from './interval.ts'

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
  const day = localDay(date, zone)
  if (minutes === 1440) return day.endsAt
  if (day.isPlain) return day.startsAt + minutes * MINUTE_MS
  const moment = DateTime.fromISO(date, { zone }).set({
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
  })
  return moment.toMillis()
}

/**
 * The instant at which a wall-clock time on a day ends what comes before it: the first time that the clock has run up
 * to it. It is `instantOf`, but where the clock goes back from that very time.
 */
export function endInstantOf(date: LocalDate, time: LocalTime, zone: string): Instant {
  const minutes = minutesOfDay(time) ?? 0
  const instant = instantOf(date, time, zone)
  if (minutes === 0 || minutes === 1440) return instant
  const before = `${twoDigits(Math.floor((minutes - 1) / 60))}:${twoDigits((minutes - 1) % 60)}`
  return Math.min(instant, instantOf(date, before, zone) + MINUTE_MS)
}

/** The day that holds `instant` in a zone. */
export function dateOf(instant: Instant, zone: string): LocalDate {
  return dayAt(instant, zone).date
}

/** The wall-clock time of `instant` in a zone, as `HH:MM`. */
export function timeOf(instant: Instant, zone: string): LocalTime {
  const { startsAt, isPlain } = dayAt(instant, zone)
  if (!isPlain) return DateTime.fromMillis(instant, { zone }).toFormat('HH:mm')
  const minutes = Math.floor((instant - startsAt) / MINUTE_MS)
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** The day `days` after `date`; before it when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateText(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS)
}

export function weekdayOf(date: LocalDate): Weekday {
  // 1970-01-01 was a Thursday.
  return ((((Date.parse(`${date}T00:00:00Z`) / DAY_MS + 3) % 7) + 7) % 7) + 1
}

/** The day that holds `instant`. */
function dayAt(instant: Instant, zone: string): LocalDay {
  const last = lastDay.get(zone)
  if (last && last.startsAt <= instant && instant < last.endsAt) return last
  const day = dayFound(instant, zone)
  lastDay.set(zone, day)
  return day
}

/** The day asked for last in each zone: most questions are about the same. */
const lastDay = new Map<string, LocalDay>()

/** Guessed from the offset last seen in the zone, and corrected by asking the clock. */
function dayFound(instant: Instant, zone: string): LocalDay {
  const guess = localDay(dateText(instant + (lastOffsetMs.get(zone) ?? 0)), zone)
  if (guess.startsAt <= instant && instant < guess.endsAt) return guess
  const offsetMs = IANAZone.create(zone).offset(instant) * MINUTE_MS
  lastOffsetMs.set(zone, offsetMs)
  return localDay(dateText(instant + offsetMs), zone)
}

const lastOffsetMs = new Map<string, number>()

/** The date of a moment in UTC. */
function dateText(instant: Instant): LocalDate {
  const day = Math.floor(instant / DAY_MS)
  const known = dateTexts.get(day)
  if (known !== undefined) return known
  if (dateTexts.size >= LOCAL_DAYS_MAX) dateTexts.clear()
  const text = new Date(instant).toISOString().slice(0, 10)
  dateTexts.set(day, text)
  return text
}

/** By days since 1970: writing a date takes long, too. */
const dateTexts = new Map<number, LocalDate>()

/** A day in a zone; plain when its clock runs from 00:00 to 24:00 without a change. */
type LocalDay = Interval & { readonly date: LocalDate; readonly isPlain: boolean }

/** Days are asked for again and again, and a zone's clock takes long to read: the last few thousand are kept. */
const localDays = new Map<string, LocalDay>()
const LOCAL_DAYS_MAX = 5_000

function localDay(date: LocalDate, zone: string): LocalDay {
  const key = `${zone}/${date}`
  const known = localDays.get(key)
  if (known) return known
  const start = DateTime.fromISO(date, { zone })
  const end = start.plus({ days: 1 })
  const startsAt = start.toMillis()
  const endsAt = end.toMillis()
  const isPlain = endsAt - startsAt === DAY_MS && start.offset === end.offset && start.hour === 0
  if (localDays.size >= LOCAL_DAYS_MAX) localDays.clear()
  const day = { date, startsAt, endsAt, isPlain }
  localDays.set(key, day)
  return day
}

/** From midnight to the next midnight of a day in a zone: 23, 24 or 25 hours. */
export function dayInterval(date: LocalDate, zone: string): Interval {
  const { startsAt, endsAt } = localDay(date, zone)
  return { startsAt, endsAt }
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

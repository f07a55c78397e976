/**
 * Expands a recurrence rule (RFC 5545) on the wall clock of a zone: 9:00 stays 9:00 across a clock change. ical.js counts
 * the dates, kernel/calendar.ts says which instants the times on them are.
 */

import ICAL from 'ical.js'
import {
  addDays,
  dateOf,
  instantOf,
  isLocalDate,
  type LocalDate,
  minutesOfDay,
  timeOf,
} from '../../kernel/calendar.ts'
import { DAY_MS, type Instant, type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** No series is longer, so that one can be judged, shown and stored at once. */
export const OCCURRENCES_MAX = 200

const DAY_MINUTES = 1440
const EPOCH = '1970-01-01'

/** Minutes that a wall clock has run since 1970-01-01 00:00, were every day 24 hours long. */
type WallMinutes = number

/** One time of a series; `date` is the day on which it was to start, and names it. */
export type Occurrence = Interval & { readonly date: LocalDate }

/** The first span, which the rule repeats. It is an occurrence itself only where the rule says so. */
export type Recurrence = Interval & { readonly rrule: string; readonly timeZone: string }

/** Every occurrence by date, or every reason why the rule cannot be followed. */
export type Expansion = {
  readonly occurrences: readonly Occurrence[]
  readonly problems: readonly Problem[]
}

/** The parts of a rule that are known, and how each is written. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY)$/,
  INTERVAL: /^[1-9]\d?$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?$/,
  BYDAY: /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTHDAY: /^-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*$/,
  WKST: /^(MO|SU)$/,
}

export function expandRecurrence({ startsAt, endsAt, rrule, timeZone }: Recurrence): Expansion {
  const parts = partsOf(rrule)
  const problems = [
    ...ruleProblems(parts),
    ...(isOnMinute(startsAt, timeZone) ? [] : [problem('INPUT_INVALID', [], { field: 'startsAt' })]),
    ...(isOnMinute(endsAt, timeZone) ? [] : [problem('INPUT_INVALID', [], { field: 'endsAt' })]),
  ]
  if (!parts || problems.length > 0) return { occurrences: [], problems }
  const start = wallMinutes(startsAt, timeZone)
  const lengthMinutes = wallMinutes(endsAt, timeZone) - start
  const dates = datesOf(parts, start, timeZone)
  if (dates.length > OCCURRENCES_MAX) return { occurrences: [], problems: [tooMany()] }
  if (dates.length === 0) return { occurrences: [], problems: [problem('SERIES_EMPTY')] }
  const time = modulo(start, DAY_MINUTES)
  return {
    occurrences: dates.map((date) => {
      const at = daysOf(date) * DAY_MINUTES + time
      return {
        date,
        startsAt: instantOfWall(at, timeZone),
        endsAt: instantOfWall(at + lengthMinutes, timeZone),
      }
    }),
    problems: [],
  }
}

/** Moves a span by minutes on the wall clock: its start by `startBy`, its end by `endBy`. */
export function shiftedSpan(span: Interval, { startBy, endBy }: WallShift, timeZone: string): Interval {
  const moved = (instant: Instant, by: number) =>
    by === 0 ? instant : instantOfWall(wallMinutes(instant, timeZone) + by, timeZone)
  return { startsAt: moved(span.startsAt, startBy), endsAt: moved(span.endsAt, endBy) }
}

/** By how many minutes on the wall clock a start and an end move. */
export type WallShift = { readonly startBy: number; readonly endBy: number }

export function wallShift(before: Interval, after: Interval, timeZone: string): WallShift {
  return {
    startBy: wallMinutes(after.startsAt, timeZone) - wallMinutes(before.startsAt, timeZone),
    endBy: wallMinutes(after.endsAt, timeZone) - wallMinutes(before.endsAt, timeZone),
  }
}

type Parts = ReadonlyMap<string, string>

/** `FREQ=WEEKLY;BYDAY=MO` by part; undefined where a part is unknown, written wrong, or there twice. */
function partsOf(rrule: string): Parts | undefined {
  const pairs = rrule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .map((it) => it.split('='))
  const parts = new Map(pairs.map(([key = '', value = '']) => [key, value]))
  const isWritten = [...parts].every(([key, value]) => PARTS[key]?.test(value))
  return isWritten && parts.size === pairs.length && parts.has('FREQ') ? parts : undefined
}

function ruleProblems(parts: Parts | undefined): readonly Problem[] {
  if (!parts) return [problem('SERIES_RULE_INVALID')]
  const monthly = parts.get('FREQ') === 'MONTHLY'
  const until = parts.get('UNTIL')?.replace(/^(....)(..)(..).*$/, '$1-$2-$3')
  const isOdd =
    (until !== undefined && (parts.has('COUNT') || !isLocalDate(until))) ||
    (!monthly && (parts.has('BYMONTHDAY') || /\d/.test(parts.get('BYDAY') ?? '')))
  return [
    ...(isOdd ? [problem('SERIES_RULE_INVALID')] : []),
    ...(parts.has('COUNT') || parts.has('UNTIL') ? [] : [problem('SERIES_ENDLESS')]),
    ...(Number(parts.get('COUNT') ?? 0) > OCCURRENCES_MAX ? [tooMany()] : []),
  ]
}

function tooMany(): Problem {
  return problem('SERIES_TOO_MANY', [], { max: OCCURRENCES_MAX })
}

/** The dates that the rule names, ascending; at most one more than a series may have. */
function datesOf(parts: Parts, start: WallMinutes, timeZone: string): readonly LocalDate[] {
  const until = parts.get('UNTIL')
  const rule = [...parts, ...(until === undefined ? [] : [['UNTIL', wallUntil(until, timeZone)]])]
  const text = [...new Map(rule.map(([key = '', value = '']) => [key, value]))].map((it) => it.join('='))
  const from = ICAL.Time.fromDateTimeString(wallText(start))
  const iterator = ICAL.Recur.fromString(text.join(';')).iterator(from)
  const dates: LocalDate[] = []
  while (dates.length <= OCCURRENCES_MAX) {
    // Null behind the last one, which its type does not say.
    const next: unknown = iterator.next()
    if (!(next instanceof ICAL.Time)) break
    dates.push(next.toString().slice(0, 10))
  }
  return dates
}

/** The end of a rule on the wall clock: a day is meant whole, and a moment in UTC is turned into the zone's time. */
function wallUntil(until: string, timeZone: string): string {
  if (!until.includes('T')) return `${until}T235959`
  if (!until.endsWith('Z')) return until
  const instant = Date.parse(until.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  return wallText(wallMinutes(instant, timeZone)).replaceAll(/[-:]/g, '')
}

/** Whether a moment is a minute of a day that a calendar knows. */
function isOnMinute(instant: Instant, timeZone: string): boolean {
  return instant % MINUTE_MS === 0 && isLocalDate(dateOf(instant, timeZone))
}

function wallMinutes(instant: Instant, timeZone: string): WallMinutes {
  return daysOf(dateOf(instant, timeZone)) * DAY_MINUTES + (minutesOfDay(timeOf(instant, timeZone)) ?? 0)
}

function instantOfWall(minutes: WallMinutes, timeZone: string): Instant {
  const { date, time } = wallClock(minutes)
  return instantOf(date, time, timeZone)
}

/** `2026-03-08T09:00:00`. */
function wallText(minutes: WallMinutes): string {
  const { date, time } = wallClock(minutes)
  return `${date}T${time}:00`
}

function wallClock(minutes: WallMinutes) {
  const ofDay = modulo(minutes, DAY_MINUTES)
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return {
    date: addDays(EPOCH, Math.floor(minutes / DAY_MINUTES)),
    time: `${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}`,
  }
}

/** Days since 1970-01-01. */
function daysOf(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}

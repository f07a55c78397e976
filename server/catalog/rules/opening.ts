/** When an instrument is open: weekly wall-clock windows with dates of effect, holidays and make-up workdays. */

import {
  addDays,
  datesDuring,
  dateOf,
  instantOf,
  isLocalDate,
  type LocalDate,
  type LocalTime,
  minutesOfDay,
  type Weekday,
  weekdayOf,
} from '../../kernel/calendar.ts'
import { clipAll, DAY_MS, type Interval, mergeIntervals } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** From `opensAt` to `closesAt` of the weekday; a `closesAt` before `opensAt` is on the next day, `24:00` is midnight. */
export type OpeningWindow = {
  readonly weekday: Weekday
  readonly opensAt: LocalTime
  readonly closesAt: LocalTime
}

/** What counts from a day on, until the next such row. */
export type OpeningHours = {
  readonly validFrom: LocalDate
  readonly windows: readonly OpeningWindow[]
  /** Whether public holidays close the instrument. */
  readonly closedOnHolidays: boolean
}

/** A day on which an instrument is open otherwise than in its week, whatever the calendar of holidays says. */
export type OpeningException = {
  readonly date: LocalDate
  /** None: closed. */
  readonly windows: readonly DayWindow[]
  /** Why; empty where nothing was said. */
  readonly note: string
}

/** A window of a day, as `OpeningWindow`. */
export type DayWindow = Pick<OpeningWindow, 'opensAt' | 'closesAt'>

export const CALENDAR_DAY_KINDS = ['holiday', 'workday'] as const
/** `holiday`: a day off; `workday`: a Saturday or Sunday on which people work (调休). */
export type CalendarDayKind = (typeof CALENDAR_DAY_KINDS)[number]

export type CalendarDay = {
  readonly date: LocalDate
  readonly kind: CalendarDayKind
  readonly nameZh: string
  readonly nameEn: string
}

/** All that decides when one instrument is open; `hours` in ascending order. No hours: never open. */
export type OpeningFacts = {
  readonly timeZone: string
  readonly hours: readonly OpeningHours[]
  readonly days: readonly CalendarDay[]
  /** Left out: none. */
  readonly exceptions?: readonly OpeningException[] | undefined
}

const MONDAY = 1
const SATURDAY = 6
const WINDOWS_MAX = 70

/** When the instrument is open inside `span`: disjoint, ascending. A window belongs to the day on which it opens. */
export function openIntervals(facts: OpeningFacts, span: Interval): readonly Interval[] {
  const { timeZone, hours, days, exceptions = [] } = facts
  if ((hours.length === 0 && exceptions.length === 0) || span.startsAt >= span.endsAt) return []
  const special = new Map(days.map((it) => [it.date, it.kind]))
  const reaching = { startsAt: span.startsAt - DAY_MS, endsAt: span.endsAt }
  const spans = datesDuring(reaching, timeZone).flatMap((date) => {
    const exception = exceptions.find((it) => it.date === date)
    const windows = exception?.windows ?? windowsOn(date, hoursOn(date, hours), special.get(date))
    return windows.map((it) => windowInterval(date, it, timeZone))
  })
  return clipAll(mergeIntervals(spans), span)
}

/** The first and the last day, in any zone, that can decide when an instrument is open during `span`. */
export function openingDates(span: Interval): { readonly first: LocalDate; readonly last: LocalDate } {
  return { first: addDays(dateOf(span.startsAt, 'utc'), -2), last: addDays(dateOf(span.endsAt, 'utc'), 1) }
}

function hoursOn(date: LocalDate, hours: readonly OpeningHours[]): OpeningHours | undefined {
  return hours.reduce<OpeningHours | undefined>(
    (latest, it) => (it.validFrom <= date && (!latest || it.validFrom >= latest.validFrom) ? it : latest),
    undefined,
  )
}

function windowsOn(
  date: LocalDate,
  hours: OpeningHours | undefined,
  kind: CalendarDayKind | undefined,
): readonly OpeningWindow[] {
  if (!hours || (kind === 'holiday' && hours.closedOnHolidays)) return []
  const weekday = weekdayOf(date)
  const counted = kind === 'workday' && weekday >= SATURDAY ? MONDAY : weekday
  return hours.windows.filter((it) => it.weekday === counted)
}

function windowInterval(date: LocalDate, window: DayWindow, zone: string): Interval {
  return {
    startsAt: instantOf(date, window.opensAt, zone),
    endsAt: instantOf(endsNextDay(window) ? addDays(date, 1) : date, window.closesAt, zone),
  }
}

/** Whether a window closes on the day after it opens. */
export function endsNextDay({ opensAt, closesAt }: DayWindow): boolean {
  return closesAt <= opensAt
}

/** Every reason why these cannot be opening hours; empty when they can. */
export function openingHoursProblems({ validFrom, windows }: OpeningHours): readonly Problem[] {
  const isDate = isLocalDate(validFrom)
  return [
    ...(isDate ? [] : [problem('INPUT_INVALID', [], { field: 'validFrom' })]),
    ...openingProblems(windows),
  ]
}

const NOTE_LENGTH_MAX = 100

/** Every reason why this cannot be an exception; empty when it can. Past days stay as they were. */
export function exceptionProblems(
  { date, windows, note }: OpeningException,
  today: LocalDate,
): readonly Problem[] {
  const isDate = isLocalDate(date)
  return [
    ...(isDate ? [] : [problem('INPUT_INVALID', [], { field: 'date' })]),
    ...(isDate && date < today ? [problem('OPENING_EXCEPTION_PAST')] : []),
    ...openingProblems(windows.map((it) => ({ ...it, weekday: isDate ? weekdayOf(date) : MONDAY }))),
    ...(note.length > NOTE_LENGTH_MAX
      ? [problem('TEXT_TOO_LONG', [], { field: 'note', max: NOTE_LENGTH_MAX })]
      : []),
  ]
}

/**
 * Every reason why these cannot be the windows of a week; empty when they can. Windows of one day may touch, not overlap;
 * windows that cross midnight are compared with those of the next day too. No window at all closes the instrument.
 */
export function openingProblems(windows: readonly OpeningWindow[]): readonly Problem[] {
  if (windows.length > WINDOWS_MAX) return [problem('INPUT_INVALID', [], { field: 'windows' })]
  const invalid = windows.filter((it) => weekMinutes(it) === undefined)
  const sound = windows.flatMap((it) => weekMinutes(it) ?? [])
  const ascending = sound.toSorted((a, b) => a.startsAt - b.startsAt)
  const clashes = ascending.filter((it, i) => {
    const next = ascending[i + 1] ?? nextWeek(ascending[0])
    return next !== undefined && next.startsAt < it.endsAt
  })
  return [
    ...invalid.map(({ weekday, opensAt, closesAt }) =>
      problem('OPENING_WINDOW_INVALID', [], { weekday, opensAt, closesAt }),
    ),
    ...(clashes.length > 0 ? [problem('OPENING_WINDOWS_OVERLAP')] : []),
  ]
}

/** A window as minutes since Monday 00:00; undefined when it is none. */
function weekMinutes({ weekday, opensAt, closesAt }: OpeningWindow): Interval | undefined {
  const opens = minutesOfDay(opensAt)
  const closes = minutesOfDay(closesAt)
  const isWeekday = Number.isInteger(weekday) && weekday >= 1 && weekday <= 7
  if (!isWeekday || opens === undefined || closes === undefined || opens === 1_440 || opens === closes)
    return undefined
  const day = (weekday - 1) * 1_440
  return { startsAt: day + opens, endsAt: day + closes + (closes < opens ? 1_440 : 0) }
}

function nextWeek(window: Interval | undefined): Interval | undefined {
  const week = 7 * 1_440
  return window && { startsAt: window.startsAt + week, endsAt: window.endsAt + week }
}

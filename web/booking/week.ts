/**
 * The arithmetic of a calendar on screen: weeks and days in the instrument's zone, what is closed, what clashes,
 * where the nearest free time is. Moments are epoch milliseconds, days `YYYY-MM-DD`.
 */

import { inTheWay, inTurnaround } from '../../server/booking/rules/taken-time.ts'
import { addDays, dayInterval, instantOf, weekdayOf } from '../../server/kernel/calendar.ts'
import {
  DAY_MS,
  type Interval,
  intersectIntervals,
  MINUTE_MS,
  overlaps,
  subtractIntervals,
} from '../../server/kernel/interval.ts'
import { wallTime } from '../design/format.ts'
import type { BookingWeekQuery } from '../gql/graphql.ts'

export type View = 'week' | 'day' | 'agenda'

/** The Monday on or before a day. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date))
}

/** The seven days of the week that holds `date`, from Monday. */
export function daysOfWeek(date: string): readonly string[] {
  const monday = mondayOf(date)
  return Array.from({ length: 7 }, (_, i) => addDays(monday, i))
}

/** The whole week around a day, in a zone. */
export function weekInterval(date: string, zone: string): Interval {
  const monday = mondayOf(date)
  return {
    startsAt: dayInterval(monday, zone).startsAt,
    endsAt: dayInterval(addDays(monday, 6), zone).endsAt,
  }
}

export type BusyKind = NonNullable<BookingWeekQuery['availability']>['busy'][number]['kind']

/** Time that is taken, and by what. */
export type Busy = Interval & {
  readonly kind: BusyKind
  readonly mine: boolean
  readonly bookingId: string | null
  readonly label: string | null
  /** How many of the units it takes. */
  readonly seats: number
  /** Where the units are counted: how many of them are taken, and of how many. */
  readonly count?: { readonly taken: number; readonly capacity: number }
  /** Nobody took it, and the viewer cannot have it: the label says why. */
  readonly barred?: true
}

export type BusyWords = Pick<Busy, 'kind' | 'mine' | 'count' | 'barred'>

/** The fill of a span that is taken; the words say the same. */
export function busyClass({ kind, mine, count, barred }: BusyWords): string {
  if (barred) return 'cal-barred'
  if (count) return count.taken < count.capacity ? 'cal-part' : 'cal-other'
  if (kind === 'REQUEST') return mine ? 'cal-request cal-request-mine' : 'cal-request'
  if (kind === 'BOOKING') return mine ? 'cal-mine' : 'cal-other'
  if (kind === 'HOLD') return mine ? 'cal-hold cal-hold-mine' : 'cal-hold'
  return `cal-${kind.toLowerCase()}`
}

type Reserved = Interval &
  Pick<NonNullable<BookingWeekQuery['availability']>['reserved'][number], 'userClasses' | 'opensAt'>

/** A week of one instrument in numbers instead of texts. */
export type Week = {
  readonly zone: string
  readonly open: readonly Interval[]
  /** What takes the time, with the turnaround after it. */
  readonly busy: readonly (Busy & { readonly blockedUntil: number })[]
  /** The same as it is drawn. */
  readonly shown: readonly Busy[]
  readonly capacity: number
  readonly turnaroundMs: number
  readonly free: readonly Interval[]
  /** When nobody is free who could operate it. */
  readonly unattended: readonly Interval[]
  /** What is kept for other classes of users. */
  readonly reserved: readonly Reserved[]
  readonly holidays: NonNullable<BookingWeekQuery['availability']>['holidays']
}

function numbers({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Interval {
  return { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) }
}

/** The API's answer as a week. */
export function weekOf(
  availability: NonNullable<BookingWeekQuery['availability']>,
  turnaroundMinutes: number,
): Week {
  const { capacity } = availability
  const busy = availability.busy.map((it) => ({
    ...it,
    ...numbers(it),
    blockedUntil: Date.parse(it.blockedUntil),
  }))
  const occupancy = availability.occupancy.map((it) => ({ ...it, ...numbers(it) }))
  return {
    zone: availability.timeZone,
    open: availability.open.map(numbers),
    busy,
    shown: shownSpans(busy, occupancy, capacity),
    capacity,
    turnaroundMs: turnaroundMinutes * MINUTE_MS,
    free: availability.free.map(numbers),
    unattended: availability.unattended.map(numbers),
    reserved: availability.reserved.map((it) => ({ ...it, ...numbers(it) })),
    holidays: availability.holidays,
  }
}

/** Open time that the viewer cannot have, and why in words. */
export type Barred = Interval & { readonly word: string }

/** A week without open time that the viewer cannot have, which is drawn with its words where nothing else is. */
export function without(week: Week, barred: readonly Barred[]): Week {
  const shown = barred.flatMap(({ startsAt, endsAt, word }) =>
    intersectIntervals([{ startsAt, endsAt }], week.open).map((it): Busy => ({
      ...it,
      kind: 'HOLD',
      mine: false,
      bookingId: null,
      label: word,
      seats: 0,
      barred: true,
    })),
  )
  const seen = shown.flatMap((it) => subtractIntervals([it], week.busy).map((part) => ({ ...it, ...part })))
  return { ...week, free: subtractIntervals(week.free, barred), shown: [...week.shown, ...seen] }
}

/**
 * What is drawn of taken time. Where there are several units, those of others are counted instead of drawn one by one,
 * with their labels; one's own, and what takes every unit, stand beside the count.
 */
export function shownSpans(
  busy: readonly Busy[],
  occupancy: readonly (Interval & { readonly taken: number })[],
  capacity: number,
): readonly Busy[] {
  if (capacity === 1) return busy
  const counted = occupancy.map(({ taken, ...span }): Busy => {
    const labels = busy.filter((it) => !it.mine && overlaps(it, span)).flatMap((it) => it.label ?? [])
    return {
      startsAt: span.startsAt,
      endsAt: span.endsAt,
      kind: 'BOOKING',
      mine: false,
      bookingId: null,
      label: labels.length > 0 ? labels.join('、') : null,
      seats: taken,
      count: { taken, capacity },
    }
  })
  return [...counted, ...busy.filter((it) => it.mine || it.seats >= capacity)]
}

/** An interval for the API. */
export function intervalInput({ startsAt, endsAt }: Interval) {
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }
}

/** Time inside `window` when the instrument is not open. */
export function closedDuring(window: Interval, open: readonly Interval[]): readonly Interval[] {
  return subtractIntervals([window], open)
}

/** What is in the way of a span, and whether part of it is closed; a booking being moved is not in its own way. */
export function clashes(span: Interval, week: Week, movingId?: string) {
  const { capacity, turnaroundMs } = week
  // What is held for the viewer's group is there for him.
  const others = week.busy.filter(
    (it) => !(it.kind === 'HOLD' && it.mine) && (movingId === undefined || it.bookingId !== movingId),
  )
  return {
    busy: [...inTheWay(span, others, capacity), ...inTurnaround(span, others, turnaroundMs, capacity)],
    closed: closedDuring(span, week.open).length > 0,
  }
}

/** The first free spans of `lengthMs` at or after `from`, by distance from it, at most `count`. */
export function nearestFree(week: Week, wanted: Interval, count: number): readonly Interval[] {
  const lengthMs = wanted.endsAt - wanted.startsAt
  return week.free
    .filter((it) => it.endsAt - it.startsAt >= lengthMs)
    .map((it) => {
      const startsAt = Math.min(Math.max(it.startsAt, wanted.startsAt), it.endsAt - lengthMs)
      return { startsAt, endsAt: startsAt + lengthMs }
    })
    .toSorted((a, b) => Math.abs(a.startsAt - wanted.startsAt) - Math.abs(b.startsAt - wanted.startsAt))
    .slice(0, count)
}

/** Every `HH:MM` of a day in steps, `24:00` at the end. */
export function timesOfDay(stepMinutes: number): readonly string[] {
  const step = Math.max(5, stepMinutes)
  const count = Math.floor(1440 / step)
  return Array.from({ length: count + 1 }, (_, i) => clockText(i * step))
}

/** Minutes since midnight as `HH:MM`. */
function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** A span as a form shows it: the day and wall time of its start, the day and wall time of its end. */
export type WallSpan = {
  readonly date: string
  readonly from: string
  /** The day of the end; the same as `date` unless the span goes past midnight. */
  readonly untilDate: string
  readonly until: string
}

export function wallSpan(span: Interval, zone: string): WallSpan {
  const from = wallTime(span.startsAt, zone)
  const until = wallTime(span.endsAt, zone)
  // An end at midnight belongs to the day before it, as 24:00.
  return until.time === '00:00'
    ? { date: from.date, from: from.time, untilDate: addDays(until.date, -1), until: '24:00' }
    : { date: from.date, from: from.time, untilDate: until.date, until: until.time }
}

/** The span that a form means; may be backwards, which the server explains. */
export function spanOfWall({ date, from, untilDate, until }: WallSpan, zone: string): Interval {
  return { startsAt: instantOf(date, from, zone), endsAt: instantOf(untilDate, until, zone) }
}

/** `instant` moved to the next step of the wall clock; minutes are counted from the hour of the zone. */
export function stepUp(instant: number, stepMinutes: number): number {
  const step = stepMinutes * MINUTE_MS
  return Math.ceil(instant / step) * step
}

/** One line of an agenda: free time, or time that is taken. */
export type AgendaLine = Interval & { readonly busy: Busy | undefined }

/** A day's free and taken time in order; what lies before `now` is left out of the free time. */
export function agendaOf(date: string, week: Week, now: number): readonly AgendaLine[] {
  const day = dayInterval(date, week.zone)
  const inDay = <T extends Interval>(it: T): T => ({
    ...it,
    startsAt: Math.max(it.startsAt, day.startsAt),
    endsAt: Math.min(it.endsAt, day.endsAt),
  })
  // As long as a unit is left, the time is free.
  const full = week.shown.filter((it) => !it.count || it.count.taken === it.count.capacity)
  const busy = full.filter((it) => overlaps(it, day)).map((it) => ({ ...inDay(it), busy: it }))
  const free = week.free
    .filter((it) => overlaps(it, day) && it.endsAt > now)
    .map((it) => ({
      ...inDay(it),
      startsAt: Math.max(it.startsAt, day.startsAt, stepUp(now, 15)),
      busy: undefined,
    }))
    .filter((it) => it.startsAt < it.endsAt)
  return [...busy, ...free].toSorted((a, b) => a.startsAt - b.startsAt)
}

/** The hours of the day that a grid must show: whole hours around everything open or taken, 8 to 18 at least. */
export function hoursShown(week: Week): { readonly from: string; readonly until: string } {
  let from = 8
  let until = 18
  for (const span of [...week.open, ...week.busy]) {
    if (span.endsAt - span.startsAt >= DAY_MS) return { from: '00:00', until: '24:00' }
    const start = wallTime(span.startsAt, week.zone)
    const end = wallTime(span.endsAt, week.zone)
    const endHour =
      end.time === '00:00' ? 24 : Number(end.time.slice(0, 2)) + (end.time.endsWith('00') ? 0 : 1)
    const crosses = end.time !== '00:00' && end.date !== start.date
    from = crosses ? 0 : Math.min(from, Number(start.time.slice(0, 2)))
    until = crosses ? 24 : Math.max(until, endHour)
  }
  return { from: `${String(from).padStart(2, '0')}:00`, until: `${String(until).padStart(2, '0')}:00` }
}

/**
 * The arithmetic of the timeline: which days and hours are on the axis, where a span of time lies on it,
 * what of an instrument's time can be booked, and what a click or a drag in free time means.
 *
 * Moments are epoch milliseconds; places are fractions of a day's width, 0 … 1.
 */

import { addDays, dayInterval, instantOf } from '../../server/kernel/calendar.ts'
import { clip, HOUR_MS, type Interval, MINUTE_MS, subtractIntervals } from '../../server/kernel/interval.ts'
import { daysOfWeek } from '../booking/week.ts'

/** The hours of a working day on the axis. */
const WORK_FROM = 8
const WORK_UNTIL = 20
const SPAN_MS_USUAL = 2 * HOUR_MS

/** One day on the axis; `span` is the part of it that is shown. */
export type AxisDay = { readonly date: string; readonly span: Interval }

export type Axis = {
  readonly days: readonly AxisDay[]
  readonly fromHour: number
  readonly untilHour: number
  /** Everything between the first and the last midnight, for the API. */
  readonly whole: Interval
}

/** The day, or the week that holds it, by working hours or whole. */
export function axisOf(date: string, view: 'day' | 'week', hours: 'work' | 'all', zone: string): Axis {
  const dates = view === 'week' ? daysOfWeek(date) : [date]
  const fromHour = hours === 'all' ? 0 : WORK_FROM
  const untilHour = hours === 'all' ? 24 : WORK_UNTIL
  const last = dates.at(-1) ?? date
  return {
    days: dates.map((it) => ({
      date: it,
      span: {
        startsAt: instantOf(it, hourText(fromHour), zone),
        endsAt: instantOf(it, hourText(untilHour), zone),
      },
    })),
    fromHour,
    untilHour,
    whole: { startsAt: dayInterval(dates[0] ?? date, zone).startsAt, endsAt: dayInterval(last, zone).endsAt },
  }
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

/** The day before or after, or the week before or after. */
export function stepped(date: string, view: 'day' | 'week', by: 1 | -1): string {
  return addDays(date, view === 'week' ? by * 7 : by)
}

/** Hours that get a mark: every one of a day, fewer in a week. */
export function marks({ days, fromHour, untilHour }: Axis): readonly number[] {
  const step = days.length === 1 ? (untilHour - fromHour > 12 ? 2 : 1) : untilHour - fromHour > 12 ? 6 : 4
  const hours: number[] = []
  for (let hour = fromHour; hour < untilHour; hour += step) hours.push(hour)
  return hours
}

/** Where the part of `span` that is shown lies on a day; undefined when none is. */
export function placeOn(
  day: AxisDay,
  span: Interval,
): { readonly left: number; readonly width: number } | undefined {
  const part = clip(span, day.span)
  if (!part) return undefined
  const length = day.span.endsAt - day.span.startsAt
  return {
    left: (part.startsAt - day.span.startsAt) / length,
    width: (part.endsAt - part.startsAt) / length,
  }
}

/** What of an instrument's rules decides for how long it can be booked. */
export type Policy = {
  readonly durationMinutesMin: number
  readonly durationMinutesMax: number
  readonly stepMinutes: number
}

function stepUp(at: number, stepMinutes: number): number {
  const step = stepMinutes * MINUTE_MS
  return Math.ceil(at / step) * step
}

function stepDown(at: number, stepMinutes: number): number {
  const step = stepMinutes * MINUTE_MS
  return Math.floor(at / step) * step
}

/** What a click at `at` in free time asks for: two hours where the rules and the free time allow. */
export function clicked(free: Interval, at: number, policy: Policy): Interval {
  const least = policy.durationMinutesMin * MINUTE_MS
  const most = Math.min(policy.durationMinutesMax * MINUTE_MS, free.endsAt - free.startsAt)
  const length = Math.min(Math.max(SPAN_MS_USUAL, least), most)
  const startsAt = Math.min(Math.max(stepDown(at, policy.stepMinutes), free.startsAt), free.endsAt - least)
  return { startsAt, endsAt: Math.min(startsAt + length, free.endsAt) }
}

/** What a drag from one moment to another in free time asks for, in whole steps and no longer than is allowed. */
export function dragged(free: Interval, [from, to]: readonly [number, number], policy: Policy): Interval {
  const least = policy.durationMinutesMin * MINUTE_MS
  const most = policy.durationMinutesMax * MINUTE_MS
  const first = Math.max(free.startsAt, stepDown(Math.min(from, to), policy.stepMinutes))
  const last = Math.min(free.endsAt, stepUp(Math.max(from, to), policy.stepMinutes))
  if (to >= from) {
    const startsAt = Math.min(first, free.endsAt - least)
    return { startsAt, endsAt: Math.min(Math.max(last, startsAt + least), startsAt + most) }
  }
  const endsAt = Math.max(last, free.startsAt + least)
  return { startsAt: Math.max(Math.min(first, endsAt - least), endsAt - most), endsAt }
}

/** The shown parts of a day in which an instrument is not open. */
export function closedOn(day: AxisDay, open: readonly Interval[]): readonly Interval[] {
  return subtractIntervals([day.span], open)
}

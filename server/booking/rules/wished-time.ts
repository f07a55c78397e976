/** When somebody would like to have time: on certain weekdays, between two times of day, on the clock of the instrument. */

import { type DailyHours, isDailyHours } from '../../catalog/rules/quota.ts'
import { datesDuring, type Weekday, weekdayOf } from '../../kernel/calendar.ts'
import { DAY_MS, type Interval, mergeIntervals } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { dailyInterval } from './periods.ts'

export type Wishes = {
  /** Left out: on any. */
  readonly weekdays?: readonly Weekday[] | null | undefined
  /** Left out: at any hour. */
  readonly hours?: DailyHours | null | undefined
}

/** Every reason why one cannot wish so; empty when one can. */
export function wishProblems({ weekdays, hours }: Wishes): readonly Problem[] {
  const days = weekdays ?? [1]
  const isWeek =
    days.length > 0 &&
    new Set(days).size === days.length &&
    days.every((it) => Number.isInteger(it) && it >= 1 && it <= 7)
  return [
    ...(isWeek ? [] : [problem('INPUT_INVALID', [], { field: 'weekdays' })]),
    ...(!hours || isDailyHours(hours) ? [] : [problem('INPUT_INVALID', [], { field: 'hours' })]),
  ]
}

const WHOLE_DAY: DailyHours = { startsAt: '00:00', endsAt: '24:00' }

/** The wished time that begins in a span or the day before it, ascending and disjoint; undefined where nothing is wished. */
export function wishedTime(
  { weekdays, hours }: Wishes,
  during: Interval,
  timeZone: string,
): readonly Interval[] | undefined {
  if (!weekdays && !hours) return undefined
  // Hours that begin on the evening before may reach into the span.
  const reaching = { startsAt: during.startsAt - DAY_MS, endsAt: during.endsAt }
  const dates = datesDuring(reaching, timeZone).filter((it) => !weekdays || weekdays.includes(weekdayOf(it)))
  return mergeIntervals(dates.map((date) => dailyInterval(date, hours ?? WHOLE_DAY, timeZone)))
}

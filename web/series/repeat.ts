/** How somebody wants a booking to repeat, as the form keeps it and as the API takes it (RFC 5545). */

import { addDays, weekdayOf } from '../../server/kernel/calendar.ts'
import type { Interval } from '../../server/kernel/interval.ts'

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY'

/** An occurrence at another time than the rule says. */
export type Changed = Interval & { readonly date: string }

export type Repeat = {
  readonly frequency: Frequency
  /** Every so many days, weeks or months. */
  readonly interval: number
  /** Of a week: 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[]
  /** Of a month: the same day, or the same weekday counted from its beginning. */
  readonly monthly: 'day' | 'weekday'
  readonly end: 'count' | 'until'
  readonly count: number
  readonly until: string
  /** Days that are left out. */
  readonly skipped: readonly string[]
  readonly changed: readonly Changed[]
  readonly skipsConflicts: boolean
}

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** What is offered first for a start on `date`: every week on its weekday, four times. */
export function weeklyFrom(date: string): Repeat {
  return {
    frequency: 'WEEKLY',
    interval: 1,
    weekdays: [weekdayOf(date)],
    monthly: 'day',
    end: 'count',
    count: 4,
    until: addDays(date, 27),
    skipped: [],
    changed: [],
    skipsConflicts: false,
  }
}

/** Which weekday of its month a day is: the second is 2, a fifth counts as the last, -1. */
export function nthOfMonth(date: string): { readonly nth: number; readonly weekday: number } {
  const nth = Math.ceil(Number(date.slice(8)) / 7)
  return { nth: nth === 5 ? -1 : nth, weekday: weekdayOf(date) }
}

/** The rule for a first day on `date`. */
export function rruleOf(repeat: Repeat, date: string): string {
  const { frequency, interval, weekdays, monthly, end, count, until } = repeat
  const { nth, weekday } = nthOfMonth(date)
  const days = {
    DAILY: '',
    WEEKLY: `;BYDAY=${weekdays.map((it) => CODES[it - 1]).join(',')}`,
    MONTHLY:
      monthly === 'weekday' ? `;BYDAY=${nth}${CODES[weekday - 1]}` : `;BYMONTHDAY=${Number(date.slice(8))}`,
  }
  const last = end === 'count' ? `COUNT=${count}` : `UNTIL=${until.replaceAll('-', '')}`
  return `FREQ=${frequency};INTERVAL=${interval}${days[frequency]};${last}`
}

/** What a change of the rule leaves of what was decided about single days: nothing, because they are other days then. */
export function reruled(repeat: Repeat, change: Partial<Repeat>): Repeat {
  return { ...repeat, ...change, skipped: [], changed: [] }
}

/** Leaves a day out, or takes it back in. */
export function toggled(repeat: Repeat, date: string): Repeat {
  const { skipped } = repeat
  return {
    ...repeat,
    skipped: skipped.includes(date) ? skipped.filter((it) => it !== date) : [...skipped, date],
  }
}

/** Gives a day another time; without one, the time of the rule again. */
export function rescheduled(repeat: Repeat, date: string, span: Interval | undefined): Repeat {
  const others = repeat.changed.filter((it) => it.date !== date)
  return { ...repeat, changed: span ? [...others, { date, ...span }] : others }
}

type Outcome = { readonly isExcluded: boolean; readonly problems: readonly unknown[] }

/** How many of the occurrences can be booked, cannot, and are left out. */
export function countsOf(occurrences: readonly Outcome[]) {
  const wanted = occurrences.filter((it) => !it.isExcluded)
  const free = wanted.filter((it) => it.problems.length === 0).length
  return { free, refused: wanted.length - free, skipped: occurrences.length - wanted.length }
}

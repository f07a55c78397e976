/**
 * How a period is made of whole local years, months and days, for which sums are kept, and of the parts of days
 * at its edges, which are measured anew. So any two instants bound a period, and its cost does not grow with use.
 */

import { addDays, dateOf, dayInterval, instantOf, type LocalDate } from '../../kernel/calendar.ts'
import { clip, DAY_MS, durationMs, type Instant, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { DayPart } from './measures.ts'

export const GRAINS = ['day', 'month', 'year'] as const
/** The lengths of time for which sums are kept. */
export type Grain = (typeof GRAINS)[number]

/** The days from `from` on and before `until`. */
export type DateRange = { readonly from: LocalDate; readonly until: LocalDate }

/** The whole days, months or years that start in the range. */
export type GrainRange = DateRange & { readonly grain: Grain }

/** Ranges and edges share no time and are together exactly the period. */
export type PeriodPieces = { readonly ranges: readonly GrainRange[]; readonly edges: readonly DayPart[] }

const YEARS_MAX = 10
const PERIOD_MS_MAX = YEARS_MAX * 366 * DAY_MS

/** Calendars are sure of these years, and no instrument was used in others. */
const FIRST_YEAR = 1970
const LAST_YEAR = 2199

/** Every reason why statistics cannot be asked for this period. */
export function periodProblems(period: Interval): readonly Problem[] {
  const problems: Problem[] = []
  const isKnown = period.startsAt >= 0 && period.endsAt <= Date.UTC(LAST_YEAR + 1, 0, 1)
  if (durationMs(period) <= 0) problems.push(problem('STATISTICS_PERIOD_INVALID'))
  if (durationMs(period) > PERIOD_MS_MAX) {
    problems.push(problem('STATISTICS_PERIOD_TOO_LONG', [], { years: YEARS_MAX }))
  }
  if (!isKnown) {
    problems.push(problem('STATISTICS_PERIOD_UNKNOWN', [], { from: FIRST_YEAR, to: LAST_YEAR }))
  }
  return problems
}

/** The period of the same length just before. */
export function previousPeriod(period: Interval): Interval {
  return { startsAt: period.startsAt - durationMs(period), endsAt: period.startsAt }
}

/** The pieces of a period in a zone; ranges ascending. */
export function periodPieces(period: Interval, zone: string): PeriodPieces {
  const { from, until } = wholeDays(period, zone)
  const parts = [dateOf(period.startsAt, zone), dateOf(period.endsAt, zone)]
    .filter((date, i, both) => both.indexOf(date) === i && !(from <= date && date < until))
    .flatMap((date) => {
      const span = clip(dayInterval(date, zone), period)
      return span ? [{ date, span }] : []
    })
  return { ranges: from < until ? grainRanges(from, until) : [], edges: parts }
}

/** The first day that lies in the period whole, and the first after it that does not; equal or reversed when none does. */
export function wholeDays(period: Interval, zone: string): DateRange {
  const first = dateOf(period.startsAt, zone)
  const isWhole = dayInterval(first, zone).startsAt === period.startsAt
  return { from: isWhole ? first : addDays(first, 1), until: dateOf(period.endsAt, zone) }
}

/** Whole years where they fit, else whole months, else days. */
function grainRanges(from: LocalDate, until: LocalDate): readonly GrainRange[] {
  const firstMonth = earlier(monthOnOrAfter(from), until)
  const lastMonth = later(monthOf(until), firstMonth)
  const firstYear = earlier(yearOnOrAfter(firstMonth), lastMonth)
  const lastYear = later(yearOf(lastMonth), firstYear)
  const ranges: readonly GrainRange[] = [
    { grain: 'day', from, until: firstMonth },
    { grain: 'month', from: firstMonth, until: firstYear },
    { grain: 'year', from: firstYear, until: lastYear },
    { grain: 'month', from: lastYear, until: lastMonth },
    { grain: 'day', from: lastMonth, until },
  ]
  return ranges.filter((it) => it.from < it.until)
}

/** The first day of the month of `date`. */
export function monthOf(date: LocalDate): LocalDate {
  return `${date.slice(0, 7)}-01`
}

/** The first day of the year of `date`. */
export function yearOf(date: LocalDate): LocalDate {
  return `${date.slice(0, 4)}-01-01`
}

/** The first day of the next month. */
export function monthAfter(date: LocalDate): LocalDate {
  return monthOf(addDays(monthOf(date), 31))
}

/** The first day of the next year. */
export function yearAfter(date: LocalDate): LocalDate {
  return yearOf(addDays(yearOf(date), 366))
}

/** Every calendar year that shares time with `span`, ascending, as a span of time in the zone. */
export function yearsDuring(span: Interval, zone: string): readonly Interval[] {
  const years: Interval[] = []
  const midnight = (date: LocalDate): Instant => instantOf(date, '00:00', zone)
  for (let year = yearOf(dateOf(span.startsAt, zone)); midnight(year) < span.endsAt; year = yearAfter(year)) {
    years.push({ startsAt: midnight(year), endsAt: midnight(yearAfter(year)) })
  }
  return years
}

function monthOnOrAfter(date: LocalDate): LocalDate {
  return date === monthOf(date) ? date : monthAfter(date)
}

function yearOnOrAfter(date: LocalDate): LocalDate {
  return date === yearOf(date) ? date : yearAfter(date)
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}

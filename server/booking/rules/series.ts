/** Series of bookings: which occurrences are wanted, which are made, and which of them a change is about. */

import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { expandRecurrence, type Occurrence, type Recurrence } from './recurrence.ts'
import { type BookingState, changeProblems } from './states.ts'

export const SERIES_SCOPES = ['this', 'following', 'all'] as const
/** Which occurrences a change is about, counted from one of them. */
export type SeriesScope = (typeof SERIES_SCOPES)[number]

/** An occurrence that is to be at another time than the rule says. */
export type Override = Interval & { readonly date: LocalDate }

export type SeriesWish = Recurrence & {
  /** Occurrences that are left out. */
  readonly exdates: readonly LocalDate[]
  readonly overrides: readonly Override[]
}

export type Planned = Occurrence & {
  /** Left out: neither judged nor made. */
  readonly isExcluded: boolean
  /** At another time than the rule says. */
  readonly isChanged: boolean
}

/** Every occurrence by date as it is wanted, or every reason why there is no series. */
export function plannedSeries(wish: SeriesWish): {
  readonly planned: readonly Planned[]
  readonly problems: readonly Problem[]
} {
  if (wish.endsAt <= wish.startsAt) return { planned: [], problems: [problem('BOOKING_SPAN_EMPTY')] }
  const { occurrences, problems } = expandRecurrence(wish)
  const excluded = new Set(wish.exdates)
  const overrides = new Map(wish.overrides.map((it) => [it.date, it]))
  const planned = occurrences.map((it) => {
    const { startsAt, endsAt } = overrides.get(it.date) ?? it
    return {
      date: it.date,
      startsAt,
      endsAt,
      isExcluded: excluded.has(it.date),
      isChanged: overrides.has(it.date),
    }
  })
  const isEmpty = problems.length === 0 && planned.every((it) => it.isExcluded)
  return { planned, problems: isEmpty ? [problem('SERIES_EMPTY')] : problems }
}

type Judged = { readonly problems: readonly Problem[] }

/** What becomes of judged occurrences: all are made or none, unless those that do not fit may be left out. */
export function settledSeries<T extends Judged>(
  judged: readonly T[],
  skipsConflicts: boolean,
): { readonly made: readonly T[]; readonly refused: readonly T[] } {
  const fitting = judged.filter((it) => it.problems.length === 0)
  const isMade = skipsConflicts || fitting.length === judged.length
  return isMade
    ? { made: fitting, refused: judged.filter((it) => it.problems.length > 0) }
    : { made: [], refused: judged }
}

/** Why nothing is made: each occurrence that does not fit, by its local start, followed by all its reasons. */
export function brokenSeriesProblems(
  judged: readonly (Judged & { readonly when: string })[],
): readonly Problem[] {
  return judged.flatMap(({ when, problems }) =>
    problems.length === 0 ? [] : [problem('SERIES_OCCURRENCE_REFUSED', [], { when }), ...problems],
  )
}

type Member = Interval & {
  readonly date: LocalDate
  readonly bookingId: string
  readonly state: BookingState
  readonly isException: boolean
}

/**
 * The bookings of a series that a change is about, by date: those that can still be changed, from the one it starts
 * from on. What was moved on its own before stays out, unless asked for; the one it starts from is always in.
 */
export function membersConcerned<T extends Member>(
  members: readonly T[],
  { bookingId, scope, withExceptions }: SeriesReach,
  now: Instant,
): readonly T[] {
  const anchor = members.find((it) => it.bookingId === bookingId)
  if (!anchor) return []
  return members.filter(
    (it) =>
      it === anchor ||
      (scope !== 'this' &&
        (scope === 'all' || it.date >= anchor.date) &&
        (withExceptions || !it.isException) &&
        changeProblems({ ...it, id: it.bookingId }, now).length === 0),
  )
}

export type SeriesReach = {
  readonly bookingId: string
  readonly scope: SeriesScope
  readonly withExceptions: boolean
}

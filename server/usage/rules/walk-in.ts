/** Who may begin on the spot: the instrument is free now, and nothing but the form of a booking is missing. */

import type { ApprovalRule } from '../../catalog/rules/policy.ts'
import { type Instant, type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import { type Problem, problem, type ProblemCode } from '../../kernel/problem.ts'

/** What is asked of a booking that is made beforehand, and of nobody who stands in front of the instrument. */
const NOT_ASKED: readonly ProblemCode[] = [
  'BOOKING_IN_PAST',
  'BOOKING_OFF_GRID',
  'BOOKING_OFF_STEP',
  'BOOKING_TOO_SHORT',
  'BOOKING_NOTICE_TOO_SHORT',
  'BOOKING_CUT_OFF',
]

export type WalkInFacts = {
  /** Why the span could not be booked. */
  readonly problems: readonly Problem[]
  readonly approval: ApprovalRule
  readonly isStaff: boolean
  /** The booking in which the instrument is being used. */
  readonly inUseBy: string | undefined
}

/** Every reason why nobody can begin; empty when somebody can. The keeper who lets somebody in knows whom time is kept for. */
export function walkInProblems({ problems, approval, isStaff, inUseBy }: WalkInFacts): readonly Problem[] {
  return [
    ...(inUseBy === undefined ? [] : [problem('INSTRUMENT_IN_USE', [inUseBy])]),
    ...(approval !== 'none' && !isStaff ? [problem('WALK_IN_NEEDS_KEEPER')] : []),
    ...problems.filter(
      (it) => !NOT_ASKED.includes(it.code) && !(isStaff && it.code === 'BOOKING_PRIORITY_WINDOW'),
    ),
  ]
}

/** How long a walk-in may take before somebody else's time begins; undefined when it may not begin at all. */
export function walkInSpan(
  startsAt: Instant,
  taken: readonly Interval[],
  lengthMs: number,
): Interval | undefined {
  if (taken.some((it) => it.startsAt <= startsAt && startsAt < it.endsAt)) return undefined
  const next = Math.min(...taken.filter((it) => it.startsAt > startsAt).map((it) => it.startsAt))
  const endsAt = Math.min(startsAt + lengthMs, next)
  return endsAt - startsAt >= WALK_IN_MS_MIN ? { startsAt, endsAt } : undefined
}

/** Less is not worth beginning. */
export const WALK_IN_MS_MIN = 5 * MINUTE_MS

/** Restrictions: where they count, how long, and whether they are in force. */

import { DAY_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { reasonProblems } from './texts.ts'

export const RESTRICTION_SCOPES = ['instrument', 'institution', 'platform'] as const
export type RestrictionScope = (typeof RESTRICTION_SCOPES)[number]

const DAYS_MAX = 366

/** Every reason why a restriction cannot be imposed like this; empty when it can. */
export function restrictionProblems(
  { reason, startsAt, endsAt }: Interval & { readonly reason: string },
  now: Instant,
): readonly Problem[] {
  const isSpan = endsAt > now && endsAt > startsAt && endsAt - Math.max(startsAt, now) <= DAYS_MAX * DAY_MS
  return [
    ...reasonProblems(reason),
    ...(isSpan ? [] : [problem('RESTRICTION_SPAN_INVALID', [], { max: DAYS_MAX })]),
  ]
}

export const RESTRICTION_STATES = ['to_come', 'in_force', 'over', 'lifted'] as const
export type RestrictionState = (typeof RESTRICTION_STATES)[number]

export function restrictionState(
  { startsAt, endsAt, liftedAt }: Interval & { readonly liftedAt: Instant | null },
  now: Instant,
): RestrictionState {
  if (liftedAt !== null) return 'lifted'
  if (endsAt <= now) return 'over'
  return startsAt <= now ? 'in_force' : 'to_come'
}

/** Reasons why a restriction can be neither lifted nor appealed against. */
export function openRestrictionProblems(
  restriction: Interval & { readonly id: string; readonly liftedAt: Instant | null },
  now: Instant,
): readonly Problem[] {
  const state = restrictionState(restriction, now)
  return state === 'over' || state === 'lifted' ? [problem('RESTRICTION_OVER', [restriction.id])] : []
}

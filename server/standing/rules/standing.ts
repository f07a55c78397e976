/**
 * Whether a person may book and use an instrument: he is qualified where it requires that, and nothing restricts him.
 * Pure. Every booking, move, approval, check-in and hint asks this.
 */

import { dateOf, timeOf } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Problem, type ProblemCode, problem } from '../../kernel/problem.ts'
import { isValidAt } from './qualifications.ts'
import type { RestrictionScope } from './restrictions.ts'

export type StandingFacts = {
  readonly instrumentId: string
  /** Whether the instrument requires a qualification. */
  readonly isRequired: boolean
  /** The person's qualification; undefined when he has none, or it was revoked. */
  readonly qualification: { readonly id: string; readonly expiresAt: Instant | null } | undefined
  /** Whether the person keeps or manages instruments of the owner: who trains others needs no training. */
  readonly isStaff: boolean
  /** Restrictions that count for this instrument and are not over. */
  readonly restrictions: readonly (Interval & {
    readonly id: string
    readonly scope: RestrictionScope
    readonly reason: string
  })[]
}

export type StandingQuestion = {
  readonly now: Instant
  /** When the use is to begin. */
  readonly startsAt: Instant
  /** The instrument's, in which moments are told. */
  readonly timeZone: string
}

const RESTRICTED: Readonly<Record<RestrictionScope, ProblemCode>> = {
  instrument: 'RESTRICTED_ON_INSTRUMENT',
  institution: 'RESTRICTED_AT_INSTITUTION',
  platform: 'RESTRICTED_ON_PLATFORM',
}

/** Every reason why the person may not, restrictions first; empty when he may. A restriction bars what is done or begins under it. */
export function standingProblems(facts: StandingFacts, question: StandingQuestion): readonly Problem[] {
  const { now, startsAt, timeZone } = question
  const barring = facts.restrictions.filter(
    (it) => isDuring(it, now) || isDuring(it, Math.max(startsAt, now)),
  )
  return [
    ...barring.map(({ id, scope, reason, endsAt }) =>
      problem(RESTRICTED[scope], [id], { until: momentText(endsAt, timeZone), reason }),
    ),
    ...(facts.isRequired && !facts.isStaff ? qualificationProblems(facts, question) : []),
  ]
}

/** The same for a colleague: that somebody is restricted, and not where, until when or why. */
export function withoutReasons(problems: readonly Problem[]): readonly Problem[] {
  const codes = new Set<ProblemCode>(Object.values(RESTRICTED))
  const others = problems.filter((it) => !codes.has(it.code))
  return others.length < problems.length ? [problem('COLLEAGUE_RESTRICTED'), ...others] : problems
}

function qualificationProblems(
  { instrumentId, qualification }: StandingFacts,
  { now, startsAt, timeZone }: StandingQuestion,
): readonly Problem[] {
  if (!qualification) return [problem('QUALIFICATION_MISSING', [instrumentId])]
  const { id, expiresAt } = qualification
  if (expiresAt === null || isValidAt(expiresAt, Math.max(startsAt, now))) return []
  const code = isValidAt(expiresAt, now) ? 'QUALIFICATION_LAPSES' : 'QUALIFICATION_EXPIRED'
  return [problem(code, [instrumentId, id], { until: momentText(expiresAt, timeZone) })]
}

function isDuring({ startsAt, endsAt }: Interval, at: Instant): boolean {
  return startsAt <= at && at < endsAt
}

/** `2026-01-05 14:00`, as people read it in any language. */
function momentText(at: Instant, timeZone: string): string {
  return `${dateOf(at, timeZone)} ${timeOf(at, timeZone)}`
}

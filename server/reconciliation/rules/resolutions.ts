/** What may be decided about a difference, and when both sides may sign. */

import { isLocalDate, type LocalDate } from '../../kernel/calendar.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { type MatchSettings, type Outcome } from './matching.ts'

/** `theirs`: ours is to be put right, by an adjustment of the use or its price. `not_ours`: it does not belong here. */
export const RESOLUTIONS = ['ours', 'theirs', 'not_ours'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** The institution itself, and the city. */
export const SIDES = ['provider', 'city'] as const
export type Side = (typeof SIDES)[number]

const REASON_MIN = 4
const REASON_MAX = 500
const MINUTES_MAX = 1440
const AMOUNT_MAX = 100_000_000

export type RunState = {
  readonly month: string
  readonly isReplaced: boolean
  readonly providerSignedAt: number | null
  readonly citySignedAt: number | null
}

/** Every reason why nothing more can be decided in a run; empty when it can. */
export function openRunProblems(run: RunState): readonly Problem[] {
  return [
    ...(run.isReplaced ? [problem('RECONCILIATION_REPLACED')] : []),
    ...(run.providerSignedAt !== null || run.citySignedAt !== null ? [problem('RECONCILIATION_SIGNED')] : []),
  ]
}

/** Every reason why a line cannot be decided like this; empty when it can. */
export function resolutionProblems(line: { readonly outcome: Outcome }, reason: string): readonly Problem[] {
  const length = Array.from(reason.trim()).length
  return [
    ...(line.outcome === 'matched' ? [problem('RECONCILIATION_LINE_MATCHED')] : []),
    ...(length < REASON_MIN ? [problem('REASON_TOO_SHORT', [], { min: REASON_MIN })] : []),
    ...(length > REASON_MAX ? [problem('INPUT_INVALID', [], { field: 'reason' })] : []),
  ]
}

/** Every reason why a side cannot sign; empty when it can. */
export function signProblems(run: RunState, side: Side, unresolved: number): readonly Problem[] {
  const signedAt = side === 'provider' ? run.providerSignedAt : run.citySignedAt
  return [
    ...(run.isReplaced ? [problem('RECONCILIATION_REPLACED')] : []),
    ...(signedAt === null ? [] : [problem('RECONCILIATION_SIGNED')]),
    ...(unresolved > 0 ? [problem('RECONCILIATION_UNRESOLVED', [], { count: unresolved })] : []),
  ]
}

/** Every reason why a month cannot be compared by these settings; empty when it can. */
export function settingsProblems(month: string, settings: MatchSettings): readonly Problem[] {
  const isCount = (value: number, max: number) => Number.isInteger(value) && value >= 0 && value <= max
  const { nearMinutes, timeMinutes, amountFen } = settings
  return [
    ...(isLocalDate(`${month}-01`) ? [] : [problem('INPUT_INVALID', [], { field: 'month' })]),
    ...(isCount(nearMinutes, MINUTES_MAX) ? [] : [problem('INPUT_INVALID', [], { field: 'nearMinutes' })]),
    ...(isCount(timeMinutes, MINUTES_MAX) ? [] : [problem('INPUT_INVALID', [], { field: 'timeMinutes' })]),
    ...(isCount(amountFen, AMOUNT_MAX) ? [] : [problem('INPUT_INVALID', [], { field: 'amountFen' })]),
  ]
}

export type LineTotal = {
  readonly outcome: Outcome
  readonly resolution: Resolution | null
  readonly count: number
  readonly oursFen: Fen
  readonly theirsFen: Fen
}

/** How many differences nobody has decided about. */
export function unresolvedOf(totals: readonly LineTotal[]): number {
  return totals
    .filter((it) => it.outcome !== 'matched' && it.resolution === null)
    .reduce((sum, it) => sum + it.count, 0)
}

/** The first day of a month and of the one after it. */
export function monthDays(month: string): { readonly first: LocalDate; readonly next: LocalDate } {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { first: `${month}-01`, next: `${next}-01` }
}

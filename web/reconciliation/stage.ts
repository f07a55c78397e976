/** How a month stands, and the sums of its lines. */

import type { ReconciledRunFragment, ReconciliationQuery } from '../gql/graphql.ts'
import type { Tone } from '../design/tags.tsx'

/** A run with all that its page shows. */
export type Run = NonNullable<ReconciliationQuery['reconciliation']>

export type Stage = 'differences' | 'toSign' | 'signed' | 'closed'

export const STAGE_TONES: Record<Stage, Tone> = {
  differences: 'amber',
  toSign: 'blue',
  signed: 'blue',
  closed: 'green',
}

type Totals = ReconciledRunFragment['totals']

/** How many differences nobody has decided about. */
export function unresolvedCount(totals: Totals): number {
  return countOf(totals, (it) => it.outcome !== 'MATCHED' && it.resolution === null)
}

function countOf(totals: Totals, wanted: (total: Totals[number]) => boolean): number {
  return totals.filter(wanted).reduce((sum, it) => sum + it.count, 0)
}

export function stageOf(run: ReconciledRunFragment): Stage {
  if (run.closedAt !== null) return 'closed'
  if (run.providerSignedAt !== null && run.citySignedAt !== null) return 'signed'
  return unresolvedCount(run.totals) > 0 ? 'differences' : 'toSign'
}

const ORDER = [
  'MATCHED',
  'TIME_DIFFERS',
  'AMOUNT_DIFFERS',
  'MISSING_HERE',
  'MISSING_THERE',
  'DUPLICATE',
] as const

/** Sums of the lines of each outcome, and of all: the sums of both sides are those of their outcomes. */
export function sumsOf(totals: Totals) {
  const outcomes = ORDER.filter((outcome) => totals.some((it) => it.outcome === outcome))
  const rows = outcomes.map((outcome) => ({
    outcome,
    ...summed(totals.filter((it) => it.outcome === outcome)),
  }))
  return { rows, all: summed(totals) }
}

function summed(totals: Totals) {
  return {
    count: totals.reduce((sum, it) => sum + it.count, 0),
    oursFen: totals.reduce((sum, it) => sum + it.oursFen, 0),
    theirsFen: totals.reduce((sum, it) => sum + it.theirsFen, 0),
  }
}

/** Appeals: against what, and who may decide them. */

import { type Problem, problem } from '../../kernel/problem.ts'
import { reasonProblems, writtenProblems } from './texts.ts'

export const APPEAL_STATES = ['open', 'upheld', 'dismissed'] as const
export type AppealState = (typeof APPEAL_STATES)[number]

export type AppealFacts = {
  /** Whether the subject can still be appealed against: in force, or points that were lost and not taken back. */
  readonly isOpen: boolean
  /** The appeal there is already. */
  readonly earlier: { readonly id: string } | undefined
}

/** Every reason why an appeal cannot be filed; empty when it can. Each subject is appealed against once. */
export function appealProblems(text: string, { isOpen, earlier }: AppealFacts): readonly Problem[] {
  return [
    ...(earlier ? [problem('APPEAL_FILED', [earlier.id])] : []),
    ...(isOpen || earlier ? [] : [problem('APPEAL_SUBJECT_INVALID')]),
    ...writtenProblems('text', text),
  ]
}

export type DecisionFacts = {
  readonly deciderId: string
  /** Who imposed what is appealed against; null where a rule did. */
  readonly imposerId: string | null
}

/** Every reason why somebody cannot decide an appeal; empty when he can. Nobody decides his own case or his own measure. */
export function appealDecisionProblems(
  appeal: { readonly id: string; readonly personId: string; readonly state: AppealState },
  reason: string,
  { deciderId, imposerId }: DecisionFacts,
): readonly Problem[] {
  const isOwn = deciderId === appeal.personId || deciderId === imposerId
  return [
    ...(appeal.state === 'open' ? [] : [problem('APPEAL_DECIDED', [appeal.id])]),
    ...(isOwn ? [problem('APPEAL_OWN_CASE', [appeal.id])] : []),
    ...reasonProblems(reason),
  ]
}

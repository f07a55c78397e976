/** What staff may set aside with a reason, and what remains. */

import { isOverridable, type Problem, type ProblemCode, problem } from '../../kernel/problem.ts'
import { reasonProblems } from './booking-problems.ts'

export type Override = { readonly reason: string }

/** What was set aside, and why. */
export type Overridden = { readonly codes: readonly ProblemCode[]; readonly reason: string }

export type Settlement = {
  /** The reasons that stand. */
  readonly problems: readonly Problem[]
  /** Undefined where nothing was set aside. */
  readonly overridden: Overridden | undefined
}

/** The problems, marked where whoever asks may override them. */
export function markedProblems(problems: readonly Problem[], mayOverride: boolean): readonly Problem[] {
  if (!mayOverride) return problems
  return problems.map((it) => (isOverridable(it.code) ? { ...it, overridable: true } : it))
}

/** What stands against a booking once the reasons that may be set aside are: never what says that time is taken. */
export function settled(
  problems: readonly Problem[],
  override: Override | undefined,
  mayOverride: boolean,
): Settlement {
  if (override === undefined) return { problems, overridden: undefined }
  if (!mayOverride) return { problems: [...problems, problem('OVERRIDE_FORBIDDEN')], overridden: undefined }
  const reason = reasonProblems(override.reason)
  if (reason.length > 0) return { problems: [...problems, ...reason], overridden: undefined }
  const codes = [...new Set(problems.map((it) => it.code).filter((it) => isOverridable(it)))]
  return {
    problems: problems.filter((it) => !isOverridable(it.code)),
    overridden: codes.length > 0 ? { codes, reason: override.reason.trim() } : undefined,
  }
}

/** What people must write, and how much: reasons, places, texts. */

import { type Problem, problem } from '../../kernel/problem.ts'

const TEXT_LENGTH_MAX = 500

/** A reason that must be given. */
export function reasonProblems(reason: string): readonly Problem[] {
  if (reason.trim() === '') return [problem('REASON_MISSING')]
  return lengthProblems('reason', reason)
}

/** A text that must be given, called as the form calls it. */
export function writtenProblems(field: string, text: string): readonly Problem[] {
  if (text.trim() === '') return [problem('INPUT_INVALID', [], { field })]
  return lengthProblems(field, text)
}

function lengthProblems(field: string, text: string): readonly Problem[] {
  const isLong = text.length > TEXT_LENGTH_MAX
  return isLong ? [problem('TEXT_TOO_LONG', [], { field, max: TEXT_LENGTH_MAX })] : []
}

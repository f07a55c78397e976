/** What can be booked together. */

import type { Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

const ITEMS_MAX = 10

/** Reasons why these cannot be booked together, whoever is in the way; empty when they can. */
export function itemsProblems(items: readonly Interval[]): readonly Problem[] {
  return items.length >= 1 && items.length <= ITEMS_MAX
    ? []
    : [problem('INPUT_INVALID', [], { field: 'items' })]
}

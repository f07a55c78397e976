/** How much of a calendar one may ask for at once, and what others see of it. */

import { DAY_MS, durationMs, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { limitText } from './booking-problems.ts'

/** A quarter of one instrument. */
export const CALENDAR_MS_MAX = 93 * DAY_MS
/** A month of many instruments. */
export const TIMELINE_MS_MAX = 31 * DAY_MS
export const TIMELINE_ROWS_MAX = 200

/** Every reason why one cannot ask about `span`; empty when one can. */
export function askingProblems(span: Interval, longestMs: number): readonly Problem[] {
  const isAskable = span.startsAt < span.endsAt && durationMs(span) <= longestMs
  return isAskable ? [] : [problem('CALENDAR_SPAN_INVALID', [], { limit: limitText(longestMs) })]
}

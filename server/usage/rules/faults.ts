/** What a report of a fault must say, and what may become of it. */

import { durationMs, type Instant, MINUTE_MS } from '../../kernel/interval.ts'
import { MAINTENANCE_MS_MAX } from '../../booking/rules/maintenance.ts'
import { limitText, noteProblems } from '../../booking/rules/booking-problems.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** Whether the instrument can still be used. */
export const FAULT_SEVERITIES = ['usable', 'unusable'] as const
export type FaultSeverity = (typeof FAULT_SEVERITIES)[number]

/** A confirmed fault is resolved when the instrument is in order again. */
export const FAULT_STATES = ['reported', 'confirmed', 'dismissed', 'resolved'] as const
export type FaultState = (typeof FAULT_STATES)[number]

const FAULT_TEXT_MAX = 500

export function faultTextProblems(text: string): readonly Problem[] {
  if (text.trim() === '') return [problem('INPUT_INVALID', [], { field: 'text' })]
  return text.length > FAULT_TEXT_MAX
    ? [problem('TEXT_TOO_LONG', [], { field: 'text', max: FAULT_TEXT_MAX })]
    : []
}

export type FaultDecision = {
  readonly severity: FaultSeverity
  /** Until when the instrument is expected to be out of order; null where it is usable. */
  readonly until: Instant | null
  readonly note: string | null
}

/** Every reason why a fault cannot be confirmed like this; empty when it can. */
export function confirmationProblems(
  state: FaultState,
  { severity, until, note }: FaultDecision,
  now: Instant,
): readonly Problem[] {
  const isMissing = severity === 'unusable' && until === null
  return [
    ...decisionProblems(state),
    ...(isMissing ? [problem('FAULT_UNTIL_MISSING')] : []),
    ...(until === null ? [] : untilProblems(until, now)),
    ...noteProblems('note', note),
  ]
}

/** Whether an instrument may be out of order from now until then. */
export function untilProblems(until: Instant, now: Instant): readonly Problem[] {
  const length = durationMs({ startsAt: now, endsAt: until })
  return [
    ...(length < MINUTE_MS ? [problem('FAULT_UNTIL_PAST')] : []),
    ...(length > MAINTENANCE_MS_MAX
      ? [problem('MAINTENANCE_TOO_LONG', [], { limit: limitText(MAINTENANCE_MS_MAX) })]
      : []),
  ]
}

/** Only what nobody has decided can be confirmed or dismissed. */
export function decisionProblems(state: FaultState): readonly Problem[] {
  return state === 'reported' ? [] : [problem('FAULT_DECIDED')]
}

/** Only a confirmed fault can be resolved. */
export function resolutionProblems(state: FaultState): readonly Problem[] {
  return state === 'confirmed' ? [] : [problem('FAULT_NOT_CONFIRMED')]
}

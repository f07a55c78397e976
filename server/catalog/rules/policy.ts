/** How an instrument may be booked, and whether such a policy makes sense. */

import { DAY_MS, MINUTE_MS } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** Who decides before a booking holds: nobody, who leads the group of the person (课题负责人), the keeper, or both in this order. */
export const APPROVAL_RULES = ['none', 'pi', 'keeper', 'both'] as const
export type ApprovalRule = (typeof APPROVAL_RULES)[number]

/** Whether the rule asks who leads the group of the person. */
export function asksPrincipal(rule: ApprovalRule): boolean {
  return rule === 'pi' || rule === 'both'
}

export function asksKeeper(rule: ApprovalRule): boolean {
  return rule === 'keeper' || rule === 'both'
}

/** The rule that asks these. */
export function approvalAsking(asks: {
  readonly principal: boolean
  readonly keeper: boolean
}): ApprovalRule {
  if (asks.principal) return asks.keeper ? 'both' : 'pi'
  return asks.keeper ? 'keeper' : 'none'
}

export type BookingPolicy = {
  readonly durationMsMin: number
  readonly durationMsMax: number
  /** Bookings start on the grid of this step from local midnight, and last a multiple of it. */
  readonly stepMs: number
  /** How long before its start a booking must be made at the latest. */
  readonly noticeMsMin: number
  /** How far ahead a booking may end. */
  readonly horizonMs: number
  /** Time that stays blocked after each booking. */
  readonly turnaroundMs: number
  readonly approval: ApprovalRule
  /** How long before its start a booking can be cancelled freely. */
  readonly cancelNoticeMs: number
}

/** What an instrument begins with: half an hour to eight, in steps of half an hour, thirty days ahead. */
export const DEFAULT_POLICY: BookingPolicy = {
  durationMsMin: 30 * MINUTE_MS,
  durationMsMax: 480 * MINUTE_MS,
  stepMs: 30 * MINUTE_MS,
  noticeMsMin: 0,
  horizonMs: 30 * DAY_MS,
  turnaroundMs: 0,
  approval: 'none',
  cancelNoticeMs: 1_440 * MINUTE_MS,
}

const DURATION_MS_MAX = 14 * DAY_MS
const STEP_MS_MIN = 5 * MINUTE_MS
const HORIZON_MS_MAX = 366 * DAY_MS
const NOTICE_MS_MAX = 90 * DAY_MS
export const TURNAROUND_MS_MAX = DAY_MS

/** Every reason why instruments cannot be booked like this; empty when they can. */
export function policyProblems(policy: BookingPolicy): readonly Problem[] {
  const { durationMsMin, durationMsMax, stepMs, noticeMsMin, horizonMs, turnaroundMs, cancelNoticeMs } =
    policy
  const problems: Problem[] = []
  const check = (holds: boolean, field: string) => {
    if (!holds) problems.push(problem('INPUT_INVALID', [], { field }))
  }
  const isStepSound = stepMs >= STEP_MS_MIN && stepMs <= DAY_MS && DAY_MS % stepMs === 0
  check(isStepSound, 'stepMinutes')
  check(durationMsMin > 0 && (!isStepSound || durationMsMin % stepMs === 0), 'durationMinutesMin')
  check(
    durationMsMax <= DURATION_MS_MAX && (!isStepSound || durationMsMax % stepMs === 0),
    'durationMinutesMax',
  )
  if (durationMsMin > durationMsMax) problems.push(problem('DURATION_RANGE_EMPTY'))
  check(noticeMsMin >= 0 && noticeMsMin <= NOTICE_MS_MAX, 'noticeMinutesMin')
  check(horizonMs >= DAY_MS && horizonMs <= HORIZON_MS_MAX, 'horizonDays')
  if (noticeMsMin >= horizonMs) problems.push(problem('HORIZON_TOO_SHORT'))
  check(turnaroundMs >= 0 && turnaroundMs <= TURNAROUND_MS_MAX, 'turnaroundMinutes')
  check(cancelNoticeMs >= 0 && cancelNoticeMs <= NOTICE_MS_MAX, 'cancelNoticeMinutes')
  return problems
}

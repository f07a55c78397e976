/** The states of a booking, what each of them holds, and what may still be done in it. */

import type { BookingPolicy } from '../../catalog/rules/policy.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { ApprovalStep } from './approval.ts'

export const BOOKING_STATES = [
  'requested',
  'confirmed',
  'rejected',
  'cancelled',
  'in_use',
  'completed',
  'missed',
] as const
export type BookingState = (typeof BOOKING_STATES)[number]

export const BOOKING_CHANGE_KINDS = [
  'booked',
  'requested',
  'approved',
  'rejected',
  'moved',
  'operator_changed',
  'cancelled',
  'checked_in',
  'checked_out',
  'missed',
] as const
export type BookingChangeKind = (typeof BOOKING_CHANGE_KINDS)[number]

/** An unstarted booking is missed once more than this has passed since its start. */
export const NO_SHOW_MS = 60 * 60_000

type Standing = Interval & { readonly id: string; readonly state: BookingState }

/** How a booking begins: it waits where somebody is asked. */
export function stateOfNew(steps: readonly ApprovalStep[]): 'requested' | 'confirmed' {
  return steps.length > 0 ? 'requested' : 'confirmed'
}

/** Reasons why a booking can be neither moved nor cancelled: only one that lies ahead can. */
export function changeProblems({ id, state, startsAt }: Standing, now: Instant): readonly Problem[] {
  if (state === 'in_use') return [problem('BOOKING_STARTED', [id])]
  if (state !== 'requested' && state !== 'confirmed') return [problem('BOOKING_OVER', [id])]
  return startsAt <= now ? [problem('BOOKING_STARTED', [id])] : []
}

/** Reasons why a booking can be neither approved nor rejected: only a request waits for a decision. */
export function decisionProblems({ id, state }: Standing): readonly Problem[] {
  return state === 'requested' ? [] : [problem('BOOKING_NOT_REQUESTED', [id])]
}

/** Whether nobody has come for a confirmed booking for more than `graceMs` after its start. */
export function isNoShow(
  { state, startsAt }: Pick<Standing, 'state' | 'startsAt'>,
  now: Instant,
  graceMs = NO_SHOW_MS,
): boolean {
  return state === 'confirmed' && now - startsAt > graceMs
}

/** Whether giving up a booking comes too late to be free: it had been certain, and the notice of the policy has begun. */
export function isLateCancellation(
  { startsAt }: Pick<Standing, 'startsAt'>,
  changes: readonly { readonly what: BookingChangeKind }[],
  { cancelNoticeMs }: Pick<BookingPolicy, 'cancelNoticeMs'>,
  now: Instant,
): boolean {
  const wasCertain = changes.some((it) => it.what === 'booked' || it.what === 'approved')
  return wasCertain && cancelNoticeMs > 0 && now >= startsAt - cancelNoticeMs
}

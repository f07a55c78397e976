/** Corrections of a session: until when they can be asked for, and what they may change. */

import { limitText, noteProblems, reasonProblems } from '../../booking/rules/booking-problems.ts'
import { DAY_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { SessionFacts, UsageKind } from './sessions.ts'
import { sessionProblems } from './sessions.ts'

export const ADJUSTMENT_STATES = ['requested', 'approved', 'rejected'] as const
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number]

/** For so long after its end was recorded a session can be corrected; then it is locked. */
export const ADJUSTMENT_MS = 7 * DAY_MS

/** What may be corrected. */
export type SessionValues = Interval & { readonly kind: UsageKind; readonly samples: number }

/** A session as far as its correction goes; `endsAt` is null while it goes on. */
export type Adjustable = Omit<SessionValues, 'endsAt'> & {
  readonly id: string
  readonly endsAt: Instant | null
  readonly recordedAt: Instant
}

/** The moment from which a session is locked. */
export function locksAt({ recordedAt }: Pick<Adjustable, 'recordedAt'>): Instant {
  return recordedAt + ADJUSTMENT_MS
}

export type AdjustmentFacts = SessionFacts & {
  /** The correction that waits for a decision already. */
  readonly pendingId: string | undefined
}

/** Every reason why a correction cannot be asked for; empty when it can. */
export function adjustmentProblems(
  session: Adjustable,
  wanted: SessionValues & { readonly reason: string },
  facts: AdjustmentFacts,
): readonly Problem[] {
  if (session.endsAt === null) return [problem('SESSION_OPEN', [session.id])]
  return [
    ...(facts.now >= locksAt(session)
      ? [problem('SESSION_LOCKED', [session.id], { limit: limitText(ADJUSTMENT_MS) })]
      : []),
    ...(facts.pendingId === undefined ? [] : [problem('ADJUSTMENT_PENDING', [facts.pendingId])]),
    ...(differs(session, wanted) ? [] : [problem('ADJUSTMENT_CHANGES_NOTHING')]),
    ...sessionProblems({ ...wanted, note: null }, facts),
    ...reasonProblems(wanted.reason),
  ]
}

function differs(a: Adjustable, b: SessionValues): boolean {
  return a.startsAt !== b.startsAt || a.endsAt !== b.endsAt || a.kind !== b.kind || a.samples !== b.samples
}

/** Every reason why a correction cannot be decided like this. A rejection says why. */
export function adjustmentDecisionProblems(
  adjustment: { readonly id: string; readonly state: AdjustmentState },
  decision: { readonly approve: boolean; readonly note: string },
): readonly Problem[] {
  return [
    ...(adjustment.state === 'requested' ? [] : [problem('ADJUSTMENT_DECIDED', [adjustment.id])]),
    ...(decision.approve ? noteProblems('note', decision.note) : reasonProblems(decision.note)),
  ]
}

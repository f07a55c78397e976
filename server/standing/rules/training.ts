/** Training sessions: how they are scheduled, who may enrol, which seat one gets, and what a result makes of it. */

import { DAY_MS, durationMs, type Instant, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { writtenProblems } from './texts.ts'

const SEATS_MAX = 500

export const ENROLMENT_STATES = ['enrolled', 'withdrawn', 'passed', 'failed', 'absent'] as const
export type EnrolmentState = (typeof ENROLMENT_STATES)[number]

export type SessionForm = Interval & {
  readonly place: string
  readonly seats: number
  readonly passMark: number
}

/** Every reason why a session cannot be scheduled like this; empty when it can. */
export function sessionProblems(form: SessionForm, now: Instant): readonly Problem[] {
  const isSpan = form.startsAt > now && durationMs(form) > 0 && durationMs(form) <= DAY_MS
  const isSeats = Number.isInteger(form.seats) && form.seats >= 1 && form.seats <= SEATS_MAX
  return [
    ...(isSpan ? [] : [problem('TRAINING_SPAN_INVALID')]),
    ...writtenProblems('place', form.place),
    ...(isSeats ? [] : [problem('INPUT_INVALID', [], { field: 'seats' })]),
    ...(isScore(form.passMark) ? [] : [problem('INPUT_INVALID', [], { field: 'passMark' })]),
  ]
}

type Session = {
  readonly id: string
  readonly startsAt: Instant
  readonly seats: number
  readonly passMark: number
  readonly cancelledAt: Instant | null
}

export type EnrolmentFacts = {
  readonly now: Instant
  /** The seats that others have. */
  readonly taken: readonly number[]
  /** How the person's own enrolment stands; undefined when there is none. */
  readonly own: EnrolmentState | undefined
}

/** Every reason why a person cannot enrol; empty when he can. One who withdrew may come again. */
export function enrolmentProblems(session: Session, { now, taken, own }: EnrolmentFacts): readonly Problem[] {
  const isIn = own !== undefined && own !== 'withdrawn'
  return [
    ...openProblems(session, now),
    ...(isIn ? [problem('TRAINING_ENROLLED', [session.id])] : []),
    ...(!isIn && taken.length >= session.seats ? [problem('TRAINING_FULL', [session.id])] : []),
  ]
}

/** Reasons why a session can neither be entered nor left nor cancelled: it was cancelled, or has begun. */
export function openProblems(
  { id, cancelledAt, startsAt }: Pick<Session, 'id' | 'cancelledAt' | 'startsAt'>,
  now: Instant,
): readonly Problem[] {
  if (cancelledAt !== null) return [problem('TRAINING_CANCELLED', [id])]
  return startsAt <= now ? [problem('TRAINING_STARTED', [id])] : []
}

/** The lowest seat that nobody has, from 1. */
export function freeSeat(taken: readonly number[]): number {
  const known = new Set(taken)
  let seat = 1
  while (known.has(seat)) seat += 1
  return seat
}

export type Result = {
  readonly attended: boolean
  /** 0 to 100; null for who did not come. */
  readonly score: number | null
}

/** Every reason why a result cannot be recorded; empty when it can. It may be corrected later. */
export function resultProblems(
  session: Session,
  enrolment: { readonly id: string; readonly state: EnrolmentState },
  { now, attended, score }: Result & { readonly now: Instant },
): readonly Problem[] {
  const isScored = attended ? score !== null && isScore(score) : score === null
  return [
    ...(session.cancelledAt === null ? [] : [problem('TRAINING_CANCELLED', [session.id])]),
    ...(enrolment.state === 'withdrawn' ? [problem('ENROLMENT_NOT_OPEN', [enrolment.id])] : []),
    ...(session.startsAt > now ? [problem('TRAINING_NOT_STARTED', [session.id])] : []),
    ...(isScored ? [] : [problem('TRAINING_SCORE_INVALID')]),
  ]
}

/** What a result is: passed from the pass mark on, that mark included. */
export function outcomeOf({ attended, score }: Result, passMark: number): 'passed' | 'failed' | 'absent' {
  if (!attended || score === null) return 'absent'
  return score >= passMark ? 'passed' : 'failed'
}

function isScore(score: number): boolean {
  return Number.isInteger(score) && score >= 0 && score <= 100
}

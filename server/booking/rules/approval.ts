/** Who decides a request, in which order, until when, and whether somebody may decide it now. Pure. */

import { type ApprovalRule, asksKeeper, asksPrincipal } from '../../catalog/rules/policy.ts'
import { HOUR_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem, type ProblemCode } from '../../kernel/problem.ts'

export const APPROVAL_STEPS = ['pi', 'keeper'] as const
export type ApprovalStep = (typeof APPROVAL_STEPS)[number]

export type ApprovalVerdict = 'approved' | 'rejected'

/** A request that nobody decided for so long expires; published. */
export const REQUEST_MS_MAX = 72 * HOUR_MS

/** However late a request comes, those who decide have so long, as long as it has not begun. */
export const REQUEST_MS_MIN = HOUR_MS

/** A request that waits: for whom, and until when. */
export type ApprovalWait = {
  readonly awaits: ApprovalStep
  /** Whether the keeper is asked after the one who leads the group. */
  readonly thenKeeper: boolean
  /** Whose leader decides the step `pi`. */
  readonly groupId: string | null
  readonly askedAt: Instant
  readonly expiresAt: Instant
}

/** Who asks for time, and for whom. */
export type Asker = {
  /** Who books keeps or manages the instrument. */
  readonly isStaff: boolean
  readonly bookedBy: string | null
  readonly personId: string
  /** Who leads the group of the person. */
  readonly principalId: string | undefined
}

/** Whether a member of a group books for another of it: he keeps nothing, and it is not his own time. */
export function isForColleague({ isStaff, bookedBy, personId }: Omit<Asker, 'principalId'>): boolean {
  return !isStaff && bookedBy !== null && bookedBy !== personId
}

/** Whether the leader of a group may be asked at all, if there is one. */
export function mayAskLeader(approval: ApprovalRule, asker: Omit<Asker, 'principalId'>): boolean {
  const isStaffs = asker.isStaff && asker.bookedBy === asker.personId
  return isForColleague(asker) || (asksPrincipal(approval) && !isStaffs)
}

/**
 * Who is to be asked, in order; nobody where the booking holds at once. Staff are not asked for their own time, and where
 * they book for another their word is the keeper's. The step of the group's leader is passed by those who have none, by
 * himself, and by what he books. Where one member books for another, the leader, who pays, is asked whatever the rule.
 */
export function approvalSteps(
  approval: ApprovalRule,
  { principalId, ...asker }: Asker,
): readonly ApprovalStep[] {
  const { isStaff, bookedBy, personId } = asker
  if (isStaff && bookedBy === personId) return []
  const asksGroup =
    mayAskLeader(approval, asker) &&
    principalId !== undefined &&
    principalId !== bookedBy &&
    (principalId !== personId || isForColleague(asker))
  return [
    ...(asksGroup ? (['pi'] as const) : []),
    ...(asksKeeper(approval) && !isStaff ? (['keeper'] as const) : []),
  ]
}

/** Until when a request can be decided: 72 hours, and in any case before the notice of the instrument begins. */
export function requestDeadline(
  { startsAt }: Pick<Interval, 'startsAt'>,
  noticeMsMin: number,
  askedAt: Instant,
): Instant {
  const atLeast = Math.min(startsAt, askedAt + REQUEST_MS_MIN)
  return Math.min(askedAt + REQUEST_MS_MAX, Math.max(startsAt - noticeMsMin, atLeast))
}

/** What somebody may do about requests of an instrument and a group. */
export type DecidingPowers = {
  /** Keeps or manages the instrument. */
  readonly isKeeper: boolean
  /** Leads the group whose leader is asked. */
  readonly isPrincipal: boolean
}

/** Every reason why somebody cannot decide the step that a request waits for. A keeper may refuse before his turn. */
export function stepProblems(
  { awaits, expiresAt }: Pick<ApprovalWait, 'awaits' | 'expiresAt'>,
  { isKeeper, isPrincipal }: DecidingPowers,
  verdict: ApprovalVerdict,
  now: Instant,
): readonly Problem[] {
  return [
    ...(now < expiresAt ? [] : [problem('REQUEST_EXPIRED')]),
    ...turnProblems({ awaits }, { isKeeper, isPrincipal }, verdict),
  ]
}

/** Why it is not the turn of somebody, however late it is. */
export function turnProblems(
  { awaits }: Pick<ApprovalWait, 'awaits'>,
  { isKeeper, isPrincipal }: DecidingPowers,
  verdict: ApprovalVerdict,
): readonly Problem[] {
  const mayNow = awaits === 'pi' ? isPrincipal || (isKeeper && verdict === 'rejected') : isKeeper
  return mayNow ? [] : [problem(awaits === 'pi' ? 'APPROVAL_AWAITS_PI' : 'APPROVAL_AWAITS_KEEPER')]
}

/** What was kept when the request was made, and need not be kept again when it is decided. */
const KEPT_BEFORE: readonly ProblemCode[] = ['BOOKING_NOTICE_TOO_SHORT', 'BOOKING_CUT_OFF']

/** What a decision looks at again: all but how early the request was made. */
export function decisionReasons(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((it) => !KEPT_BEFORE.includes(it.code))
}

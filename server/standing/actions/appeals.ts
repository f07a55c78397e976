/** Appeals: a person against a restriction or lost points, and the decision of somebody else. Each action is one transaction. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise, may } from '../../identity/rules.ts'
import { type ProblemCode, problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  type Appeal,
  appealById,
  appealsAgainst,
  insertAppeal,
  updateAppealDecided,
} from '../queries/appeals.ts'
import { type ConductEvent, conductEventsByIds, reversedEvents } from '../queries/conduct.ts'
import { type Restriction, restrictionsByIds } from '../queries/restrictions.ts'
import { appealDecisionProblems, appealProblems } from '../rules/appeals.ts'
import { openRestrictionProblems } from '../rules/restrictions.ts'
import { personLock } from './access.ts'
import { reverseConduct } from './conduct.ts'
import { lift } from './restrictions.ts'

/** One of the two. */
export type AppealSubject = { readonly restrictionId: string | null; readonly eventId: string | null }

export type AppealForm = AppealSubject & { readonly text: string }

/** What is appealed against, and all that is known of it. */
type Subject = {
  readonly personId: string
  readonly institutionId: string | null
  readonly imposerId: string | null
  readonly restriction: Restriction | undefined
  readonly event: ConductEvent | undefined
}

/** Appeals against a restriction in force or points that were lost. The institution decides, or the city for the platform. */
export async function fileAppeal(ctx: Context, form: AppealForm): Promise<Appeal> {
  if (!ctx.viewer) authorise(ctx.viewer, 'appealStanding')
  const { personId } = await subjectOf(ctx.store.db, form)
  authorise(ctx.viewer, 'appealStanding', { personId })
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [personLock(personId)])
    const subject = await subjectOf(trx, form)
    const earlier = await earlierAppeal(trx, form)
    refuse(appealProblems(form.text, { isOpen: await isOpen(ctx, trx, subject), earlier }))
    const appeal: Appeal = {
      id: ctx.newId(),
      personId,
      restrictionId: form.restrictionId,
      eventId: form.eventId,
      institutionId: subject.institutionId,
      text: form.text.trim(),
      state: 'open',
      filedAt: ctx.now(),
      decidedAt: null,
      decidedBy: null,
      decision: null,
    }
    await insertAppeal(trx, appeal)
    const { id, restrictionId, eventId, institutionId } = appeal
    const detail = { restrictionId, eventId }
    await ctx.audit(ctx, trx, { action: 'fileAppeal', subjectType: 'Appeal', subjectId: id, detail })
    await ctx.emit(ctx, trx, { type: 'appeal.filed', subjectId: id, personId, institutionId })
    return appeal
  })
}

async function subjectOf(db: Db, { restrictionId, eventId }: AppealSubject): Promise<Subject> {
  if ((restrictionId === null) === (eventId === null)) reject('APPEAL_SUBJECT_INVALID')
  if (restrictionId !== null) {
    const [restriction] = await restrictionsByIds(db, [restrictionId])
    if (!restriction) return reject('RESTRICTION_NOT_FOUND')
    const [event] = restriction.eventId === null ? [] : await conductEventsByIds(db, [restriction.eventId])
    const { personId, institutionId, imposedBy } = restriction
    return { personId, institutionId, imposerId: imposedBy ?? event?.actorId ?? null, restriction, event }
  }
  const [event] = await conductEventsByIds(db, [eventId ?? ''])
  if (!event) return reject('CONDUCT_EVENT_NOT_FOUND')
  const { personId, institutionId, actorId } = event
  return { personId, institutionId, imposerId: actorId, restriction: undefined, event }
}

function reject(code: ProblemCode): never {
  throw new Rejection([problem(code)])
}

async function isOpen(ctx: Context, trx: Trx, { restriction, event }: Subject): Promise<boolean> {
  if (restriction) return openRestrictionProblems(restriction, ctx.now()).length === 0
  if (!event || event.points >= 0 || event.reversesId !== null) return false
  const [isReversed] = await reversedEvents(trx, [event.id])
  return isReversed !== true
}

async function earlierAppeal(
  trx: Trx,
  { restrictionId, eventId }: AppealSubject,
): Promise<Appeal | undefined> {
  const [earlier] =
    restrictionId === null
      ? await appealsAgainst(trx, 'event_id', [eventId ?? ''])
      : await appealsAgainst(trx, 'restriction_id', [restrictionId])
  return earlier
}

export type AppealDecision = { readonly appealId: string; readonly uphold: boolean; readonly reason: string }

/** Decides an appeal. Where it is upheld, the restriction ends, and the points come back by which it came. */
export async function decideAppeal(
  ctx: Context,
  { appealId, uphold, reason }: AppealDecision,
): Promise<Appeal> {
  if (!ctx.viewer) authorise(ctx.viewer, 'decideAppeals')
  const known = await appealById(ctx.store.db, appealId)
  if (!known) throw new Rejection([problem('APPEAL_NOT_FOUND')])
  const { personId: deciderId } = authorise(ctx.viewer, 'decideAppeals', known)
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [personLock(known.personId)])
    const appeal = (await appealById(trx, appealId)) ?? known
    const subject = await subjectOf(trx, appeal)
    refuse(appealDecisionProblems(appeal, reason, { deciderId, imposerId: subject.imposerId }))
    const decided = {
      state: uphold ? ('upheld' as const) : ('dismissed' as const),
      decidedAt: ctx.now(),
      decidedBy: deciderId,
      decision: reason.trim(),
    }
    await updateAppealDecided(trx, appealId, decided)
    if (uphold) await takeBack(ctx, trx, subject, decided.decision)
    const detail = { state: decided.state, reason: decided.decision }
    await ctx.audit(ctx, trx, { action: 'decideAppeal', subjectType: 'Appeal', subjectId: appealId, detail })
    const { personId } = appeal
    await ctx.emit(ctx, trx, { type: 'appeal.decided', subjectId: appealId, personId, upheld: uphold })
    return { ...appeal, ...decided }
  })
}

async function takeBack(
  ctx: Context,
  trx: Trx,
  { restriction, event }: Subject,
  reason: string,
): Promise<void> {
  if (restriction && openRestrictionProblems(restriction, ctx.now()).length === 0) {
    await lift(ctx, trx, restriction, reason)
  }
  if (event) await reverseConduct(ctx, trx, event, reason)
}

/** Whether the viewer decides appeals of that place. Whether it is his own case is told when he does. */
export function decidesAppeal(ctx: Context, appeal: Appeal): boolean {
  const { institutionId, personId, state } = appeal
  return (
    state === 'open' &&
    personId !== ctx.viewer?.personId &&
    may(ctx.viewer, 'decideAppeals', { institutionId })
  )
}

/** Enrolling in a training, giving the seat back, and what came of it. Each action is one transaction. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { problem, refuse } from '../../kernel/problem.ts'
import {
  type Enrolment,
  enrolmentsBySessionIds,
  ownEnrolments,
  updateEnrolmentResult,
  updateEnrolmentWithdrawn,
  upsertEnrolment,
} from '../queries/enrolments.ts'
import { qualificationOfEnrolment } from '../queries/qualifications.ts'
import type { TrainingSession } from '../queries/sessions.ts'
import {
  enrolmentProblems,
  freeSeat,
  openProblems,
  outcomeOf,
  type Result,
  resultProblems,
} from '../rules/training.ts'
import { knownEnrolment, knownSession, personLock, sessionFor, sessionLock } from './access.ts'
import { disqualify, qualify } from './qualifications.ts'

/** Takes a seat for the viewer. Seats are given one after another, and no seat twice. */
export async function enrolInTraining(ctx: Context, sessionId: string): Promise<Enrolment> {
  const { personId } = authorise(ctx.viewer, 'enrolInTraining')
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [sessionLock(sessionId)])
    const session = await knownSession(trx, sessionId)
    const now = ctx.now()
    const [others = []] = await enrolmentsBySessionIds(trx, [sessionId])
    const [own] = await ownEnrolments(trx, personId, [sessionId])
    const taken = others.flatMap((it) => (it.seat === null ? [] : [it.seat]))
    refuse(enrolmentProblems(session, { now, taken, own: own?.state }))
    const enrolment: Enrolment = {
      id: own?.id ?? ctx.newId(),
      sessionId,
      personId,
      seat: freeSeat(taken),
      state: 'enrolled',
      enrolledAt: now,
      score: null,
      recordedAt: null,
    }
    await upsertEnrolment(trx, enrolment)
    await audit(ctx, trx, enrolment, { action: 'enrolInTraining' })
    const { instrumentId } = session
    await ctx.emit(ctx, trx, { type: 'training.enrolled', subjectId: enrolment.id, personId, instrumentId })
    return enrolment
  })
}

/** Gives a seat back before the training begins. */
export async function withdrawFromTraining(ctx: Context, enrolmentId: string): Promise<Enrolment> {
  if (!ctx.viewer) authorise(ctx.viewer, 'withdrawEnrolments')
  const known = await knownEnrolment(ctx.store.db, enrolmentId)
  const { sessionId, personId } = known
  const { institutionId } = await knownSession(ctx.store.db, sessionId)
  authorise(ctx.viewer, 'withdrawEnrolments', { personId, institutionId })
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [sessionLock(sessionId)])
    const enrolment = await knownEnrolment(trx, enrolmentId)
    refuse([
      ...openProblems(await knownSession(trx, sessionId), ctx.now()),
      ...(enrolment.state === 'enrolled' ? [] : [problem('ENROLMENT_NOT_OPEN', [enrolmentId])]),
    ])
    await updateEnrolmentWithdrawn(trx, enrolmentId)
    await audit(ctx, trx, enrolment, { action: 'withdrawFromTraining' })
    return { ...enrolment, seat: null, state: 'withdrawn' as const }
  })
}

export type ResultForm = Result & { readonly enrolmentId: string }

/** Records who came and how the exam went. A pass grants the qualification; a correction takes it back. */
export async function recordTrainingResult(ctx: Context, form: ResultForm): Promise<Enrolment> {
  if (!ctx.viewer) authorise(ctx.viewer, 'recordTraining')
  const known = await knownEnrolment(ctx.store.db, form.enrolmentId)
  const { sessionId, personId } = known
  await sessionFor(ctx, sessionId, 'recordTraining')
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [sessionLock(sessionId), personLock(personId)])
    const session = await knownSession(trx, sessionId)
    const enrolment = await knownEnrolment(trx, form.enrolmentId)
    const now = ctx.now()
    refuse(resultProblems(session, enrolment, { ...form, now }))
    const state = outcomeOf(form, session.passMark)
    const by = ctx.viewer?.personId ?? session.trainerId
    await updateEnrolmentResult(trx, enrolment.id, { state, score: form.score, by, at: now })
    await settle(ctx, trx, session, { enrolment, passed: state === 'passed' })
    await audit(ctx, trx, enrolment, { action: 'recordTrainingResult', detail: { state, score: form.score } })
    const { instrumentId } = session
    const told = { type: 'training.assessed', subjectId: enrolment.id, personId, instrumentId } as const
    await ctx.emit(ctx, trx, { ...told, result: state })
    return { ...enrolment, state, score: form.score, recordedAt: now }
  })
}

type Assessed = { readonly enrolment: Enrolment; readonly passed: boolean }

/** Brings the qualification in line with a result. */
async function settle(
  ctx: Context,
  trx: Trx,
  { id, instrumentId }: TrainingSession,
  { enrolment, passed }: Assessed,
): Promise<void> {
  const { personId } = enrolment
  const enrolmentId = enrolment.id
  const held = await qualificationOfEnrolment(trx, { instrumentId, personId, enrolmentId })
  if (passed && !held) {
    await qualify(ctx, trx, { instrumentId, personId, enrolmentId, reason: `training:${id}` })
  }
  if (!passed && held) await disqualify(ctx, trx, held, '成绩更正 · result corrected')
}

type Audited = { readonly action: string; readonly detail?: Readonly<Record<string, unknown>> }

function audit(
  ctx: Context,
  trx: Trx,
  { id, sessionId, personId }: Enrolment,
  { action, detail = {} }: Audited,
): Promise<void> {
  return ctx.audit(ctx, trx, {
    action,
    subjectType: 'TrainingEnrolment',
    subjectId: id,
    detail: { sessionId, personId, ...detail },
  })
}

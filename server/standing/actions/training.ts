/** What an instrument requires, and the trainings that lead to it. Each action is one transaction. */

import { authorisedInstrument, lockedInstrument } from '../../catalog/actions/publication.ts'
import type { Instrument } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { grantsByPersonIds } from '../../identity/queries/people.ts'
import { problem, refuse } from '../../kernel/problem.ts'
import { qualificationsOn, updateLapse } from '../queries/qualifications.ts'
import { deleteRequirement, upsertRequirement } from '../queries/requirements.ts'
import { insertSession, type TrainingSession, updateSessionCancelled } from '../queries/sessions.ts'
import { lapseAt, requirementProblems, type TrainingRequirement } from '../rules/qualifications.ts'
import { reasonProblems } from '../rules/texts.ts'
import { openProblems, type SessionForm, sessionProblems } from '../rules/training.ts'
import { knownSession, sessionFor, sessionLock } from './access.ts'

/** Sets whether an instrument requires a qualification (null: no), and when one lapses: also those given before. */
export async function setTrainingRequirement(
  ctx: Context,
  input: { readonly instrumentId: string; readonly requirement: TrainingRequirement | null },
): Promise<Instrument> {
  const { requirement } = input
  const { id } = await authorisedInstrument(ctx, input.instrumentId, 'manageTraining')
  if (requirement) refuse(requirementProblems(requirement))
  return ctx.store.transact(async (trx) => {
    const instrument = await lockedInstrument(ctx, trx, id)
    if (requirement) await upsertRequirement(trx, id, requirement, ctx.now())
    else await deleteRequirement(trx, id)
    for (const it of await qualificationsOn(trx, id)) {
      const expiresAt = lapseAt(it, requirement)
      if (expiresAt !== it.expiresAt) await updateLapse(trx, it.id, { ...it, expiresAt })
    }
    const detail = { requirement }
    const action = 'setTrainingRequirement'
    await ctx.audit(ctx, trx, { action, subjectType: 'Instrument', subjectId: id, detail })
    return instrument
  })
}

export type TrainingForm = SessionForm & {
  readonly instrumentId: string
  /** Null: the viewer. */
  readonly trainerId: string | null
}

/** Offers a training for an instrument. */
export async function scheduleTraining(ctx: Context, form: TrainingForm): Promise<TrainingSession> {
  const instrument = await authorisedInstrument(ctx, form.instrumentId, 'manageTraining')
  const { institutionId } = instrument
  const now = ctx.now()
  const trainerId = form.trainerId ?? ctx.viewer?.personId ?? ''
  return ctx.store.transact(async (trx) => {
    const [grants = []] = await grantsByPersonIds(trx, [trainerId])
    const isStaff = grants.some(
      (it) => it.institutionId === institutionId && (it.role === 'keeper' || it.role === 'manager'),
    )
    refuse([...sessionProblems(form, now), ...(isStaff ? [] : [problem('TRAINER_NOT_STAFF')])])
    const session: TrainingSession = {
      id: ctx.newId(),
      instrumentId: instrument.id,
      institutionId,
      startsAt: form.startsAt,
      endsAt: form.endsAt,
      place: form.place.trim(),
      seats: form.seats,
      trainerId,
      passMark: form.passMark,
      cancelledAt: null,
      cancelReason: null,
      createdAt: now,
    }
    await insertSession(trx, session)
    const { id, instrumentId, startsAt, endsAt } = session
    const detail = { instrumentId, after: { startsAt, endsAt } }
    const action = 'scheduleTraining'
    await ctx.audit(ctx, trx, { action, subjectType: 'TrainingSession', subjectId: id, detail })
    await ctx.emit(ctx, trx, { type: 'training.scheduled', subjectId: id, instrumentId })
    return session
  })
}

/** Calls off a training that has not begun. Those enrolled are told. */
export async function cancelTraining(
  ctx: Context,
  { sessionId, reason }: { readonly sessionId: string; readonly reason: string },
): Promise<TrainingSession> {
  await sessionFor(ctx, sessionId, 'manageTraining')
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [sessionLock(sessionId)])
    const session = await knownSession(trx, sessionId)
    const at = ctx.now()
    refuse([...openProblems(session, at), ...reasonProblems(reason)])
    const why = reason.trim()
    await updateSessionCancelled(trx, sessionId, { at, reason: why })
    const { instrumentId } = session
    const detail = { instrumentId, reason: why }
    const action = 'cancelTraining'
    await ctx.audit(ctx, trx, { action, subjectType: 'TrainingSession', subjectId: sessionId, detail })
    await ctx.emit(ctx, trx, { type: 'training.cancelled', subjectId: sessionId, instrumentId })
    return { ...session, cancelledAt: at, cancelReason: why }
  })
}

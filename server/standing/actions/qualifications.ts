/** Granting, renewing, revoking qualifications, and what makes them lapse. */

import { authorisedInstrument } from '../../catalog/actions/publication.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  currentQualifications,
  endQualification,
  insertQualification,
  type Qualification,
  qualificationById,
  updateLapse,
} from '../queries/qualifications.ts'
import { requirementsByInstrumentIds } from '../queries/requirements.ts'
import { isValidAt, lapseAt } from '../rules/qualifications.ts'
import { reasonProblems } from '../rules/texts.ts'
import { ownerOf, personByEmail, personLock } from './access.ts'

export type GrantForm = { readonly instrumentId: string; readonly email: string; readonly reason: string }

/** A keeper vouches for somebody himself. What the person held before is renewed. */
export async function grantQualification(ctx: Context, form: GrantForm): Promise<Qualification> {
  const { id } = await authorisedInstrument(ctx, form.instrumentId, 'manageTraining')
  refuse(reasonProblems(form.reason))
  const person = await personByEmail(ctx.store.db, form.email)
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [personLock(person.id)])
    const grant = { instrumentId: id, personId: person.id, reason: form.reason.trim(), enrolmentId: null }
    return qualify(ctx, trx, grant)
  })
}

type Grant = Pick<Qualification, 'instrumentId' | 'personId' | 'reason' | 'enrolmentId'>

/** Gives a qualification in the name of the viewer, in place of one held before. Only under the lock of the person. */
export async function qualify(ctx: Context, trx: Trx, grant: Grant): Promise<Qualification> {
  const { personId: by } = authorise(ctx.viewer, 'recordTraining', { personId: ctx.viewer?.personId ?? null })
  const { instrumentId, personId } = grant
  const now = ctx.now()
  const [before] = await currentQualifications(trx, personId, [instrumentId])
  if (before) await endQualification(trx, before.id, { at: now, by, reason: grant.reason })
  const [requirement = null] = await requirementsByInstrumentIds(trx, [instrumentId])
  const qualification: Qualification = {
    ...grant,
    id: ctx.newId(),
    grantedAt: now,
    grantedBy: by,
    lastUsedAt: null,
    expiresAt: lapseAt({ grantedAt: now, lastUsedAt: null }, requirement),
    endedAt: null,
    endReason: null,
  }
  await insertQualification(trx, qualification)
  await tell(ctx, trx, qualification, { action: 'grantQualification', reason: grant.reason })
  return qualification
}

/** Takes a qualification away. Bookings already made stay; checking in is refused. */
export async function revokeQualification(
  ctx: Context,
  { qualificationId, reason }: { readonly qualificationId: string; readonly reason: string },
): Promise<Qualification> {
  if (!ctx.viewer) authorise(ctx.viewer, 'manageTraining')
  const known = await qualificationById(ctx.store.db, qualificationId)
  if (!known) throw new Rejection([problem('QUALIFICATION_NOT_FOUND')])
  const institutionId = await ownerOf(ctx.store.db, known.instrumentId)
  authorise(ctx.viewer, 'manageTraining', { institutionId })
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [personLock(known.personId)])
    const current = (await qualificationById(trx, qualificationId)) ?? known
    refuse([
      ...(current.endedAt === null ? [] : [problem('QUALIFICATION_ENDED', [qualificationId])]),
      ...reasonProblems(reason),
    ])
    return disqualify(ctx, trx, current, reason.trim())
  })
}

/** Ends a qualification in the name of the viewer. Only under the lock of the person. */
export async function disqualify(
  ctx: Context,
  trx: Trx,
  qualification: Qualification,
  reason: string,
): Promise<Qualification> {
  const at = ctx.now()
  const by = ctx.viewer?.personId ?? qualification.grantedBy
  await endQualification(trx, qualification.id, { at, by, reason })
  await tell(ctx, trx, qualification, { action: 'revokeQualification', reason })
  return { ...qualification, endedAt: at, endReason: reason }
}

/** Notes the use of an instrument by who is qualified for it: disuse counts from its end. A lapsed one stays lapsed. */
export async function recordLastUse(
  trx: Trx,
  { personId, instrumentId, used }: { personId: string; instrumentId: string; used: Interval },
): Promise<void> {
  const [known] = await currentQualifications(trx, personId, [instrumentId])
  if (!known || !isValidAt(known.expiresAt, used.startsAt)) return
  if (known.lastUsedAt !== null && known.lastUsedAt >= used.endsAt) return
  const [requirement = null] = await requirementsByInstrumentIds(trx, [instrumentId])
  const after = { grantedAt: known.grantedAt, lastUsedAt: used.endsAt }
  await updateLapse(trx, known.id, { ...after, expiresAt: lapseAt(after, requirement) })
}

type Told = {
  readonly action: 'grantQualification' | 'revokeQualification'
  readonly reason: string
}

async function tell(
  ctx: Context,
  trx: Trx,
  { id, personId, instrumentId, expiresAt }: Qualification,
  { action, reason }: Told,
): Promise<void> {
  const detail = { personId, instrumentId, reason }
  await ctx.audit(ctx, trx, { action, subjectType: 'Qualification', subjectId: id, detail })
  const type = action === 'grantQualification' ? 'qualification.granted' : 'qualification.revoked'
  await ctx.emit(ctx, trx, { type, subjectId: id, personId, instrumentId, expiresAt })
}

/** Restrictions: by people at their own place, and by the points. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { DAY_MS, type Instant } from '../../kernel/interval.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import type { ConductEvent } from '../queries/conduct.ts'
import {
  insertRestriction,
  openRestrictions,
  type Restriction,
  restrictionsByIds,
  updateRestrictionLifted,
} from '../queries/restrictions.ts'
import { type LevelRule, pointsAbove, scopeOf } from '../rules/conduct.ts'
import { openRestrictionProblems, restrictionProblems, type RestrictionScope } from '../rules/restrictions.ts'
import { reasonProblems } from '../rules/texts.ts'
import { knownInstitution, ownerOf, personByEmail, personLock } from './access.ts'

export type RestrictionForm = {
  readonly scope: RestrictionScope
  /** For the scope of an instrument. */
  readonly instrumentId: string | null
  /** For the scope of an institution. */
  readonly institutionId: string | null
  readonly email: string
  readonly reason: string
  /** Null: now. */
  readonly startsAt: Instant | null
  readonly endsAt: Instant
}

/** Bars somebody from an instrument, an institution's instruments, or the platform, until a day. */
export async function imposeRestriction(ctx: Context, form: RestrictionForm): Promise<Restriction> {
  if (!ctx.viewer) authorise(ctx.viewer, 'restrictPeople')
  const { scope, reason } = form
  const place = await placeOf(ctx, form)
  const viewer = authorise(ctx.viewer, 'restrictPeople', { institutionId: place.institutionId })
  const now = ctx.now()
  const span = { startsAt: form.startsAt ?? now, endsAt: form.endsAt }
  refuse(restrictionProblems({ ...span, reason }, now))
  await knownInstitution(ctx.store.db, place.institutionId)
  const person = await personByEmail(ctx.store.db, form.email)
  const restriction: Restriction = {
    ...span,
    ...place,
    id: ctx.newId(),
    personId: person.id,
    scope,
    reason: reason.trim(),
    imposedBy: viewer.personId,
    imposedAt: now,
    eventId: null,
    belowPoints: null,
    liftedAt: null,
    liftReason: null,
  }
  return ctx.store.transact(async (trx) => {
    await impose(ctx, trx, restriction)
    return restriction
  })
}

/** The instrument and the owner that a restriction is about, as far as its scope has any. */
async function placeOf(
  ctx: Context,
  { scope, instrumentId, institutionId }: RestrictionForm,
): Promise<Pick<Restriction, 'instrumentId' | 'institutionId'>> {
  if (scope === 'platform') return { instrumentId: null, institutionId: null }
  if (scope === 'institution') {
    if (institutionId === null) throw new Rejection([problem('INSTITUTION_NOT_FOUND')])
    return { instrumentId: null, institutionId }
  }
  const id = instrumentId ?? ''
  return { instrumentId: id, institutionId: await ownerOf(ctx.store.db, id) }
}

/** The restriction that a fall to a level brings. Only under the lock of the person. */
export async function restrictByPoints(
  ctx: Context,
  trx: Trx,
  { id, personId, instrumentId, institutionId }: ConductEvent,
  { level, points }: { readonly level: LevelRule; readonly points: number },
): Promise<void> {
  const { consequence } = level
  if (consequence === 'none' || consequence === 'notify') return
  const scope = scopeOf(consequence, { instrumentId, institutionId })
  const now = ctx.now()
  await impose(ctx, trx, {
    id: `points:${id}`,
    personId,
    scope,
    instrumentId: scope === 'instrument' ? instrumentId : null,
    institutionId: scope === 'platform' ? null : institutionId,
    reason: `平台履约分 ${points} · conduct points ${points}`,
    startsAt: now,
    endsAt: now + level.days * DAY_MS,
    imposedBy: null,
    imposedAt: now,
    eventId: id,
    belowPoints: pointsAbove(level),
    liftedAt: null,
    liftReason: null,
  })
}

async function impose(ctx: Context, trx: Trx, restriction: Restriction): Promise<void> {
  if (!(await insertRestriction(trx, restriction))) return
  const { id, personId, scope, instrumentId, institutionId, reason, startsAt, endsAt } = restriction
  const detail = { personId, scope, instrumentId, institutionId, reason, startsAt, endsAt }
  const action = 'imposeRestriction'
  await ctx.audit(ctx, trx, { action, subjectType: 'Restriction', subjectId: id, detail })
  await ctx.emit(ctx, trx, { type: 'restriction.imposed', subjectId: id, personId })
}

/** Ends a restriction before its time, with a reason. */
export async function liftRestriction(
  ctx: Context,
  { restrictionId, reason }: { readonly restrictionId: string; readonly reason: string },
): Promise<Restriction> {
  if (!ctx.viewer) authorise(ctx.viewer, 'restrictPeople')
  const [known] = await restrictionsByIds(ctx.store.db, [restrictionId])
  if (!known) throw new Rejection([problem('RESTRICTION_NOT_FOUND')])
  authorise(ctx.viewer, 'restrictPeople', { institutionId: known.institutionId })
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [personLock(known.personId)])
    const [restriction = known] = await restrictionsByIds(trx, [restrictionId])
    refuse([...openRestrictionProblems(restriction, ctx.now()), ...reasonProblems(reason)])
    return lift(ctx, trx, restriction, reason.trim())
  })
}

/** Lifts what points brought, now that there are so many again, or that the event by which they fell was taken back. */
export async function liftByPoints(
  ctx: Context,
  trx: Trx,
  { personId, points, eventId }: { personId: string; points: number; eventId: string },
): Promise<void> {
  for (const it of await openRestrictions(trx, personId, ctx.now())) {
    const isRegained = it.belowPoints !== null && points >= it.belowPoints
    if (isRegained || it.eventId === eventId)
      await lift(ctx, trx, it, `平台履约分 ${points} · conduct points ${points}`)
  }
}

/** Only under the lock of the person. */
export async function lift(
  ctx: Context,
  trx: Trx,
  restriction: Restriction,
  reason: string,
): Promise<Restriction> {
  const at = ctx.now()
  const { id, personId } = restriction
  await updateRestrictionLifted(trx, id, { at, by: ctx.viewer?.personId ?? null, reason })
  const detail = { personId, reason }
  await ctx.audit(ctx, trx, { action: 'liftRestriction', subjectType: 'Restriction', subjectId: id, detail })
  await ctx.emit(ctx, trx, { type: 'restriction.lifted', subjectId: id, personId })
  return { ...restriction, liftedAt: at, liftReason: reason }
}

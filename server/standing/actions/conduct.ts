/** Conduct points: events by rule, adjustments by managers, and taking an event back. Whoever falls a level meets its consequence. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import type { Instant } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import { appealsAgainst } from '../queries/appeals.ts'
import {
  type ConductEvent,
  conductEventsOfBooking,
  conductSums,
  insertConductEvent,
} from '../queries/conduct.ts'
import {
  adjustmentProblems,
  CONDUCT_POINTS,
  type ConductCause,
  conductCorrection,
  fallenTo,
  levelOf,
  pointsOf,
  standingEvents,
  windowStart,
} from '../rules/conduct.ts'
import { knownInstitution, personByEmail, personLock } from './access.ts'
import { liftByPoints, restrictByPoints } from './restrictions.ts'

/** The points of a person at a moment. */
export async function pointsAt(db: Db, personId: string, now: Instant): Promise<number> {
  return pointsOf(await conductSums(db, personId, windowStart(now)))
}

export type Conduct = {
  readonly cause: ConductCause
  /** What it is derived from: the id of the booking or of the usage record. */
  readonly causeId: string
  readonly personId: string
  readonly occurredAt: Instant
  readonly instrumentId: string
  readonly institutionId: string
  readonly bookingId: string
}

/** Counts what somebody did, once for its cause. */
export async function recordConduct(
  ctx: Context,
  trx: Trx,
  { cause, causeId, ...where }: Conduct,
): Promise<void> {
  await ctx.store.dialect.lock(trx, [personLock(where.personId)])
  await count(ctx, trx, {
    ...where,
    id: `${cause}:${causeId}`,
    kind: cause,
    points: CONDUCT_POINTS[cause],
    recordedAt: ctx.now(),
    actorId: null,
    reason: null,
    reversesId: null,
  })
}

export type ConductOutcome = Omit<Conduct, 'cause'> & { readonly causes: readonly ConductCause[] }

/**
 * Lets exactly these causes count for a booking: what was counted and no longer holds is taken back by its opposite,
 * what holds and was not counted is added. Each once, however often it is said.
 */
export async function settleConduct(
  ctx: Context,
  trx: Trx,
  { causes, causeId, ...where }: ConductOutcome,
): Promise<void> {
  await ctx.store.dialect.lock(trx, [personLock(where.personId)])
  const events = await conductEventsOfBooking(trx, where.bookingId)
  const { takenBack, added } = conductCorrection(events, causes, await upheldAmong(trx, events))
  for (const it of takenBack) await reverseConduct({ ...ctx, viewer: null }, trx, it, null)
  for (const { cause, count: before } of added) {
    await count(ctx, trx, {
      ...where,
      id: before === 0 ? `${cause}:${causeId}` : `${cause}:${causeId}:${before + 1}`,
      kind: cause,
      points: CONDUCT_POINTS[cause],
      recordedAt: ctx.now(),
      actorId: null,
      reason: null,
      reversesId: null,
    })
  }
}

/** Takes back what was counted of this cause for a booking, and was not taken back before. */
export async function excuseConduct(
  ctx: Context,
  trx: Trx,
  { personId, bookingId, cause }: Pick<Conduct, 'personId' | 'bookingId' | 'cause'>,
): Promise<void> {
  await ctx.store.dialect.lock(trx, [personLock(personId)])
  const events = await conductEventsOfBooking(trx, bookingId)
  for (const it of standingEvents(events)) {
    if (it.kind === cause) await reverseConduct({ ...ctx, viewer: null }, trx, it, null)
  }
}

/** The events that an appeal took back. */
async function upheldAmong(trx: Trx, events: readonly ConductEvent[]): Promise<ReadonlySet<string>> {
  const ids = events.map((it) => it.id)
  const appeals = ids.length === 0 ? [] : await appealsAgainst(trx, 'event_id', ids)
  return new Set(appeals.flatMap((it) => (it?.state === 'upheld' && it.eventId !== null ? [it.eventId] : [])))
}

/** Adds an event with what follows from it. Only under the lock of the person. */
async function count(ctx: Context, trx: Trx, event: ConductEvent): Promise<void> {
  const { personId, recordedAt } = event
  const before = await pointsAt(trx, personId, recordedAt)
  if (!(await insertConductEvent(trx, event))) return
  const points = await pointsAt(trx, personId, recordedAt)
  const { level } = levelOf(points)
  if (level !== levelOf(before).level) {
    const told = { type: 'conduct.level_changed', subjectId: event.id, personId } as const
    await ctx.emit(ctx, trx, { ...told, level, points })
  }
  const fallen = fallenTo(before, points)
  if (fallen) await restrictByPoints(ctx, trx, event, { level: fallen, points })
  if (points > before) await liftByPoints(ctx, trx, { personId, points, eventId: event.reversesId ?? '' })
}

export type AdjustmentForm = {
  /** Null: for the city. */
  readonly institutionId: string | null
  readonly email: string
  readonly points: number
  readonly reason: string
}

/** Gives or takes points by hand, with a reason. */
export async function adjustConduct(ctx: Context, form: AdjustmentForm): Promise<ConductEvent> {
  const { institutionId, points, reason } = form
  const viewer = authorise(ctx.viewer, 'adjustConduct', { institutionId })
  refuse(adjustmentProblems(points, reason))
  await knownInstitution(ctx.store.db, institutionId)
  const person = await personByEmail(ctx.store.db, form.email)
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [personLock(person.id)])
    const now = ctx.now()
    const event: ConductEvent = {
      id: `adjustment:${ctx.newId()}`,
      personId: person.id,
      kind: 'adjustment',
      points,
      occurredAt: now,
      recordedAt: now,
      instrumentId: null,
      institutionId,
      bookingId: null,
      actorId: viewer.personId,
      reason: reason.trim(),
      reversesId: null,
    }
    await count(ctx, trx, event)
    const detail = { personId: person.id, points, reason: event.reason }
    const action = 'adjustConduct'
    await ctx.audit(ctx, trx, { action, subjectType: 'ConductEvent', subjectId: event.id, detail })
    return event
  })
}

/** Takes an event back, once: the opposite of it, which leaves the window with it. Without a reason where a rule does. Only under the lock of the person. */
export async function reverseConduct(
  ctx: Context,
  trx: Trx,
  event: ConductEvent,
  reason: string | null,
): Promise<void> {
  await count(ctx, trx, {
    ...event,
    id: `reversal:${event.id}`,
    kind: 'reversal',
    points: -event.points,
    recordedAt: ctx.now(),
    actorId: ctx.viewer?.personId ?? null,
    reason,
    reversesId: event.id,
  })
}

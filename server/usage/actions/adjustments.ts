/** Putting a session right: the person or a keeper asks while it is not locked, a keeper decides, and what it was is kept. */

import { lockInstruments } from '../../booking/queries/blocked-time.ts'
import { bookingsByIds } from '../../booking/queries/bookings.ts'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise, may } from '../../identity/rules.ts'
import { present } from '../../kernel/invariant.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  type Adjustment,
  adjustmentsByIds,
  adjustmentsBySessionIds,
  changesBySessionIds,
  insertAdjustment,
  insertSessionChange,
  type SessionChange,
  updateAdjustmentDecided,
  waitingAdjustments,
} from '../queries/adjustments.ts'
import { type UsageRecord, usageByIds } from '../queries/records.ts'
import { sessionsByIds, sessionsDuring, type UsageSession, updateSessionValues } from '../queries/sessions.ts'
import { adjustmentDecisionProblems, adjustmentProblems, type SessionValues } from '../rules/adjustments.ts'
import { sessionProblems } from '../rules/sessions.ts'
import { concludeUse } from './outcome.ts'

type Known = { readonly session: UsageSession; readonly record: UsageRecord }

async function sessionOr(db: Db, sessionId: string): Promise<Known> {
  const [session] = await sessionsByIds(db, [sessionId])
  if (!session) throw new Rejection([problem('SESSION_NOT_FOUND')])
  const [record] = await usageByIds(db, [session.recordId])
  return { session, record: present(record, 'the record of a session') }
}

export type AdjustmentForm = SessionValues & { readonly sessionId: string; readonly reason: string }

/** Asks for a correction. */
export async function requestAdjustment(ctx: Context, form: AdjustmentForm): Promise<Adjustment> {
  const { record } = await ownOrRefuse(ctx, form.sessionId)
  const { institutionId, personId, instrumentId } = record
  const viewer = authorise(ctx.viewer, 'changeBookings', { institutionId, personId })
  return ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [instrumentId])
    const { session } = await sessionOr(trx, form.sessionId)
    const [earlier = []] = await adjustmentsBySessionIds(trx, [session.id])
    const others = await othersDuring(trx, session, form)
    const pendingId = earlier.find((it) => it.state === 'requested')?.id
    refuse(adjustmentProblems(session, form, { now: ctx.now(), others, pendingId }))
    const { startsAt, endsAt, kind, samples } = form
    const adjustment: Adjustment = {
      startsAt,
      endsAt,
      kind,
      samples,
      institutionId,
      personId,
      id: ctx.newId(),
      sessionId: session.id,
      reason: form.reason.trim(),
      state: 'requested',
      requestedBy: viewer.personId,
      requestedAt: ctx.now(),
      decidedBy: null,
      decidedAt: null,
      decisionNote: null,
    }
    await insertAdjustment(trx, adjustment)
    await audit(ctx, trx, 'requestAdjustment', adjustment)
    return adjustment
  })
}

/** For who may not know of the session, there is none to be told from one that is forbidden. */
async function ownOrRefuse(ctx: Context, sessionId: string): Promise<Known> {
  const [session] = await sessionsByIds(ctx.store.db, [sessionId])
  if (!session) authorise(ctx.viewer, 'bookInstruments')
  return sessionOr(ctx.store.db, sessionId)
}

async function othersDuring(db: Db, session: UsageSession, span: SessionValues) {
  const others = await sessionsDuring(db, session.instrumentId, span)
  return others.filter((it) => it.id !== session.id)
}

export type Decision = { readonly adjustmentId: string; readonly approve: boolean; readonly note: string }

/** Decides on a correction. An approved one counts at once: the use is concluded, charged and counted anew. */
export async function decideAdjustment(ctx: Context, decision: Decision): Promise<Adjustment> {
  const [known] = await adjustmentsByIds(ctx.store.db, [decision.adjustmentId])
  const viewer = authorise(ctx.viewer, 'recordUsage', { institutionId: known?.institutionId ?? null })
  if (!known) throw new Rejection([problem('ADJUSTMENT_NOT_FOUND')])
  const { session: before, record } = await sessionOr(ctx.store.db, known.sessionId)
  return ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [before.instrumentId])
    const [found] = await adjustmentsByIds(trx, [known.id])
    const adjustment = present(found, 'a correction')
    refuse(adjustmentDecisionProblems(adjustment, decision))
    const { session } = await sessionOr(trx, known.sessionId)
    if (decision.approve) {
      const others = await othersDuring(trx, session, adjustment)
      refuse(sessionProblems({ ...adjustment, note: null }, { now: ctx.now(), others }))
      await putRight(ctx, trx, { session, record }, adjustment)
    }
    const decided: Adjustment = {
      ...adjustment,
      state: decision.approve ? 'approved' : 'rejected',
      decidedBy: viewer.personId,
      decidedAt: ctx.now(),
      decisionNote: decision.note.trim() || null,
    }
    await updateAdjustmentDecided(trx, decided)
    await audit(ctx, trx, 'decideAdjustment', decided)
    return decided
  })
}

/** Keeps what the session was, and says what it is. A use that goes on is concluded when it ends. */
async function putRight(
  ctx: Context,
  trx: Trx,
  { session, record }: Known,
  adjustment: Adjustment,
): Promise<void> {
  await insertSessionChange(trx, {
    sessionId: session.id,
    version: session.version,
    at: ctx.now(),
    actorId: present(ctx.viewer, 'who decides').personId,
    adjustmentId: adjustment.id,
    startsAt: session.startsAt,
    endsAt: present(session.endsAt, 'the end of a session'),
    kind: session.kind,
    samples: session.samples,
  })
  await updateSessionValues(trx, session.id, adjustment)
  const [now] = await usageByIds(trx, [record.id])
  const [booking] = await bookingsByIds(trx, [record.bookingId])
  if (now?.endedAt !== null) {
    await concludeUse(ctx, trx, present(booking, 'the booking of a use'), { action: 'decideAdjustment' })
  }
}

function audit(
  ctx: Context,
  trx: Trx,
  action: 'requestAdjustment' | 'decideAdjustment',
  it: Adjustment,
): Promise<void> {
  const { sessionId, startsAt, endsAt, kind, samples, reason, state } = it
  return ctx.audit(ctx, trx, {
    action,
    subjectType: 'UsageAdjustment',
    subjectId: it.id,
    detail: { sessionId, startsAt, endsAt, kind, samples, reason, state },
  })
}

/** Corrections at an institution that wait for a keeper, those that wait longest first. */
export async function findAdjustments(
  ctx: Context,
  institutionId: string,
  args: PageArgs,
): Promise<Page<Adjustment>> {
  authorise(ctx.viewer, 'seeUsage', { institutionId })
  const page = pageRequest(args)
  const rows = await waitingAdjustments(ctx.store.db, institutionId, page)
  return pageOf(rows, page, (it) => [it.requestedAt, it.id])
}

/** The last correction of each session; null where nobody asked for one. */
export async function lastAdjustments(
  ctx: Context,
  sessionIds: readonly string[],
): Promise<(Adjustment | null)[]> {
  const all = await adjustmentsBySessionIds(ctx.store.db, sessionIds)
  return all.map((it) => it.at(-1) ?? null)
}

/** What each session was before it was corrected, oldest first. */
export async function sessionHistory(
  ctx: Context,
  sessionIds: readonly string[],
): Promise<SessionChange[][]> {
  return changesBySessionIds(ctx.store.db, sessionIds)
}

/** Whether the viewer may decide on a correction. */
export function decides(ctx: Context, { institutionId, state }: Adjustment): boolean {
  return state === 'requested' && may(ctx.viewer, 'recordUsage', { institutionId })
}

/** Seeing a series, and deciding all its requests together. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { lockInstruments } from '../queries/blocked-time.ts'
import { type Series, seriesByIds, seriesMembers } from '../queries/series.ts'
import { noteProblems, reasonProblems } from '../rules/booking-problems.ts'
import { judgeEach } from '../rules/judging.ts'
import { brokenSeriesProblems } from '../rules/series.ts'
import { type ApprovalVerdict, decisionReasons, turnProblems } from '../rules/approval.ts'
import { seesBooking } from './access.ts'
import { type Turn, turnsOf } from './approval-chain.ts'
import { storeApproval, storeRejection } from './decide.ts'
import { judgingFacts } from './judgement.ts'
import { whenText } from './series.ts'

/** A series; null when there is none that the viewer may see. */
export async function visibleSeries(ctx: Context, id: string): Promise<Series | null> {
  const [series] = await seriesByIds(ctx.store.db, [id])
  return series && seesBooking(ctx.viewer, series) ? series : null
}

/** Passes every request of a series whose step the viewer decides, when the instrument can still be had for all of them. */
export async function approveSeries(
  ctx: Context,
  { seriesId, note }: { readonly seriesId: string; readonly note: string | null },
): Promise<Series> {
  const series = await seriesToDecide(ctx, seriesId)
  return ctx.store.transact(async (trx) => {
    const turns = await lockRequests(ctx, trx, series, 'approved')
    const requests = turns.map((it) => it.booking)
    refuse(noteProblems('note', note))
    const facts = await judgingFacts(ctx, trx, {
      instrumentId: series.instrumentId,
      personId: series.personId,
      customerInstitutionId: requests[0]?.customerInstitutionId ?? null,
      spans: requests,
      exceptIds: requests.map((it) => it.id),
      isAsked: requests.some((it) => it.operatorId !== null) || null,
    })
    const judged = judgeEach(facts, requests).map(({ candidate, judgement }, i) => ({
      when: whenText(candidate, series.timeZone),
      problems: [
        ...decisionReasons(judgement.problems),
        ...((turns[i]?.wait.expiresAt ?? candidate.startsAt) > ctx.now() ? [] : [problem('REQUEST_EXPIRED')]),
      ],
    }))
    refuse(brokenSeriesProblems(judged))
    for (const it of requests) await storeApproval(ctx, trx, it, { note })
    return series
  })
}

/** Refuses every request of a series, with one reason, and frees their time. */
export async function rejectSeries(
  ctx: Context,
  { seriesId, reason }: { readonly seriesId: string; readonly reason: string },
): Promise<Series> {
  const series = await seriesToDecide(ctx, seriesId)
  return ctx.store.transact(async (trx) => {
    const turns = await lockRequests(ctx, trx, series, 'rejected')
    refuse(reasonProblems(reason))
    for (const { booking } of turns) await storeRejection(ctx, trx, booking, reason)
    return series
  })
}

async function seriesToDecide(ctx: Context, seriesId: string): Promise<Series> {
  const [series] = await seriesByIds(ctx.store.db, [seriesId])
  const { institutionId = null } = series ?? {}
  const { db } = ctx.store
  const bookings = series && ctx.viewer ? (await seriesMembers(db, seriesId)).map((it) => it.booking) : []
  const turns = await turnsOf(ctx, db, bookings)
  if (!turns.some((it) => it.isPrincipal) && (series || !ctx.viewer)) {
    authorise(ctx.viewer, 'approveBookings', { institutionId })
  }
  if (!series) throw new Rejection([problem('SERIES_NOT_FOUND')])
  return series
}

/** The requests of a series whose turn is the viewer's, once the transaction has the instrument to itself. */
async function lockRequests(
  ctx: Context,
  trx: Trx,
  { id, instrumentId }: Series,
  verdict: ApprovalVerdict,
): Promise<readonly Turn[]> {
  const [any] = await seriesMembers(ctx.store.db, id)
  await lockInstruments(ctx, trx, [instrumentId], any?.booking)
  const bookings = (await seriesMembers(trx, id)).map((it) => it.booking)
  const turns = await turnsOf(ctx, trx, bookings)
  const problems = turns.map((it) => turnProblems(it.wait, it, verdict))
  const own = turns.filter((_, i) => problems[i]?.length === 0)
  if (own.length === 0) throw new Rejection(problems[0] ?? [problem('BOOKING_NOT_REQUESTED', [id])])
  return own
}

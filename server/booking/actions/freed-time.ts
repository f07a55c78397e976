/**
 * What happens with time that has become free: those who wait for it are offered it in fair order, in the transaction
 * that frees it, so that nobody can slip in between. What nobody takes is free, and those who asked are told.
 */

import { openIntervals } from '../../catalog/rules/opening.ts'
import { TURNAROUND_MS_MAX } from '../../catalog/rules/policy.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { viewerOfPerson } from '../../identity/queries/sessions.ts'
import { may } from '../../identity/rules.ts'
import {
  clipAll,
  type Interval,
  intersectIntervals,
  overlaps,
  subtractIntervals,
} from '../../kernel/interval.ts'
import { userClassOf } from '../../institutions/rules.ts'
import { lockInstruments, releaseTime, takenTime } from '../queries/blocked-time.ts'
import { bookableInstrument } from '../queries/facts.ts'
import { lanesOfInstrument } from '../queries/lanes.ts'
import { entriesOfRound, holdersOfOffers, insertOffer, type TimeOffer } from '../queries/offers.ts'
import { regrowTurnaround } from '../queries/turnaround.ts'
import { queueOf, serveWaitingEntries, type WaitingEntry, waitedForDuring } from '../queries/waiting-list.ts'
import { freeIntervals } from '../rules/free-time.ts'
import { attendedTime, isAssisted } from '../rules/operators.ts'
import type { Judgement } from '../rules/judging.ts'
import { reservedFrom } from '../rules/priority-time.ts'
import { type CustomerKey, termsOf } from '../rules/terms.ts'
import { fittingSpans, inFairOrder, isExact, offerExpiry, type Wish } from '../rules/waiting-list.ts'
import { judge, takeTime } from './judgement.ts'
import { withOperatorTime } from './operation.ts'
import { takenNow } from './overtime.ts'

export type FreedTime = {
  readonly instrumentId: string
  readonly freed: readonly Interval[]
  /** Where the time was offered before: the id of the first offer of it. */
  readonly round?: string
  /** Whether those who asked are told what stays free; yes unless told. */
  readonly tells?: boolean
}

/** Offers freed time to those who wait. The instrument is locked already, and what held the time holds it no more. */
export async function timeFreed(ctx: Context, trx: Trx, time: FreedTime): Promise<void> {
  const toCome = { startsAt: ctx.now(), endsAt: Number.MAX_SAFE_INTEGER }
  const freed = clipAll(time.freed, toCome)
  const [first, last] = [freed[0], freed.at(-1)]
  if (!first || !last) return
  // Time next to what was freed may have been kept for a turnaround.
  const reach = { startsAt: first.startsAt - TURNAROUND_MS_MAX, endsAt: last.endsAt + TURNAROUND_MS_MAX }
  const waitedFor = await waitedForDuring(trx, time.instrumentId, reach)
  if (waitedFor.length === 0) return
  const ids = waitedFor.map((it) => it.instrumentId)
  await lockInstruments(ctx, trx, ids)
  for (const { instrumentId, sharesUnit } of waitedFor) {
    // Where only somebody who operates it is free again, nothing of the instrument is.
    const tells = sharesUnit && (time.tells ?? true)
    await offerAround(ctx, trx, { ...time, instrumentId, freed, tells }, reach)
  }
}

type Held = Interval & { readonly id: string; readonly instrumentId: string }

/** Frees all that something takes of an instrument, under its lock: turnarounds before it grow again, the rest is offered. */
export async function giveBack(ctx: Context, trx: Trx, held: Held, round?: string): Promise<void> {
  const { id, instrumentId, startsAt, endsAt } = held
  await releaseTime(trx, id)
  await regrowTurnaround(trx, instrumentId, startsAt)
  const freed = [{ startsAt, endsAt }]
  await timeFreed(ctx, trx, { instrumentId, freed, ...(round === undefined ? {} : { round }) })
}

async function offerAround(ctx: Context, trx: Trx, time: FreedTime, reach: Interval): Promise<void> {
  const { instrumentId, freed, round, tells = true } = time
  await serveWaitingEntries(trx, instrumentId)
  const queue = (await queueOf(trx, instrumentId)).filter((it) => it.wants === 'offer' && overlaps(it, reach))
  const holders = new Set(
    await holdersOfOffers(
      trx,
      instrumentId,
      queue.map((it) => it.personId),
    ),
  )
  const passed = round === undefined ? new Set<string>() : await entriesOfRound(trx, round)
  const offered: TimeOffer[] = []
  for (const entry of inFairOrder(queue)) {
    if (holders.has(entry.personId) || passed.has(entry.id)) continue
    const offer = await offerTo(ctx, trx, entry, { ...time, round: round ?? offered[0]?.round })
    if (!offer) continue
    holders.add(entry.personId)
    offered.push(offer)
  }
  if (!tells) return
  const byPersonId = ctx.viewer?.personId ?? null
  const gone = [...offered, ...(await outOfService(trx, instrumentId, freed))]
  for (const { startsAt, endsAt } of subtractIntervals(freed, gone)) {
    await ctx.emit(ctx, trx, {
      type: 'time.freed',
      subjectId: instrumentId,
      instrumentId,
      startsAt,
      endsAt,
      byPersonId,
    })
  }
}

/** Maintenance of the whole instrument that was put where the time was freed. */
async function outOfService(
  trx: Trx,
  instrumentId: string,
  freed: readonly Interval[],
): Promise<readonly Interval[]> {
  const hull = {
    startsAt: Math.min(...freed.map((it) => it.startsAt)),
    endsAt: Math.max(...freed.map((it) => it.endsAt)),
  }
  const capacity = (await lanesOfInstrument(trx, instrumentId)).length
  const taken = await takenTime(trx, instrumentId, hull)
  return taken.filter((it) => it.kind === 'maintenance' && (it.seats ?? 1) >= capacity)
}

/** Offers somebody a span that fulfils his wish and that he may book; undefined when there is none. */
async function offerTo(
  ctx: Context,
  trx: Trx,
  entry: WaitingEntry,
  { freed, round }: Omit<FreedTime, 'round'> & { readonly round: string | undefined },
): Promise<TimeOffer | undefined> {
  const found = await fitting(ctx, trx, entry, freed)
  if (!found) return undefined
  const { judgement, span } = found
  const now = ctx.now()
  const id = ctx.newId()
  const { instrumentId, personId } = entry
  const offer: TimeOffer = {
    id,
    entryId: entry.id,
    instrumentId,
    personId,
    round: round ?? id,
    ...span,
    offeredAt: now,
    expiresAt: offerExpiry(span.startsAt, judgement.instrument.policy, now),
    state: 'open',
    bookingId: null,
  }
  await insertOffer(trx, offer)
  await takeTime(trx, { id, instrumentId, ...span, kind: 'offer' }, judgement)
  await ctx.audit({ ...ctx, viewer: null }, trx, {
    action: 'offerTime',
    subjectType: 'TimeOffer',
    subjectId: id,
    detail: { instrumentId, personId, ...span, expiresAt: offer.expiresAt },
  })
  await ctx.emit(ctx, trx, { type: 'waiting.offered', subjectId: id, instrumentId })
  return offer
}

/** Asks for a span that fulfils a wish, shares time with `freed`, and that the person may book now. */
export async function fitting(
  ctx: Context,
  trx: Trx,
  wish: Wanting & Pick<WaitingEntry, 'personId'>,
  freed: readonly Interval[],
): Promise<{ readonly span: Interval; readonly judgement: Judgement } | undefined> {
  const viewer = await viewerOfPerson(trx, wish.personId)
  if (!viewer) return undefined
  const { instrumentId } = wish
  const customer = { personId: wish.personId, customerInstitutionId: viewer.institutionId }
  for (const span of await candidates({ ...ctx, viewer }, trx, { ...wish, customer }, freed)) {
    const wanted = { instrumentId, ...customer, ...span, ...helpOf(wish) }
    const judgement = await judge({ ...ctx, viewer }, trx, wanted)
    if (judgement.problems.length === 0) return { span, judgement }
  }
  return undefined
}

async function candidates(
  ctx: Context,
  trx: Trx,
  wish: Wanting & { readonly customer: CustomerKey },
  freed: readonly Interval[],
): Promise<readonly Interval[]> {
  const { instrumentId, startsAt, endsAt, customer } = wish
  const now = ctx.now()
  const window = { startsAt: Math.max(startsAt, now), endsAt }
  const found =
    window.startsAt < window.endsAt && (await bookableInstrument(trx, instrumentId, window, customer))
  if (!found) return []
  const { institutionId, timeZone: zone } = found.instrument
  const userClass = userClassOf(institutionId, found.customer)
  const terms = termsOf(found.instrument.policy, found.layers, userClass)
  const { policy, grid } = terms
  const { turnaroundMs } = policy
  const reach = { ...window, endsAt: endsAt + turnaroundMs }
  const taken = await takenNow(ctx, trx, reach, { instrumentId, stepMs: policy.stepMs })
  const open = isExact(wish) ? [window] : openIntervals(found.timetable, window)
  const hours = subtractIntervals(clipAll(open, window), reservedFrom(terms, window, { now, timeZone: zone }))
  const free = freeIntervals(hours, taken, turnaroundMs, found.lanes.length)
  // A turnaround that nobody needs any more is free too.
  const near = freed.map((it) => ({
    startsAt: it.startsAt - turnaroundMs,
    endsAt: it.endsAt + turnaroundMs,
  }))
  const facts = { freed: intersectIntervals(near, [window]), now, zone, policy, grid }
  const isStaff = may(ctx.viewer, 'recordUsage', { institutionId })
  const help = { ...found.operation, taken: [], isAsked: helpOf(wish).withOperator }
  if (!isAssisted(help, isStaff)) return fittingSpans(wish, { ...facts, free })
  const asked = { ...window, instrumentId, stepMs: policy.stepMs }
  const parts = attendedTime(free, await withOperatorTime(ctx, trx, help, asked))
  return parts.flatMap((each) => fittingSpans(wish, { ...facts, free: each }))
}

type Wanting = Wish & Pick<WaitingEntry, 'instrumentId' | 'withOperator'>

/** Whether somebody is to operate: who did not ask for it takes what the instrument demands. */
export function helpOf({ withOperator }: { readonly withOperator: boolean }) {
  return { withOperator: withOperator || null }
}

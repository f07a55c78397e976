/** Waiting for time on an instrument: joining, leaving, and seeing where one stands. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, may, type Viewer } from '../../identity/rules.ts'
import { type Interval, overlaps } from '../../kernel/interval.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { lockInstruments } from '../queries/blocked-time.ts'
import { openOffersByEntryIds } from '../queries/offers.ts'
import {
  endWaitingEntry,
  insertWaitingEntry,
  personWaitingEntries,
  queueOf,
  queuesByInstrumentIds,
  type WaitingEntry,
  waitingEntriesByIds,
} from '../queries/waiting-list.ts'
import { purposeProblems, accessProblems } from '../rules/booking-problems.ts'
import type { Judgement } from '../rules/judging.ts'
import {
  inFairOrder,
  isExact,
  OWN_WISHES_MAX,
  waitingHelps,
  waitingProblems,
  type WaitsFor,
  type Wish,
  wishProblems,
} from '../rules/waiting-list.ts'
import { seesCalendar } from './access.ts'
import { fitting, helpOf, timeFreed } from './freed-time.ts'
import { judge } from './judgement.ts'
import { passOn } from './offers.ts'

export type WaitingForm = Wish & {
  readonly instrumentId: string
  readonly wants: WaitsFor
  readonly purpose: string
  /** Whether somebody is to operate; otherwise as the instrument demands. */
  readonly withOperator?: boolean | undefined
}

type Wished = WaitingForm & { readonly withOperator: boolean }

/** Lets the viewer wait for time on an instrument. The same wish again is the same entry. */
export async function joinWaitingList(ctx: Context, wish: WaitingForm): Promise<WaitingEntry> {
  const viewer = authorise(ctx.viewer, 'bookInstruments')
  const form = { ...wish, withOperator: wish.withOperator ?? false }
  const { instrumentId } = form
  if (form.wants === 'offer') refuse(purposeProblems(form.purpose))
  return ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [instrumentId])
    const [instrument] = await instrumentsByIds(trx, [instrumentId])
    if (!instrument || !seesCalendar(viewer, instrument))
      throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
    const queue = await queueOf(trx, instrumentId)
    const known = queue.find((it) => it.personId === viewer.personId && isSame(it, form))
    if (known) return known
    const own = await personWaitingEntries(trx, viewer.personId, { limit: OWN_WISHES_MAX, after: undefined })
    const judgement = await judgedWish(ctx, trx, form, viewer)
    const counts = { queueLength: queue.length, ownWishes: own.length }
    refuse(wishProblems(form, { now: ctx.now(), ...judgement.terms, ...counts }))
    if (form.wants === 'offer') await refuseUnlessTaken(ctx, trx, form, { viewer, judgement })
    const entry: WaitingEntry = {
      ...form,
      id: ctx.newId(),
      institutionId: instrument.institutionId,
      personId: viewer.personId,
      purpose: form.purpose.trim(),
      state: 'waiting',
      hasMissed: false,
      createdAt: ctx.now(),
    }
    await insertWaitingEntry(trx, entry)
    await record(ctx, trx, 'joinWaitingList', entry)
    return entry
  })
}

/** What counts for the viewer at the instrument, and what stands against all of his window. */
function judgedWish(ctx: Context, trx: Trx, form: Wished, viewer: Viewer): Promise<Judgement> {
  const { instrumentId, startsAt, endsAt } = form
  const { personId, institutionId: customerInstitutionId } = viewer
  const who = { personId, customerInstitutionId }
  return judge(ctx, trx, { instrumentId, startsAt, endsAt, ...who, ...helpOf(form) })
}

type Waiter = { readonly viewer: Viewer; readonly judgement: Judgement }

/** Nobody waits for what he may have now, or may never have. */
async function refuseUnlessTaken(
  ctx: Context,
  trx: Trx,
  form: Wished,
  { viewer, judgement }: Waiter,
): Promise<void> {
  const { instrument, isStaff, problems } = judgement
  if (isExact(form)) return refuse(waitingProblems(problems))
  const standing = accessProblems(instrument, viewer.institutionId, isStaff)
  refuse(standing.filter((it) => !waitingHelps(it.code)))
  const free = await fitting(ctx, trx, { ...form, personId: viewer.personId }, [form])
  if (free) throw new Rejection([problem('WAITING_TIME_IS_FREE')])
}

function isSame(a: Wished, b: Wished): boolean {
  const { wants, startsAt, endsAt, lengthMs, dayFrom, dayUntil, withOperator } = a
  const same = { wants, startsAt, endsAt, lengthMs, dayFrom, dayUntil, withOperator }
  return (
    Object.entries(same).every(([key, value]) => Reflect.get(b, key) === value) &&
    a.weekdays.join() === b.weekdays.join()
  )
}

/** Takes the viewer off the list; what was offered to him goes to the next one. */
export async function leaveWaitingList(
  ctx: Context,
  { entryId }: { readonly entryId: string },
): Promise<WaitingEntry> {
  const [known] = await waitingEntriesByIds(ctx.store.db, [entryId])
  authorise(ctx.viewer, 'waitForTime', { personId: known?.personId ?? null })
  if (!known) throw new Rejection([problem('WAITING_ENTRY_NOT_FOUND')])
  return ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [known.instrumentId])
    if (!(await endWaitingEntry(trx, entryId, 'left'))) return known
    await record(ctx, trx, 'leaveWaitingList', known)
    const [offer] = await openOffersByEntryIds(trx, [entryId])
    if (offer) await passOn(ctx, trx, offer, 'declined')
    return { ...known, state: 'left' }
  })
}

/** What the viewer waits for, oldest first; nothing when nobody is signed in. */
export async function myWaitingEntries(ctx: Context, args: PageArgs): Promise<Page<WaitingEntry>> {
  const page = pageRequest(args)
  const personId = ctx.viewer?.personId
  const rows = personId ? await personWaitingEntries(ctx.store.db, personId, page) : []
  return pageOf(rows, page, (it) => [it.createdAt, it.id])
}

/** How many are before each entry for time that it may want too, in the order of `entries`. */
export async function aheadOf(ctx: Context, entries: readonly WaitingEntry[]): Promise<number[]> {
  const ids = [...new Set(entries.map((it) => it.instrumentId))]
  const queues = await queuesByInstrumentIds(ctx.store.db, ids)
  const byInstrument = new Map(ids.map((id, i) => [id, queues[i] ?? []]))
  return entries.map((entry) => {
    const rivals = (byInstrument.get(entry.instrumentId) ?? []).filter(
      (it) => it.wants === 'offer' && overlaps(it, entry),
    )
    return Math.max(
      0,
      inFairOrder(rivals).findIndex((it) => it.id === entry.id),
    )
  })
}

/** Whether the viewer may know how many wait for an instrument. */
export function seesQueue(ctx: Context, instrument: { readonly institutionId: string }): boolean {
  return may(ctx.viewer, 'recordUsage', instrument)
}

/** How many wait for each instrument, in the order of `ids`. */
export async function queueLengths(ctx: Context, ids: readonly string[]): Promise<number[]> {
  const queues = await queuesByInstrumentIds(ctx.store.db, ids)
  return queues.map((queue) => queue.filter((it) => it.wants === 'offer').length)
}

/** An instrument that is changed or back in order may have time for those who wait. Handler. */
export async function offerAfterChange(
  ctx: Context,
  trx: Trx,
  { subjectId: instrumentId }: { readonly subjectId: string },
): Promise<void> {
  const [instrument] = await instrumentsByIds(trx, [instrumentId])
  if (!instrument) return
  await lockInstruments(ctx, trx, [instrumentId])
  const now = ctx.now()
  const freed: Interval = { startsAt: now, endsAt: now + instrument.policy.horizonMs }
  await timeFreed(ctx, trx, { instrumentId, freed: [freed], tells: false })
}

function record(ctx: Context, trx: Trx, action: string, entry: WaitingEntry): Promise<void> {
  const { id, instrumentId, startsAt, endsAt } = entry
  const detail = { instrumentId, startsAt, endsAt }
  return ctx.audit(ctx, trx, { action, subjectType: 'WaitingEntry', subjectId: id, detail })
}

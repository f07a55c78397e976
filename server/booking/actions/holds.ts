/** Keeping time free for a research group, releasing it, and letting it run out. */

import { authorisedInstrument } from '../../catalog/actions/publication.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise, may } from '../../identity/rules.ts'
import { credentialsByEmail } from '../../identity/queries/people.ts'
import { groupById, groupOfPerson, type ResearchGroup } from '../../institutions/queries/groups.ts'
import { HOUR_MS, type Interval } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { insertBlockedSpan, lockInstruments, releaseTime, takenTime } from '../queries/blocked-time.ts'
import {
  dueHolds,
  holdsByIds,
  holdsOfGroup,
  insertHold,
  openHolds,
  partsOfHold,
  type TimeHold,
  updateHold,
} from '../queries/holds.ts'
import { regrowTurnaround } from '../queries/turnaround.ts'
import { noteProblems } from '../rules/booking-problems.ts'
import { holdProblems, type HoldState } from '../rules/holds.ts'
import type { JudgingFacts } from '../rules/judging.ts'
import { workOff } from './backlog.ts'
import { timeFreed } from './freed-time.ts'
import { judgingFacts, orWhoIsInTheWay } from './judgement.ts'
import { seatFor } from './seating.ts'

export type HoldForm = Interval & {
  readonly instrumentId: string
  readonly groupId: string
  /** How many of the units; all, unless told. */
  readonly seats?: number | null | undefined
  /** How many hours before its start what is left becomes free for all; at its end, unless told. */
  readonly releaseHoursBefore?: number | null | undefined
  readonly reason?: string | null | undefined
}

/** Keeps time free for a group. Never covers what is taken: the refusal names it. */
export async function holdTime(ctx: Context, form: HoldForm): Promise<TimeHold> {
  const { instrumentId } = form
  await authorisedInstrument(ctx, instrumentId, 'holdTime')
  const group = await groupById(ctx.store.db, form.groupId)
  if (!group) throw new Rejection([problem('GROUP_NOT_FOUND')])
  const hold = () =>
    ctx.store.transact(async (trx) => {
      await lockInstruments(ctx, trx, [instrumentId])
      const facts = await factsFor(ctx, trx, form)
      refuse([...whyNot(form, facts), ...noteProblems('reason', form.reason ?? null)])
      return storeHold(ctx, trx, form, facts)
    })
  return orWhoIsInTheWay(ctx, hold, async () => whyNot(form, await factsFor(ctx, ctx.store.db, form)))
}

async function storeHold(ctx: Context, trx: Trx, form: HoldForm, facts: JudgingFacts): Promise<TimeHold> {
  const { instrumentId, groupId, startsAt, endsAt } = form
  const originId = ctx.newId()
  const hold: TimeHold = {
    id: originId,
    originId,
    instrumentId,
    groupId,
    startsAt,
    endsAt,
    expiresAt: expiryOf(form),
    reason: form.reason?.trim() ?? '',
    createdBy: present(ctx.viewer, 'who holds time').personId,
    createdAt: ctx.now(),
    state: 'open',
  }
  for (let seat = 0; seat < seatsOf(form, facts); seat += 1) {
    const id = seat === 0 ? originId : ctx.newId()
    const taken = seat === 0 ? facts.taken : await takenTime(trx, instrumentId, hold)
    const time = await seatFor(trx, hold, { instrumentId, lanes: facts.lanes, turnaroundMs: 0, taken })
    await insertHold(trx, { ...hold, id })
    await insertBlockedSpan(trx, { ...time, id, instrumentId, kind: 'hold' })
  }
  await record(ctx, trx, 'holdTime', hold)
  return hold
}

function seatsOf({ seats }: HoldForm, { lanes }: JudgingFacts): number {
  return seats ?? lanes.length
}

function expiryOf({ startsAt, endsAt, releaseHoursBefore }: HoldForm): number {
  return releaseHoursBefore === null || releaseHoursBefore === undefined
    ? endsAt
    : startsAt - releaseHoursBefore * HOUR_MS
}

function whyNot(form: HoldForm, facts: JudgingFacts): readonly Problem[] {
  const { startsAt, endsAt } = form
  return holdProblems({ startsAt, endsAt, seats: seatsOf(form, facts), expiresAt: expiryOf(form) }, facts)
}

/** What decides about any span of the instrument, for nobody in particular. */
function factsFor(ctx: Context, db: Db, { instrumentId, startsAt, endsAt }: HoldForm): Promise<JudgingFacts> {
  const nobody = { personId: null, customerInstitutionId: null }
  return judgingFacts(ctx, db, {
    instrumentId,
    ...nobody,
    spans: [{ startsAt, endsAt }],
    exceptIds: [],
    isAsked: false,
  })
}

/** Frees what is left of a hold, all its parts and units. */
export async function releaseHold(ctx: Context, holdId: string): Promise<TimeHold> {
  const [known] = await holdsByIds(ctx.store.db, [holdId])
  if (!known) {
    authorise(ctx.viewer, 'holdTime', { institutionId: null })
    throw new Rejection([problem('HOLD_NOT_FOUND')])
  }
  await authorisedInstrument(ctx, known.instrumentId, 'holdTime')
  return ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [known.instrumentId])
    const parts = await partsOfHold(trx, known.originId)
    if (parts.length === 0) throw new Rejection([problem('HOLD_OVER', [holdId])])
    await end(ctx, trx, parts, 'released')
    await record(ctx, trx, 'releaseHold', known)
    return { ...known, state: 'released' }
  })
}

/** Frees what is left of holds whose time has come. Job. */
export async function lapseHolds(ctx: Context): Promise<void> {
  const now = ctx.now()
  await workOff<TimeHold>(
    (after, limit) => dueHolds(ctx.store.db, now, after, limit),
    (it) => lapse(ctx, it),
  )
}

async function lapse(ctx: Context, known: TimeHold): Promise<void> {
  await ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [known.instrumentId])
    const [hold] = await holdsByIds(trx, [known.id])
    if (hold?.state !== 'open' || hold.expiresAt > ctx.now()) return
    await end(ctx, trx, [hold], 'expired')
    await record(ctx, trx, 'lapseHolds', hold)
  })
}

/** Frees what is held for a group that ends: nobody could use it any more. */
export async function releaseHoldsOfGroup(
  ctx: Context,
  trx: Trx,
  { subjectId: groupId }: { readonly subjectId: string },
): Promise<void> {
  const known = await holdsOfGroup(trx, groupId)
  if (known.length === 0) return
  await lockInstruments(ctx, trx, [...new Set(known.map((it) => it.instrumentId))])
  const holds = Map.groupBy(await holdsOfGroup(trx, groupId), (it) => it.originId)
  for (const parts of holds.values()) {
    await end(ctx, trx, parts, 'released')
    for (const first of parts.slice(0, 1)) await record(ctx, trx, 'releaseHold', first)
  }
}

/** Frees the time of parts of holds, under the lock of their instrument. */
async function end(ctx: Context, trx: Trx, parts: readonly TimeHold[], state: HoldState): Promise<void> {
  const [first] = parts
  if (!first) return
  for (const it of parts) {
    await updateHold(trx, it.id, { ...it, state })
    await releaseTime(trx, it.id)
    await regrowTurnaround(trx, it.instrumentId, it.startsAt)
  }
  await timeFreed(ctx, trx, { instrumentId: first.instrumentId, freed: parts })
}

/** More parts of holds of one instrument are not listed. */
export const HOLDS_SHOWN_MAX = 200

/** What is held on an instrument from now on, for those who keep it; by start. */
export async function holdsOf(ctx: Context, instrumentId: string): Promise<readonly TimeHold[]> {
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  if (!instrument || !may(ctx.viewer, 'holdTime', instrument)) return []
  return openHolds(ctx.store.db, instrumentId, { from: ctx.now(), limit: HOLDS_SHOWN_MAX })
}

/** The research group of somebody, for whom time is to be held; null for all who keep no instruments. */
export async function groupToHoldFor(ctx: Context, email: string): Promise<ResearchGroup | null> {
  const keeps = ctx.viewer?.grants.some((it) =>
    may(ctx.viewer, 'holdTime', { institutionId: it.institutionId }),
  )
  if (!keeps) return null
  const account = await credentialsByEmail(ctx.store.db, email.trim().toLowerCase())
  const { id, institutionId } = account?.person ?? { id: '', institutionId: null }
  return institutionId === null ? null : ((await groupOfPerson(ctx.store.db, id, institutionId)) ?? null)
}

async function record(ctx: Context, trx: Trx, action: string, hold: TimeHold): Promise<void> {
  const { originId, instrumentId, groupId, startsAt, endsAt } = hold
  await ctx.audit(ctx, trx, {
    action,
    subjectType: 'TimeHold',
    subjectId: originId,
    detail: { instrumentId, groupId, startsAt, endsAt },
  })
  await ctx.emit(ctx, trx, { type: 'hold.changed', subjectId: originId, instrumentId })
}

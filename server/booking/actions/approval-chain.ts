/** The chain that a request goes through: who is asked first, who next, and what is kept of it. Under the lock of the instrument. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { abilityProblems, may } from '../../identity/rules.ts'
import { groupOfPerson, groupsLedBy, type ResearchGroup } from '../../institutions/queries/groups.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { insertStep, upsertWait, waitsByBookingIds } from '../queries/approvals.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import {
  approvalSteps,
  type ApprovalStep,
  type ApprovalVerdict,
  type ApprovalWait,
  type DecidingPowers,
  mayAskLeader,
  requestDeadline,
  stepProblems,
} from '../rules/approval.ts'
import type { BookableInstrument } from '../rules/booking-problems.ts'
import type { Overridden } from '../rules/overrides.ts'
import { decisionProblems } from '../rules/states.ts'

/** Who is asked for a booking, in order, and the group whose leader is; nobody where it holds at once. */
export type Chain = { readonly steps: readonly ApprovalStep[]; readonly group: ResearchGroup | undefined }

type Asking = Pick<Booking, 'personId' | 'customerInstitutionId'>

export async function chainFor(
  { viewer }: Context,
  db: Db,
  { personId, customerInstitutionId }: Asking,
  { instrument, isStaff }: { readonly instrument: BookableInstrument; readonly isStaff: boolean },
): Promise<Chain> {
  const { approval } = instrument.policy
  const asker = { isStaff, bookedBy: viewer?.personId ?? null, personId }
  const asksGroup = mayAskLeader(approval, asker) && customerInstitutionId !== null
  const group = asksGroup ? await groupOfPerson(db, personId, customerInstitutionId) : undefined
  return {
    steps: approvalSteps(approval, { ...asker, principalId: group?.principalId }),
    group,
  }
}

/** Asks the first of the chain, from the beginning where somebody was asked before. */
export async function askFirst(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  { steps: [awaits, next], group, noticeMsMin }: Chain & { readonly noticeMsMin: number },
): Promise<void> {
  if (awaits === undefined) return
  const askedAt = ctx.now()
  const asked = awaits === 'pi' ? group : undefined
  await ask(ctx, trx, booking, {
    awaits,
    thenKeeper: next === 'keeper',
    groupId: asked?.id ?? null,
    askedAt,
    expiresAt: requestDeadline(booking, noticeMsMin, askedAt),
    principalId: asked?.principalId,
  })
}

/** A request that staff moved waits for the same one, until its new start at the latest. */
export async function keepAsking(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  noticeMsMin: number,
): Promise<void> {
  const wait = await waitOf(trx, booking)
  await upsertWait(trx, booking.id, { ...wait, expiresAt: requestDeadline(booking, noticeMsMin, ctx.now()) })
}

/** Records an approval; true where the request now waits for the keeper. */
export async function passStep(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  { note, overridden }: { readonly note: string | null; readonly overridden?: Overridden | undefined },
): Promise<boolean> {
  const wait = await waitOf(trx, booking)
  await recordStep(ctx, trx, booking, { step: wait.awaits, verdict: 'approved', note })
  if (!wait.thenKeeper) return false
  const { id: subjectId, instrumentId, personId, startsAt, endsAt } = booking
  await ctx.audit(ctx, trx, {
    action: 'passRequest',
    subjectType: 'Booking',
    subjectId,
    detail: { ...(note === null ? {} : { note }), ...(overridden ? { overridden } : {}) },
  })
  await ask(ctx, trx, booking, { ...wait, awaits: 'keeper', thenKeeper: false })
  await ctx.emit(ctx, trx, {
    type: 'approval.passed',
    subjectId,
    bookingId: subjectId,
    instrumentId,
    personId,
    startsAt,
    endsAt,
    ...(note === null ? {} : { note }),
  })
  // Whoever looks at a list of requests reads it again.
  await ctx.emit(ctx, trx, { type: 'booking.changed', subjectId, instrumentId })
  return true
}

/** Reasons why the viewer cannot decide a request in this way at this moment. */
export async function undecidable(
  ctx: Context,
  db: Db,
  booking: Booking,
  verdict: ApprovalVerdict,
): Promise<readonly Problem[]> {
  const decided = decisionProblems(booking)
  if (decided.length > 0) return decided
  const turn = await turnOf(ctx, db, booking)
  return stepProblems(turn.wait, turn, verdict, ctx.now())
}

/** Keeps who refused a request: the one whose turn it was, or the keeper before his turn. */
export async function recordRefusal(ctx: Context, trx: Trx, booking: Booking, note: string): Promise<void> {
  const { wait, isPrincipal } = await turnOf(ctx, trx, booking)
  const step = wait.awaits === 'pi' && isPrincipal ? 'pi' : 'keeper'
  await recordStep(ctx, trx, booking, { step, verdict: 'rejected', note })
}

/** Keeps who decided what. */
async function recordStep(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  {
    step,
    verdict,
    note,
  }: { readonly step: ApprovalStep; readonly verdict: ApprovalVerdict; readonly note: string | null },
): Promise<void> {
  const id = ctx.newId()
  const deciderId = ctx.viewer?.personId ?? null
  await insertStep(trx, { id, bookingId: booking.id, step, verdict, deciderId, at: ctx.now(), note })
}

/** For whom a request waits. */
export async function waitOf(db: Db, { id }: Pick<Booking, 'id'>): Promise<ApprovalWait> {
  const [wait] = await waitsByBookingIds(db, [id])
  return present(wait, `whom request ${id} waits for`)
}

/** A request, for whom it waits, and what the viewer may decide about it. */
export type Turn = DecidingPowers & { readonly booking: Booking; readonly wait: ApprovalWait }

/** Those of the bookings that wait for somebody, in their order; two statements, however many they are. */
export async function turnsOf(ctx: Context, db: Db, bookings: readonly Booking[]): Promise<readonly Turn[]> {
  if (bookings.length === 0) return []
  const waits = await waitsByBookingIds(
    db,
    bookings.map((it) => it.id),
  )
  const { viewer } = ctx
  const led = await ledGroups(
    ctx,
    db,
    waits.flatMap((it) => it?.groupId ?? []),
  )
  return bookings.flatMap((booking, i): Turn[] => {
    const wait = waits[i]
    if (!wait) return []
    const isKeeper = may(viewer, 'approveBookings', { institutionId: booking.institutionId })
    return [{ booking, wait, isKeeper, isPrincipal: wait.groupId !== null && led.has(wait.groupId) }]
  })
}

async function turnOf(ctx: Context, db: Db, booking: Booking): Promise<Turn> {
  const [turn] = await turnsOf(ctx, db, [booking])
  return present(turn, `whom request ${booking.id} waits for`)
}

/** Those of the groups for which the viewer decides. */
async function ledGroups(
  { viewer }: Context,
  db: Db,
  groupIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const personId = viewer?.personId
  const mayLead = personId !== undefined && may(viewer, 'decideForGroup', { personId })
  return mayLead && groupIds.length > 0 ? groupsLedBy(db, personId, groupIds) : new Set()
}

/** A booking that the viewer may decide, now or in its turn. Throws a `Rejection` where there is none, or he may not. */
export async function bookingToDecide(ctx: Context, id: string): Promise<Booking> {
  const { db } = ctx.store
  const [booking] = await bookingsByIds(db, [id])
  const { institutionId = null } = booking ?? {}
  if (!booking) {
    refuse(ctx.viewer ? [] : abilityProblems(ctx.viewer, 'approveBookings'))
    throw new Rejection([problem('BOOKING_NOT_FOUND')])
  }
  const [turn] = await turnsOf(ctx, db, [booking])
  if (!turn?.isPrincipal) refuse(abilityProblems(ctx.viewer, 'approveBookings', { institutionId }))
  return booking
}

/** Writes for whom a request waits, and tells him: the one who leads a group, or the keepers of the instrument. */
async function ask(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  { principalId, ...wait }: ApprovalWait & { readonly principalId?: string | undefined },
): Promise<void> {
  const { id, instrumentId, personId, startsAt, endsAt } = booking
  await upsertWait(trx, id, wait)
  await ctx.emit(ctx, trx, {
    type: 'approval.asked',
    subjectId: id,
    bookingId: id,
    instrumentId,
    askedBy: personId,
    step: wait.awaits,
    ...(principalId === undefined ? {} : { personId: principalId }),
    startsAt,
    endsAt,
    until: wait.expiresAt,
  })
}

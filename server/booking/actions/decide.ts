/** Approving, rejecting and cancelling bookings. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { viewerOfPerson } from '../../identity/queries/sessions.ts'
import { may } from '../../identity/rules.ts'
import { userClassOf } from '../../institutions/rules.ts'
import { type Problem, refuse } from '../../kernel/problem.ts'
import type { Booking } from '../queries/bookings.ts'
import { lastAsked } from '../queries/changes.ts'
import { bookableInstrument } from '../queries/facts.ts'
import { decisionReasons } from '../rules/approval.ts'
import { noteProblems, reasonProblems } from '../rules/booking-problems.ts'
import { cancelLeadProblems } from '../rules/change-leads.ts'
import { markedProblems, type Overridden, type Override, settled } from '../rules/overrides.ts'
import { changeProblems } from '../rules/states.ts'
import { type Terms, termsOf } from '../rules/terms.ts'
import { bookingFor, lockBooking } from './access.ts'
import { bookingToDecide, passStep, recordRefusal, undecidable } from './approval-chain.ts'
import { giveBack } from './freed-time.ts'
import { recordHappening } from './history.ts'
import { judge, type Wanted } from './judgement.ts'
import { transition } from './transition.ts'

export type Approval = {
  readonly bookingId: string
  readonly note: string | null
  /** Sets aside what staff may set aside. */
  readonly override?: Override | undefined
}

/** Passes the step that a request waits for, when the instrument can still be had then; the last one confirms it. */
export async function approveBooking(
  ctx: Context,
  { bookingId, note, override }: Approval,
): Promise<Booking> {
  const known = await bookingToDecide(ctx, bookingId)
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const { instrumentId, personId, customerInstitutionId, startsAt, endsAt, operatorId } = booking
    const who = { personId, customerInstitutionId, operatorId }
    const wanted = { instrumentId, ...who, startsAt, endsAt, exceptIds: [bookingId] }
    const waits = await undecidable(ctx, trx, booking, 'approved')
    const { reasons, mayOverride } = await reasonsAgainst(ctx, trx, booking, wanted)
    const { problems, overridden } = settled(reasons, override, mayOverride)
    const isOurs = waits.every((it) => it.code === 'REQUEST_EXPIRED')
    refuse([...waits, ...noteProblems('note', note), ...(isOurs ? problems : [])])
    return storeApproval(ctx, trx, booking, { note, overridden })
  })
}

/** Why the time cannot be had any more. Who leads a group passes on what was let through for him who asked, and not more. */
async function reasonsAgainst(ctx: Context, trx: Trx, { id, institutionId }: Booking, wanted: Wanted) {
  const mayOverride = may(ctx.viewer, 'overrideRules', { institutionId })
  if (may(ctx.viewer, 'recordUsage', { institutionId })) {
    const { problems } = await judge(ctx, trx, wanted)
    return { reasons: decisionReasons(problems), mayOverride }
  }
  const asked = await lastAsked(trx, id)
  const viewer = asked?.actorId ? await viewerOfPerson(trx, asked.actorId) : undefined
  const { problems } = await judge({ ...ctx, viewer: viewer ?? ctx.viewer }, trx, wanted)
  const standing = problems.filter((it) => !asked?.overridden.includes(it.code))
  return { reasons: markedProblems(decisionReasons(standing), mayOverride), mayOverride }
}

/** Passes a request against which nothing was found on to who decides next, or confirms it. Under the lock of its instrument. */
export async function storeApproval(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  { note, overridden }: { readonly note: string | null; readonly overridden?: Overridden | undefined },
): Promise<Booking> {
  if (await passStep(ctx, trx, booking, { note, overridden })) return booking
  const approved = await transition(trx, booking, { to: 'confirmed', at: ctx.now(), decisionNote: note })
  await recordHappening(ctx, trx, approved, {
    action: 'approveBooking',
    what: 'approved',
    event: 'booking.changed',
    note,
    overridden,
  })
  return approved
}

/** Refuses a request, with a reason, and frees its time. */
export async function rejectBooking(
  ctx: Context,
  { bookingId, reason }: { readonly bookingId: string; readonly reason: string },
): Promise<Booking> {
  const known = await bookingToDecide(ctx, bookingId)
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    refuse([...(await undecidable(ctx, trx, booking, 'rejected')), ...reasonProblems(reason)])
    return storeRejection(ctx, trx, booking, reason)
  })
}

/** Refuses a request and frees its time, under the lock of its instrument. */
export async function storeRejection(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  reason: string,
): Promise<Booking> {
  const note = reason.trim()
  await recordRefusal(ctx, trx, booking, note)
  const rejected = await transition(trx, booking, { to: 'rejected', at: ctx.now(), decisionNote: note })
  await recordHappening(ctx, trx, rejected, {
    action: 'rejectBooking',
    what: 'rejected',
    event: 'booking.changed',
    note,
  })
  await giveBack(ctx, trx, booking)
  return rejected
}

/** Gives up a booking that lies ahead, and frees its time. What that costs is decided by fees. */
export async function cancelBooking(
  ctx: Context,
  { bookingId, reason }: { readonly bookingId: string; readonly reason: string | null },
): Promise<Booking> {
  const known = await bookingFor(ctx, bookingId, 'changeBookings')
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const late = await lateCancellation(ctx, trx, booking)
    refuse([...changeProblems(booking, ctx.now()), ...late, ...noteProblems('reason', reason)])
    return storeCancellation(ctx, trx, booking, reason)
  })
}

/** Gives up a booking and frees its time, under the lock of its instrument. */
export async function storeCancellation(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  reason: string | null,
): Promise<Booking> {
  const note = reason?.trim() || null
  const cancelled = await transition(trx, booking, {
    to: 'cancelled',
    at: ctx.now(),
    ...(note === null ? {} : { decisionNote: note }),
  })
  await recordHappening(ctx, trx, cancelled, {
    action: 'cancelBooking',
    what: 'cancelled',
    event: 'booking.cancelled',
    before: booking,
    note,
  })
  await giveBack(ctx, trx, booking)
  return cancelled
}

/** Whether whom a booking is for gives it up later than he may. Staff may at any time. */
export async function lateCancellation(ctx: Context, db: Db, booking: Booking): Promise<readonly Problem[]> {
  const { policy } = (await cancelTerms(ctx, db, booking)) ?? {}
  return policy ? cancelLeadProblems(booking, policy, ctx.now()) : []
}

/** What binds whom a booking is for when he gives it up; undefined for staff, whom nothing binds. */
export async function cancelTerms(ctx: Context, db: Db, booking: Booking): Promise<Terms | undefined> {
  const { instrumentId, institutionId } = booking
  if (may(ctx.viewer, 'recordUsage', { institutionId })) return undefined
  const found = await bookableInstrument(db, instrumentId, booking, booking)
  return found && termsOf(found.instrument.policy, found.layers, userClassOf(institutionId, found.customer))
}

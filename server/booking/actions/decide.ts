/** Approving, rejecting and cancelling bookings. */

import type { Context } from '../../context.ts'
import { refuse } from '../../kernel/problem.ts'
import { releaseTime } from '../queries/blocked-time.ts'
import { type Booking, standingBefore } from '../queries/bookings.ts'
import { regrowTurnaround } from '../queries/turnaround.ts'
import { noteProblems, reasonProblems } from '../rules/booking-problems.ts'
import { changeProblems, decisionProblems } from '../rules/states.ts'
import { bookingFor, lockBooking } from './access.ts'
import { workOff } from './backlog.ts'
import { recordHappening } from './history.ts'
import { judge } from './judgement.ts'
import { transition } from './transition.ts'

/** Confirms a request, when the instrument can still be had then. */
export async function approveBooking(
  ctx: Context,
  { bookingId, note }: { readonly bookingId: string; readonly note: string | null },
): Promise<Booking> {
  const known = await bookingFor(ctx, bookingId, 'approveBookings')
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const { instrumentId, customerInstitutionId, startsAt, endsAt } = booking
    const wanted = { instrumentId, customerInstitutionId, startsAt, endsAt, exceptId: bookingId }
    const waits = decisionProblems(booking)
    const { problems } = await judge(ctx, trx, wanted)
    refuse([...waits, ...noteProblems('note', note), ...(waits.length > 0 ? [] : problems)])
    const approved = await transition(trx, booking, { to: 'confirmed', at: ctx.now(), decisionNote: note })
    await recordHappening(ctx, trx, approved, {
      action: 'approveBooking',
      what: 'approved',
      event: 'booking.changed',
      note,
    })
    return approved
  })
}

/** Refuses a request, with a reason, and frees its time. */
export async function rejectBooking(
  ctx: Context,
  { bookingId, reason }: { readonly bookingId: string; readonly reason: string },
): Promise<Booking> {
  const known = await bookingFor(ctx, bookingId, 'approveBookings')
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    refuse([...decisionProblems(booking), ...reasonProblems(reason)])
    const note = reason.trim()
    const rejected = await transition(trx, booking, { to: 'rejected', at: ctx.now(), decisionNote: note })
    await releaseTime(trx, bookingId)
    await regrowTurnaround(trx, booking.instrumentId, booking.startsAt)
    await recordHappening(ctx, trx, rejected, {
      action: 'rejectBooking',
      what: 'rejected',
      event: 'booking.changed',
      note,
    })
    return rejected
  })
}

/** Gives up a booking that lies ahead, and frees its time. What that costs is decided by fees. */
export async function cancelBooking(
  ctx: Context,
  { bookingId, reason }: { readonly bookingId: string; readonly reason: string | null },
): Promise<Booking> {
  const known = await bookingFor(ctx, bookingId, 'changeBookings')
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const at = ctx.now()
    refuse([...changeProblems(booking, at), ...noteProblems('reason', reason)])
    const note = reason?.trim() || null
    const cancelled = await transition(trx, booking, {
      to: 'cancelled',
      at,
      ...(note === null ? {} : { decisionNote: note }),
    })
    await releaseTime(trx, bookingId)
    await regrowTurnaround(trx, booking.instrumentId, booking.startsAt)
    await recordHappening(ctx, trx, cancelled, {
      action: 'cancelBooking',
      what: 'cancelled',
      event: 'booking.cancelled',
      before: booking,
      note,
    })
    return cancelled
  })
}

/** Refuses requests that nobody decided before they were to start, and frees their time. Job. */
export async function expireRequests(ctx: Context): Promise<void> {
  const facts = { state: 'requested', before: ctx.now() } as const
  await workOff(
    (after, limit) => standingBefore(ctx.store.db, facts, after, limit),
    (it) => expire(ctx, it),
  )
}

async function expire(ctx: Context, known: Booking): Promise<void> {
  await ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const at = ctx.now()
    if (decisionProblems(booking).length > 0 || booking.startsAt >= at) return
    const expired = await transition(trx, booking, { to: 'rejected', at })
    await releaseTime(trx, booking.id)
    await recordHappening(ctx, trx, expired, {
      action: 'expireRequests',
      what: 'rejected',
      event: 'booking.changed',
      before: booking,
    })
  })
}

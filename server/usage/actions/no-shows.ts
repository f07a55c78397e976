/** What nobody did in time: bookings that nobody came for, and uses that are over without a word. Jobs. */

import { lockBooking } from '../../booking/actions/access.ts'
import { workOff } from '../../booking/actions/backlog.ts'
import { timeFreed } from '../../booking/actions/freed-time.ts'
import { recordHappening } from '../../booking/actions/history.ts'
import { transition } from '../../booking/actions/transition.ts'
import { releaseTime } from '../../booking/queries/blocked-time.ts'
import { type Booking, standingBefore } from '../../booking/queries/bookings.ts'
import { isNoShow, NO_SHOW_MS } from '../../booking/rules/states.ts'
import type { Context } from '../../context.ts'
import { bookingsToConclude } from '../queries/bookings.ts'
import { usageByBookingIds } from '../queries/records.ts'
import { openSessions } from '../queries/sessions.ts'
import { concludeUse } from './outcome.ts'

/**
 * Marks confirmed bookings as missed that nobody has come for within an hour of their start, and frees their time;
 * those of a downtime too, oldest first. Job.
 */
export async function markNoShows(ctx: Context): Promise<void> {
  const facts = { state: 'confirmed', before: ctx.now() - NO_SHOW_MS } as const
  await workOff<Booking>(
    (after, limit) => standingBefore(ctx.store.db, facts, after, limit),
    (it) => markMissed(ctx, it),
  )
}

async function markMissed(ctx: Context, known: Booking): Promise<void> {
  await ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const at = ctx.now()
    if (!isNoShow(booking, at)) return
    const missed = await transition(trx, booking, { to: 'missed', at })
    await releaseTime(trx, booking.id)
    await recordHappening(ctx, trx, missed, {
      action: 'markNoShows',
      what: 'missed',
      event: 'booking.missed',
      before: booking,
    })
    await timeFreed(ctx, trx, { instrumentId: booking.instrumentId, freed: [booking] })
  })
}

/** Ends uses whose booked time has passed and whose person, who was to come back, has not. Job. */
export async function concludeUses(ctx: Context): Promise<void> {
  const now = ctx.now()
  await workOff<Booking>(
    (after, limit) => bookingsToConclude(ctx.store.db, now, after, limit),
    (it) => concludeIfOver(ctx, it),
  )
}

async function concludeIfOver(ctx: Context, known: Booking): Promise<void> {
  await ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const [record] = await usageByBookingIds(trx, [booking.id])
    const there = await openSessions(trx, [booking.instrumentId])
    const isThere = there.some((it) => it.recordId === record?.id)
    if (booking.state !== 'in_use' || booking.endsAt > ctx.now() || isThere) return
    await concludeUse(ctx, trx, booking, { action: 'concludeUses' })
  })
}

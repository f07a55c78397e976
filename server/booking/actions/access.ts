/** Finds the booking an action is about, for those who may do it, and takes turns with whoever changes its instrument. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { type AbilityName, authorise } from '../../identity/rules.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'

/** A booking for which the viewer has the ability. Throws a `Rejection` where there is none, or he has not. */
export async function bookingFor(ctx: Context, id: string, ability: AbilityName): Promise<Booking> {
  const [booking] = await bookingsByIds(ctx.store.db, [id])
  const { institutionId = null, personId = null } = booking ?? {}
  if (booking || !ctx.viewer) authorise(ctx.viewer, ability, { institutionId, personId })
  if (!booking) throw new Rejection([problem('BOOKING_NOT_FOUND')])
  return booking
}

/** The booking as it stands once the transaction has the instrument to itself. */
export async function lockBooking(ctx: Context, trx: Trx, { id, instrumentId }: Booking): Promise<Booking> {
  await ctx.store.dialect.lock(trx, [`instrument:${instrumentId}`])
  const [booking] = await bookingsByIds(trx, [id])
  if (!booking) throw new Rejection([problem('BOOKING_NOT_FOUND')])
  return booking
}

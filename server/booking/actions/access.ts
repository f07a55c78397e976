/** Who sees what of bookings, and finds the booking that an action is about. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import {
  type AbilityName,
  authorise,
  may,
  mayEverywhere,
  placesOf,
  type Viewer,
} from '../../identity/rules.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import type { BookableInstrument } from '../rules/booking-problems.ts'

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

/** Whether the viewer may see who booked, and what for. */
export function seesBooking(
  viewer: Viewer | null,
  { institutionId, personId }: { readonly institutionId: string | null; readonly personId: string | null },
): boolean {
  return may(viewer, 'seeBookings', { institutionId, personId })
}

/** Whether there are others whose bookings the viewer may see. */
export function seesNames(viewer: Viewer | null): boolean {
  return mayEverywhere(viewer, 'seeBookings') || placesOf(viewer, 'seeBookings').length > 0
}

/** Whether the viewer may see the instrument's calendar: anybody, when it is published and shared. */
export function seesCalendar(
  viewer: Viewer | null,
  { state, shareMode, institutionId }: Pick<BookableInstrument, 'state' | 'shareMode' | 'institutionId'>,
): boolean {
  return (state === 'approved' && shareMode !== 'none') || may(viewer, 'seeUnpublished', { institutionId })
}

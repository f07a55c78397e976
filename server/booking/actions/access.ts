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
import { present } from '../../kernel/invariant.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { lockInstruments } from '../queries/blocked-time.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import type { BookableInstrument } from '../rules/booking-problems.ts'

/** A booking for which the viewer has the ability. Throws a `Rejection` where there is none, or he has not. */
export async function bookingFor(ctx: Context, id: string, ability: AbilityName): Promise<Booking> {
  const [booking] = await bookingsFor(ctx, [id], ability)
  return present(booking, `booking ${id}`)
}

/** Several such bookings, in the order of `ids`, with one statement. Throws where any of them is not to be had. */
export async function bookingsFor(
  ctx: Context,
  ids: readonly string[],
  ability: AbilityName,
): Promise<readonly Booking[]> {
  if (ids.length === 0) return []
  const found = await bookingsByIds(ctx.store.db, ids)
  return found.map((booking) => {
    const { institutionId = null, personId = null } = booking ?? {}
    if (booking || !ctx.viewer) authorise(ctx.viewer, ability, { institutionId, personId })
    if (!booking) throw new Rejection([problem('BOOKING_NOT_FOUND')])
    return booking
  })
}

/** The booking as it stands once the transaction has the instrument to itself. */
export async function lockBooking(ctx: Context, trx: Trx, known: Booking): Promise<Booking> {
  const { id, instrumentId } = known
  await lockInstruments(ctx, trx, [instrumentId], known)
  const [booking] = await bookingsByIds(trx, [id])
  if (!booking) throw new Rejection([problem('BOOKING_NOT_FOUND')])
  return booking
}

/** Whether the viewer may see who booked, and what for: whoever operates may too. */
export function seesBooking(
  viewer: Viewer | null,
  { institutionId, personId, operatorId = null }: SeenBooking,
): boolean {
  const isOperator = operatorId !== null && may(viewer, 'seeBookings', { personId: operatorId })
  return isOperator || may(viewer, 'seeBookings', { institutionId, personId })
}

type SeenBooking = {
  readonly institutionId: string | null
  readonly personId: string | null
  readonly operatorId?: string | null
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

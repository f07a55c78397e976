/** What the viewer may do with a booking at this moment. */

import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import type { Booking } from '../queries/bookings.ts'
import { changeProblems, decisionProblems } from '../rules/states.ts'

export type BookingAbilities = { readonly move: boolean; readonly cancel: boolean; readonly decide: boolean }

export function bookingAbilities(ctx: Context, booking: Booking): BookingAbilities {
  const isOpen = changeProblems(booking, ctx.now()).length === 0
  const change = isOpen && may(ctx.viewer, 'changeBookings', booking)
  const decide = decisionProblems(booking).length === 0 && may(ctx.viewer, 'approveBookings', booking)
  return { move: change, cancel: change, decide }
}

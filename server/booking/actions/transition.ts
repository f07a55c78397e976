/** Brings a booking into another state. Only under the lock of its instrument. */

import type { Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import { invariant } from '../../kernel/invariant.ts'
import { deleteWait } from '../queries/approvals.ts'
import { type Booking, setBookingState } from '../queries/bookings.ts'
import type { BookingState } from '../rules/states.ts'

export type Transition = {
  readonly to: BookingState
  readonly at: Instant
  /** Left out: the note stays. */
  readonly decisionNote?: string | null
}

/** The booking in its new state. */
export async function transition(
  trx: Trx,
  booking: Booking,
  { to, at, decisionNote }: Transition,
): Promise<Booking> {
  const note = decisionNote === undefined ? {} : { decisionNote }
  const isMade = await setBookingState(trx, booking.id, { from: [booking.state], to, at, ...note })
  if (booking.state === 'requested') await deleteWait(trx, booking.id)
  invariant(isMade, `booking ${booking.id} is ${booking.state}`)
  return { ...booking, ...note, state: to, updatedAt: at, version: booking.version + 1 }
}

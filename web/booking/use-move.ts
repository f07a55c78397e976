/** Moving one of my bookings, with all that were booked together with it. */

import { useAction } from '../data/action.ts'
import type { Interval } from '../../server/kernel/interval.ts'
import type { MyBooking } from './my-booking.ts'
import { MoveBookingGroupDocument } from './group-operations.ts'
import { MoveBookingDocument } from './operations.ts'
import { intervalInput } from './week.ts'

/** Those that were booked together, by start, each as far from the others as before. */
export function movedTogether(booking: MyBooking, to: Interval) {
  const byMs = to.startsAt - Date.parse(booking.startsAt)
  return [booking, ...booking.together]
    .map(({ id, startsAt, endsAt, instrument }) => ({
      id,
      instrument,
      startsAt: Date.parse(startsAt) + byMs,
      endsAt: Date.parse(endsAt) + byMs,
    }))
    .toSorted((a, b) => a.startsAt - b.startsAt)
}

export function useMove(booking: MyBooking) {
  const one = useAction(MoveBookingDocument)
  const all = useAction(MoveBookingGroupDocument)
  const { groupId } = booking
  const isTogether = groupId !== null && booking.together.length > 0
  const { pending, problems, failure, clear } = isTogether ? all : one
  return {
    isTogether,
    pending,
    problems,
    failure,
    clear,
    /** The booking where it is then; undefined where it was refused. */
    to: async (span: Interval): Promise<{ startsAt: string; endsAt: string } | undefined> => {
      if (!isTogether) return one.run({ input: { bookingId: booking.id, ...intervalInput(span) } })
      const first = Math.min(...movedTogether(booking, span).map((it) => it.startsAt))
      const moved = await all.run({ input: { groupId, startsAt: new Date(first).toISOString() } })
      return moved?.bookings.find((it) => it.id === booking.id)
    },
  }
}

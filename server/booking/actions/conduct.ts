/** What not coming and cancelling late mean for a person's points. Handlers of events.ts: they know bookings, standing does not. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { may } from '../../identity/rules.ts'
import { present } from '../../kernel/invariant.ts'
import { excuseConduct, recordConduct } from '../../standing/actions/conduct.ts'
import { problemsOfPerson } from '../../standing/actions/standing.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import { changesByBookingIds } from '../queries/changes.ts'
import { insertGivenUp } from '../queries/given-up.ts'
import { isLateCancellation } from '../rules/states.ts'

type Event = { readonly subjectId: string }

/** Counts a booking to which nobody came; not against who was not let in, because he was restricted or his qualification had lapsed. */
export async function recordMissedConduct(ctx: Context, trx: Trx, { subjectId }: Event): Promise<void> {
  const { booking, instrument } = await known(trx, subjectId)
  const use = { startsAt: booking.startsAt, timeZone: instrument.timeZone }
  if ((await problemsOfPerson(ctx, trx, booking, use)).length > 0) return
  await count(ctx, trx, booking, 'missed')
}

/** Counts a confirmed booking that its customer gives up when it can no longer be cancelled freely. */
export async function recordCancelledConduct(ctx: Context, trx: Trx, { subjectId }: Event): Promise<void> {
  const { booking, instrument } = await known(trx, subjectId)
  const isOwners = ctx.viewer === null || may(ctx.viewer, 'recordUsage', booking)
  const [changes = []] = await changesByBookingIds(trx, [subjectId])
  if (isOwners || !isLateCancellation(booking, changes, instrument.policy, ctx.now())) return
  const use = { startsAt: booking.startsAt, timeZone: instrument.timeZone }
  if ((await problemsOfPerson(ctx, trx, booking, use)).length > 0) return
  await count(ctx, trx, booking, 'late_cancellation')
  await insertGivenUp(trx, { ...booking, bookingId: booking.id })
}

/** Gives the points for giving up late back: others took the time again. */
export async function excuseCancelledConduct(ctx: Context, trx: Trx, { subjectId }: Event): Promise<void> {
  const { booking } = await known(trx, subjectId)
  await excuseConduct(ctx, trx, { ...booking, bookingId: booking.id, cause: 'late_cancellation' })
}

async function known(trx: Trx, id: string) {
  const [found] = await bookingsByIds(trx, [id])
  const booking = present(found, `booking ${id}`)
  const [instrument] = await instrumentsByIds(trx, [booking.instrumentId])
  return { booking, instrument: present(instrument, 'the instrument of a booking') }
}

function count(
  ctx: Context,
  trx: Trx,
  { id, personId, instrumentId, institutionId }: Booking,
  cause: 'missed' | 'late_cancellation',
): Promise<void> {
  const where = { personId, instrumentId, institutionId, bookingId: id, occurredAt: ctx.now() }
  return recordConduct(ctx, trx, { ...where, cause, causeId: id })
}

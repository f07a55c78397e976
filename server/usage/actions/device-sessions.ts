/** A session that a device reports while it goes on: begun as by a person who checks in, and ended where it was begun. */

import { recordHappening } from '../../booking/actions/history.ts'
import { transition } from '../../booking/actions/transition.ts'
import { type Booking, bookingsByIds } from '../../booking/queries/bookings.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { MINUTE_MS } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { bookingsOfPerson } from '../queries/bookings.ts'
import type { Customer } from '../queries/people.ts'
import { usageByIds } from '../queries/records.ts'
import { sessionsBySourceKeys, updateSessionEnd } from '../queries/sessions.ts'
import { CHECK_IN_MS, checkInProblems } from '../rules/attendance.ts'
import type { DeviceEvent } from '../rules/device-events.ts'
import { whoIsThere } from './attendance.ts'
import { addSession } from './outcome.ts'
import { concludeOrPause, type PastUse } from './past-uses.ts'

type Begun = { readonly event: DeviceEvent; readonly person: Customer; readonly sourceKey: string }

/** Opens the session of a booking whose time it is. Where that cannot be, the event waits for its other end. */
export async function beginReported(
  ctx: Context,
  trx: Trx,
  { event, person, sourceKey }: Begun,
): Promise<void> {
  const booking = await bookingToBegin(trx, event, person)
  if (!booking) return
  const { inUseBy, isPaused } = await whoIsThere(ctx, trx, booking)
  const facts = { now: event.at, isStaff: true, inUseBy, isPaused }
  if (booking.endsAt <= ctx.now() || checkInProblems(booking, facts).length > 0) return
  await addSession(ctx, trx, booking, {
    startsAt: event.at,
    endsAt: null,
    kind: event.kind ?? 'use',
    samples: event.samples ?? 0,
    operatorId: null,
    note: event.note,
    source: 'device',
    sourceKey,
    origin: 'booking',
  })
  const begun = await transition(trx, booking, { to: 'in_use', at: ctx.now() })
  await recordHappening(ctx, trx, begun, { action: 'reportUsage', what: 'checked_in' })
}

async function bookingToBegin(
  trx: Trx,
  { at, bookingId, instrumentId }: DeviceEvent,
  person: Customer,
): Promise<Booking | undefined> {
  if (bookingId !== null) return (await bookingsByIds(trx, [bookingId]))[0]
  const span = { startsAt: at, endsAt: at + CHECK_IN_MS.staff + MINUTE_MS }
  const own = await bookingsOfPerson(trx, { personId: person.id, instrumentId }, span)
  return own.find((it) => it.state === 'confirmed' || it.state === 'in_use')
}

/** Ends the session that was opened by the other event; false where none was. */
export async function endReported(ctx: Context, trx: Trx, use: PastUse): Promise<boolean> {
  const session = (await sessionsBySourceKeys(trx, [use.sourceKey])).get(use.sourceKey)
  if (!session) return false
  if (session.endsAt !== null) return true
  const { endsAt, samples, note } = use
  await updateSessionEnd(trx, session.id, { endsAt, samples, note, recordedAt: ctx.now() })
  const [record] = await usageByIds(trx, [session.recordId])
  const { bookingId } = present(record, 'the record of a session')
  await concludeOrPause(ctx, trx, 'reportUsage', { bookingId, uses: [use] })
  return true
}

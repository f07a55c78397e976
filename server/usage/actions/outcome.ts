/** How a use becomes a record: sessions are added to it, and once it is over the record says what they amount to. */

import { timeFreed } from '../../booking/actions/freed-time.ts'
import { recordHappening } from '../../booking/actions/history.ts'
import { transition } from '../../booking/actions/transition.ts'
import { beginTurnaround } from '../../booking/queries/blocked-time.ts'
import { type Booking, updateBookingSpan } from '../../booking/queries/bookings.ts'
import { freedTime } from '../../booking/rules/taken-time.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { type Instant, type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import {
  insertUsageRecord,
  updateUsageOutcome,
  usageByBookingIds,
  type UsageOutcome,
  type UsageRecord,
} from '../queries/records.ts'
import { insertSession, sessionsByRecordIds, type UsageSession } from '../queries/sessions.ts'
import { attendance, isExternal } from '../rules/attendance.ts'
import { hull, type UsageOrigin, useOf } from '../rules/sessions.ts'

export type NewSession = Pick<
  UsageSession,
  'startsAt' | 'endsAt' | 'kind' | 'samples' | 'operatorId' | 'note' | 'source' | 'sourceKey'
> & { readonly origin: UsageOrigin }

/** Adds a session to the use of a booking, whose record is made with the first. Under the lock of the instrument. */
export async function addSession(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  { origin, ...session }: NewSession,
): Promise<UsageRecord> {
  const { personId: recordedBy } = present(ctx.viewer, 'who records a session')
  const [known] = await usageByBookingIds(trx, [booking.id])
  const record: UsageRecord = known ?? {
    id: ctx.newId(),
    bookingId: booking.id,
    instrumentId: booking.instrumentId,
    institutionId: booking.institutionId,
    personId: booking.personId,
    customerInstitutionId: booking.customerInstitutionId,
    isExternal: isExternal(booking.institutionId, booking.customerInstitutionId),
    startedAt: session.startsAt,
    endedAt: null,
    samples: 0,
    attendance: null,
    note: null,
    recordedBy,
    origin,
  }
  if (!known) await insertUsageRecord(trx, record)
  await insertSession(trx, {
    ...session,
    id: ctx.newId(),
    recordId: record.id,
    instrumentId: booking.instrumentId,
    institutionId: booking.institutionId,
    recordedBy,
    recordedAt: ctx.now(),
    version: 1,
  })
  return record
}

export type Conclusion = {
  /** The mutation or job. */
  readonly action: string
}

/**
 * Says what came of a use whose sessions have all ended, or says it anew: the record, the booking, and the time that it
 * holds no longer. Those who charge and count are told.
 */
export async function concludeUse(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  { action }: Conclusion,
): Promise<UsageRecord> {
  const [known] = await usageByBookingIds(trx, [booking.id])
  const record = present(known, 'the record of a use')
  const [sessions = []] = await sessionsByRecordIds(trx, [record.id])
  const finished = sessions.map((it) => ({ ...it, endsAt: present(it.endsAt, 'the end of a session') }))
  const use = useOf(finished)
  const reserved = record.origin === 'walk_in' ? lengthened(use) : booking
  const outcome: UsageOutcome = {
    startedAt: use.startsAt,
    endedAt: use.endsAt,
    samples: use.samples,
    attendance: attendance(reserved, use),
    note: finished.findLast((it) => it.note !== null)?.note ?? null,
  }
  await updateUsageOutcome(trx, record.id, outcome)
  const completed = await completeBooking(ctx, trx, booking, reserved)
  if (record.endedAt === null) {
    if (use.endsAt < booking.endsAt) await freeTheRest(trx, booking, use.endsAt)
    await recordHappening(ctx, trx, completed, {
      action,
      what: 'checked_out',
      event: 'booking.attended',
      after: { startsAt: use.startsAt, endsAt: use.endsAt },
      note: outcome.note,
    })
  }
  const about = { subjectId: record.id, instrumentId: booking.instrumentId }
  if (record.endedAt === null) {
    await ctx.emit(ctx, trx, { type: 'usage.recorded', ...about })
    const freed = freedTime(booking, { startsAt: 0, endsAt: use.endsAt })
    await timeFreed(ctx, trx, { instrumentId: booking.instrumentId, freed })
  } else {
    const before = { startsAt: record.startedAt, endsAt: record.endedAt }
    await ctx.emit(ctx, trx, { type: 'usage.corrected', ...about, touched: hull(before, use) })
  }
  return { ...record, ...outcome }
}

/** A booking lasts for a minute at least. */
function lengthened({ startsAt, endsAt }: Interval): Interval {
  return { startsAt, endsAt: Math.max(endsAt, startsAt + MINUTE_MS) }
}

/** The booking as it is once its use is over. What was begun on the spot was booked for as long as it was used. */
async function completeBooking(
  ctx: Context,
  trx: Trx,
  booking: Booking,
  reserved: Interval,
): Promise<Booking> {
  const at = ctx.now()
  const { startsAt, endsAt } = reserved
  const { operatorId } = booking
  if (startsAt !== booking.startsAt || endsAt !== booking.endsAt) {
    await updateBookingSpan(trx, booking.id, { startsAt, endsAt, state: 'completed', operatorId, at })
    return { ...booking, startsAt, endsAt, state: 'completed', updatedAt: at, version: booking.version + 1 }
  }
  return booking.state === 'completed' ? booking : transition(trx, booking, { to: 'completed', at })
}

async function freeTheRest(trx: Trx, { id, instrumentId }: Booking, endedAt: Instant): Promise<void> {
  const [instrument] = await instrumentsByIds(trx, [instrumentId])
  const { turnaroundMs } = present(instrument, 'the instrument of a booking').policy
  await beginTurnaround(trx, id, endedAt, turnaroundMs)
}

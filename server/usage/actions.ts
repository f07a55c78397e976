/** Coming, going, and not coming. Each action is one transaction under the lock of the instrument. */

import { bookingFor, lockBooking } from '../booking/actions/access.ts'
import { workOff } from '../booking/actions/backlog.ts'
import { recordHappening } from '../booking/actions/history.ts'
import { transition } from '../booking/actions/transition.ts'
import { beginTurnaround, releaseTime } from '../booking/queries/blocked-time.ts'
import { type Booking, standingBefore } from '../booking/queries/bookings.ts'
import { isNoShow, NO_SHOW_MS } from '../booking/rules/states.ts'
import { instrumentsByIds } from '../catalog/queries/instruments.ts'
import type { Context } from '../context.ts'
import type { Trx } from '../database.ts'
import { authorise, may } from '../identity/rules.ts'
import type { Instant } from '../kernel/interval.ts'
import { present } from '../kernel/invariant.ts'
import { refuse } from '../kernel/problem.ts'
import {
  insertUsageRecord,
  openUsage,
  updateUsageEnd,
  type UsageRecord,
  usageByBookingIds,
} from './queries.ts'
import { attendance, checkInProblems, checkOutProblems, isExternal } from './rules.ts'

/** Lets a person begin: a keeper does, or the person himself shortly before his start. */
export async function checkIn(
  ctx: Context,
  { bookingId }: { readonly bookingId: string },
): Promise<UsageRecord> {
  const known = await bookingFor(ctx, bookingId, 'changeBookings')
  const viewer = authorise(ctx.viewer, 'changeBookings', known)
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const now = ctx.now()
    const inUseBy = (await openUsage(trx, booking.instrumentId))?.bookingId
    refuse(checkInProblems(booking, { now, isStaff: may(viewer, 'recordUsage', booking), inUseBy }))
    const record: UsageRecord = {
      id: ctx.newId(),
      bookingId,
      instrumentId: booking.instrumentId,
      institutionId: booking.institutionId,
      personId: booking.personId,
      customerInstitutionId: booking.customerInstitutionId,
      isExternal: isExternal(booking.institutionId, booking.customerInstitutionId),
      startedAt: now,
      endedAt: null,
      samples: 0,
      attendance: null,
      note: null,
      recordedBy: viewer.personId,
    }
    await insertUsageRecord(trx, record)
    const begun = await transition(trx, booking, { to: 'in_use', at: now })
    await recordHappening(ctx, trx, begun, { action: 'checkIn', what: 'checked_in' })
    return record
  })
}

export type CheckOutForm = {
  readonly bookingId: string
  /** Null: none. */
  readonly samples: number | null
  readonly note: string | null
}

/** Ends a use. What was booked beyond it, and the turnaround after it, is free for others; overtime takes nobody's time. */
export async function checkOut(
  ctx: Context,
  { bookingId, samples, note }: CheckOutForm,
): Promise<UsageRecord> {
  const known = await bookingFor(ctx, bookingId, 'changeBookings')
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    refuse(checkOutProblems(booking, { samples, note }))
    const [open] = await usageByBookingIds(trx, [bookingId])
    const record = present(open, 'the record of a booking in use')
    const endedAt = Math.max(ctx.now(), record.startedAt)
    const end = {
      endedAt,
      samples: samples ?? 0,
      attendance: attendance(booking, { startsAt: record.startedAt, endsAt: endedAt }),
      note: note?.trim() || null,
    }
    await updateUsageEnd(trx, record.id, end)
    const completed = await transition(trx, booking, { to: 'completed', at: endedAt })
    if (endedAt < booking.endsAt) await freeTheRest(trx, booking, endedAt)
    await recordHappening(ctx, trx, completed, {
      action: 'checkOut',
      what: 'checked_out',
      after: { startsAt: record.startedAt, endsAt: endedAt },
      note: end.note,
    })
    const { instrumentId } = booking
    await ctx.emit(ctx, trx, { type: 'usage.recorded', subjectId: record.id, instrumentId })
    return { ...record, ...end }
  })
}

async function freeTheRest(trx: Trx, { id, instrumentId }: Booking, endedAt: Instant): Promise<void> {
  const [instrument] = await instrumentsByIds(trx, [instrumentId])
  const { turnaroundMs } = present(instrument, 'the instrument of a booking').policy
  await beginTurnaround(trx, id, endedAt, turnaroundMs)
}

/** Whether the viewer may check somebody in or out for a booking now. Whether the instrument is in use is told when he does. */
export function attendanceAbilities(ctx: Context, booking: Booking) {
  const { viewer } = ctx
  const isConcerned = may(viewer, 'changeBookings', booking)
  const facts = { now: ctx.now(), isStaff: may(viewer, 'recordUsage', booking), inUseBy: undefined }
  return {
    checkIn: isConcerned && checkInProblems(booking, facts).length === 0,
    checkOut: isConcerned && checkOutProblems(booking, { samples: null, note: null }).length === 0,
  }
}

/**
 * Marks confirmed bookings as missed that nobody has come for within an hour of their start, and frees their time;
 * those of a downtime too, oldest first. Job.
 */
export async function markNoShows(ctx: Context): Promise<void> {
  const facts = { state: 'confirmed', before: ctx.now() - NO_SHOW_MS } as const
  await workOff(
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
  })
}

/** Coming and going. Each action is one transaction under the lock of the instrument. */

import { bookingFor, lockBooking } from '../../booking/actions/access.ts'
import { recordHappening } from '../../booking/actions/history.ts'
import { orWhoIsInTheWay } from '../../booking/actions/judgement.ts'
import { transition } from '../../booking/actions/transition.ts'
import { type Booking, bookingsByIds } from '../../booking/queries/bookings.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, may, type Viewer } from '../../identity/rules.ts'
import { type Instant, unionMs } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, problem, refuse } from '../../kernel/problem.ts'
import { openUses, type OpenUse, usageByBookingIds, type UsageRecord } from '../queries/records.ts'
import {
  openSessions,
  sessionsByRecordIds,
  updateSessionEnd,
  type UsageSession,
} from '../queries/sessions.ts'
import { checkInProblems, checkOutProblems, lastUnitTaken, unexplainedProblems } from '../rules/attendance.ts'
import type { UsageKind } from '../rules/sessions.ts'
import { standingAtCheckIn } from './conduct.ts'
import { beginEarly, whyNotEarly } from './leeway.ts'
import { addSession, concludeUse } from './outcome.ts'
import { personByEmail } from './people.ts'

export type CheckInForm = {
  readonly bookingId: string
  /** Null: plain use. */
  readonly kind?: UsageKind | null | undefined
  /** The address of who operates; null: the person who booked. */
  readonly operatorEmail?: string | null | undefined
  /** Whether the booking itself begins now, where the time before it is free. */
  readonly startsEarly?: boolean | null | undefined
}

/**
 * Lets a person begin, or go on after a break: a keeper does, or the person himself shortly before his start. Who starts
 * early has the booked start moved to now.
 */
export async function checkIn(ctx: Context, form: CheckInForm): Promise<UsageRecord> {
  const known = await bookingFor(ctx, form.bookingId, 'changeBookings')
  const viewer = authorise(ctx.viewer, 'changeBookings', known)
  const begin = () => ctx.store.transact((trx) => begun(ctx, trx, { known, viewer, form }))
  return form.startsEarly ? orWhoIsInTheWay(ctx, begin, () => whyNotEarly(ctx, known)) : begin()
}

type Coming = { readonly known: Booking; readonly viewer: Viewer; readonly form: CheckInForm }

async function begun(ctx: Context, trx: Trx, { known, viewer, form }: Coming): Promise<UsageRecord> {
  const { kind, operatorEmail, startsEarly } = form
  const locked = await lockBooking(ctx, trx, known)
  const now = ctx.now()
  const { inUseBy, isPaused } = await whoIsThere(ctx, trx, locked)
  if (startsEarly && inUseBy !== undefined) refuse([problem('INSTRUMENT_IN_USE', [inUseBy])])
  const booking = startsEarly ? await beginEarly(ctx, trx, locked) : locked
  refuse([
    ...checkInProblems(booking, { now, isStaff: may(viewer, 'recordUsage', booking), inUseBy, isPaused }),
    ...(await standingAtCheckIn(ctx, trx, booking)),
  ])
  const record = await addSession(ctx, trx, booking, {
    startsAt: now,
    endsAt: null,
    kind: kind ?? 'use',
    samples: 0,
    operatorId: (await personByEmail(trx, operatorEmail))?.id ?? null,
    note: null,
    source: 'person',
    sourceKey: null,
    origin: 'booking',
  })
  const inUse = await transition(trx, booking, { to: 'in_use', at: now })
  await recordHappening(ctx, trx, inUse, {
    action: 'checkIn',
    what: 'checked_in',
    event: 'booking.attended',
  })
  return record
}

/**
 * Who uses the instrument besides, and whether it is the booking itself that pauses. A use of somebody else whose time
 * has passed, and who is not there, ends here.
 */
export async function whoIsThere(
  ctx: Context,
  trx: Trx,
  { id, instrumentId }: Pick<Booking, 'id' | 'instrumentId'>,
) {
  const uses = await openUses(trx, instrumentId)
  const own = uses.find((it) => it.bookingId === id)
  const others: OpenUse[] = []
  for (const use of uses.filter((it) => it !== own)) {
    const [other] = use.isThere ? [] : await bookingsByIds(trx, [use.bookingId])
    if (other && other.endsAt <= ctx.now()) await concludeUse(ctx, trx, other, { action: 'concludeUses' })
    else others.push(use)
  }
  const [instrument] = others.length > 0 ? await instrumentsByIds(trx, [instrumentId]) : []
  return {
    inUseBy: lastUnitTaken(others, instrument?.capacity ?? 1),
    isPaused: own !== undefined && !own.isThere,
  }
}

export type CheckOutForm = {
  readonly bookingId: string
  /** Null: none. */
  readonly samples: number | null
  readonly note: string | null
  /** Whether the person will be back in the booked time: it is kept, and nothing is charged yet. */
  readonly comesBack?: boolean
}

/** Ends a session, and the use with it unless the person comes back. What was booked beyond the use is free for others. */
export async function checkOut(ctx: Context, form: CheckOutForm): Promise<UsageRecord> {
  const { bookingId, samples, comesBack = false } = form
  const known = await bookingFor(ctx, bookingId, 'changeBookings')
  return ctx.store.transact(async (trx) => {
    const booking = await lockBooking(ctx, trx, known)
    const now = ctx.now()
    const [found] = await usageByBookingIds(trx, [bookingId])
    const [sessions = []] = found ? await sessionsByRecordIds(trx, [found.id]) : []
    const leaving = { booking, found, sessions, form, now }
    refuse([...checkOutProblems(booking, { ...form, now }), ...unexplained(ctx, leaving)])
    const record = present(found, 'the record of a booking in use')
    await endLastSession(trx, sessions, { samples: samples ?? 0, note: form.note?.trim() || null, now })
    if (!comesBack) return concludeUse(ctx, trx, booking, { action: 'checkOut' })
    await ctx.audit(ctx, trx, {
      action: 'checkOut',
      subjectType: 'Booking',
      subjectId: bookingId,
      detail: { comesBack },
    })
    return record
  })
}

type Leaving = {
  readonly booking: Booking
  readonly found: UsageRecord | undefined
  readonly sessions: readonly UsageSession[]
  readonly form: CheckOutForm
  readonly now: Instant
}

/** A keeper says why somebody was there much longer or shorter than booked; what was begun on the spot was never booked. */
function unexplained(
  { viewer }: Context,
  { booking, found, sessions, form, now }: Leaving,
): readonly Problem[] {
  const isOwn = viewer?.personId === booking.personId
  if (form.comesBack || isOwn || booking.state !== 'in_use' || found?.origin === 'walk_in') return []
  const usedMs = unionMs(sessions.map((it) => ({ ...it, endsAt: it.endsAt ?? Math.max(now, it.startsAt) })))
  return unexplainedProblems(booking, usedMs, [form.note, ...sessions.map((it) => it.note)])
}

/** Ends the session that goes on; where none does, what is said after a break belongs to the last one. */
async function endLastSession(
  trx: Trx,
  sessions: readonly UsageSession[],
  { samples, note, now }: { readonly samples: number; readonly note: string | null; readonly now: Instant },
): Promise<void> {
  const last = present(sessions.at(-1), 'a session of a use')
  await updateSessionEnd(trx, last.id, {
    endsAt: last.endsAt ?? Math.max(now, last.startsAt),
    samples: last.samples + samples,
    note: note ?? last.note,
    recordedAt: last.endsAt === null ? now : last.recordedAt,
  })
}

/** Whether the viewer may check somebody in or out for a booking now, but for coming back. Whether the instrument is in use is told when he does. */
export function attendanceAbilities(ctx: Context, booking: Booking) {
  const { viewer } = ctx
  const isConcerned = may(viewer, 'changeBookings', booking)
  const isStaff = may(viewer, 'recordUsage', booking)
  const facts = { now: ctx.now(), isStaff, inUseBy: undefined }
  return {
    checkIn: isConcerned && checkInProblems(booking, facts).length === 0,
    checkOut: isConcerned && checkOutProblems(booking, { samples: null, note: null }).length === 0,
  }
}

/** Whether each booking's person has gone for a while and comes back, in the order of `bookingIds`. */
export async function pausedBookings(ctx: Context, bookingIds: readonly string[]): Promise<boolean[]> {
  const records = await usageByBookingIds(ctx.store.db, bookingIds)
  const open = records.flatMap((it) => (it?.endedAt === null ? [it.instrumentId] : []))
  const there = new Set((await openSessions(ctx.store.db, open)).map((it) => it.recordId))
  return records.map((it) => it?.endedAt === null && !there.has(it.id))
}

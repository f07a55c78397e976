/** Who may be checked in and out when, and how a use compares with its booking. A tolerance is exceeded only by strictly more. */

import { limitText, noteProblems } from '../booking/rules/booking-problems.ts'
import type { BookingState } from '../booking/rules/states.ts'
import { type Instant, type Interval, MINUTE_MS } from '../kernel/interval.ts'
import { type Problem, problem } from '../kernel/problem.ts'

export const ATTENDANCES = [
  'normal',
  'late',
  'leave_early',
  'overtime',
  'late_overtime',
  'late_leave_early',
  'missed',
] as const
export type Attendance = (typeof ATTENDANCES)[number]

export type Tolerances = {
  readonly lateMs: number
  readonly leaveEarlyMs: number
  readonly overtimeMs: number
}

export const TOLERANCES: Tolerances = {
  lateMs: 15 * MINUTE_MS,
  leaveEarlyMs: 30 * MINUTE_MS,
  overtimeMs: 10 * MINUTE_MS,
}

/** How a person kept to his booking; `missed` when he did not come. */
export function attendance(
  booked: Interval,
  used: Interval | null,
  tolerances: Tolerances = TOLERANCES,
): Attendance {
  if (!used) return 'missed'
  const isLate = used.startsAt - booked.startsAt > tolerances.lateMs
  if (used.endsAt - booked.endsAt > tolerances.overtimeMs) return isLate ? 'late_overtime' : 'overtime'
  if (booked.endsAt - used.endsAt > tolerances.leaveEarlyMs)
    return isLate ? 'late_leave_early' : 'leave_early'
  return isLate ? 'late' : 'normal'
}

/** The booker may check in from this long before the start; his keepers, who see the instrument, from an hour before. */
export const CHECK_IN_MS = { self: 15 * MINUTE_MS, staff: 60 * MINUTE_MS } as const

const SAMPLES_MAX = 1_000_000

export type CheckInFacts = {
  readonly now: Instant
  /** Whether the viewer keeps or manages the instrument. */
  readonly isStaff: boolean
  /** The booking of somebody who is still using the instrument. */
  readonly inUseBy: string | undefined
}

/** Every reason why nobody can be checked in for a booking; empty when somebody can. */
export function checkInProblems(
  booking: Interval & { readonly id: string; readonly state: BookingState },
  { now, isStaff, inUseBy }: CheckInFacts,
): readonly Problem[] {
  const early = isStaff ? CHECK_IN_MS.staff : CHECK_IN_MS.self
  if (booking.state !== 'confirmed') return [problem('BOOKING_NOT_CONFIRMED', [booking.id])]
  return [
    ...(inUseBy === undefined ? [] : [problem('INSTRUMENT_IN_USE', [inUseBy])]),
    ...(booking.startsAt - now > early
      ? [problem('CHECK_IN_TOO_EARLY', [], { limit: limitText(early) })]
      : []),
    ...(booking.endsAt <= now ? [problem('CHECK_IN_TOO_LATE')] : []),
  ]
}

/** Every reason why a use cannot be ended like this; empty when it can. */
export function checkOutProblems(
  booking: { readonly id: string; readonly state: BookingState },
  { samples, note }: { readonly samples: number | null; readonly note: string | null },
): readonly Problem[] {
  const isCount = samples === null || (Number.isInteger(samples) && samples >= 0 && samples <= SAMPLES_MAX)
  return [
    ...(booking.state === 'in_use' ? [] : [problem('BOOKING_NOT_IN_USE', [booking.id])]),
    ...(isCount ? [] : [problem('SAMPLES_INVALID')]),
    ...noteProblems('note', note),
  ]
}

/** Whether the customer is not of the owner; who belongs to no institution is not. */
export function isExternal(institutionId: string, customerInstitutionId: string | null): boolean {
  return customerInstitutionId !== institutionId
}

/** Who may be checked in and out when, and how a use compares with its booking. A tolerance is exceeded only by strictly more. */

import { limitText, noteProblems } from '../../booking/rules/booking-problems.ts'
import { type BookingState, NO_SHOW_MS } from '../../booking/rules/states.ts'
import { durationMs, type Instant, type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { samplesProblems } from './sessions.ts'

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

/** From when on the booker may check in, and when the booking lapses if nobody does. */
export function checkInTimes({ startsAt }: Interval): Interval {
  return { startsAt: startsAt - CHECK_IN_MS.self, endsAt: startsAt + NO_SHOW_MS }
}

/** How long before its start a booking is offered to who scans the code of an instrument. */
export const ATTEND_AHEAD_MS = 24 * 60 * MINUTE_MS

export type CheckInFacts = {
  readonly now: Instant
  /** Whether the viewer keeps or manages the instrument. */
  readonly isStaff: boolean
  /** The booking of somebody who is still using the instrument. */
  readonly inUseBy: string | undefined
  /** Whether the person has been there already and has gone for a while. */
  readonly isPaused?: boolean
}

/** The booking of somebody because of whom no unit is left; undefined where one is. Those who are there come first. */
export function lastUnitTaken(
  uses: readonly { readonly bookingId: string; readonly takesAll: boolean; readonly isThere: boolean }[],
  capacity: number,
): string | undefined {
  const first = uses.find((it) => it.isThere) ?? uses[0]
  const whole = uses.find((it) => it.takesAll) ?? (uses.length >= capacity ? first : undefined)
  return whole?.bookingId
}

/** Every reason why nobody can be checked in for a booking; empty when somebody can. */
export function checkInProblems(
  booking: Interval & { readonly id: string; readonly state: BookingState },
  { now, isStaff, inUseBy, isPaused = false }: CheckInFacts,
): readonly Problem[] {
  const early = isStaff ? CHECK_IN_MS.staff : CHECK_IN_MS.self
  const isExpected = booking.state === 'confirmed' || (booking.state === 'in_use' && isPaused)
  if (!isExpected) return [problem('BOOKING_NOT_CONFIRMED', [booking.id])]
  return [
    ...(inUseBy === undefined ? [] : [problem('INSTRUMENT_IN_USE', [inUseBy])]),
    ...(booking.startsAt - now > early
      ? [problem('CHECK_IN_TOO_EARLY', [], { limit: limitText(early) })]
      : []),
    ...(booking.endsAt <= now ? [problem('CHECK_IN_TOO_LATE')] : []),
  ]
}

export type CheckOutFacts = {
  readonly samples: number | null
  readonly note: string | null
  /** Whether the person will be back in the booked time, which is kept. */
  readonly comesBack?: boolean
  readonly now?: Instant
}

/** Every reason why a use cannot be ended like this; empty when it can. */
export function checkOutProblems(
  booking: Pick<Interval, 'endsAt'> & { readonly id: string; readonly state: BookingState },
  { samples, note, comesBack = false, now = 0 }: CheckOutFacts,
): readonly Problem[] {
  return [
    ...(booking.state === 'in_use' ? [] : [problem('BOOKING_NOT_IN_USE', [booking.id])]),
    ...(comesBack && booking.endsAt <= now ? [problem('COME_BACK_TOO_LATE')] : []),
    ...samplesProblems(samples),
    ...noteProblems('note', note),
  ]
}

/** A use may differ from its booking by this much, or by this part of it, without a word. */
export const UNEXPLAINED = { ms: 30 * MINUTE_MS, part: 0.25 } as const

/** Whether a use of so long differs from its booking by more than goes without a word: by both measures. */
export function needsExplaining(booked: Interval, usedMs: number): boolean {
  const bookedMs = durationMs(booked)
  const byMs = Math.abs(usedMs - bookedMs)
  return byMs > UNEXPLAINED.ms && byMs > bookedMs * UNEXPLAINED.part
}

/** The reason that is missing where a keeper ends a use far from its booking, and none of its notes says anything. */
export function unexplainedProblems(
  booked: Interval,
  usedMs: number,
  notes: readonly (string | null)[],
): readonly Problem[] {
  if (notes.some((it) => it !== null && it.trim() !== '') || !needsExplaining(booked, usedMs)) return []
  const wholeMinutes = Math.floor(usedMs / MINUTE_MS) * MINUTE_MS
  const limits = { booked: limitText(durationMs(booked)), used: limitText(wholeMinutes) }
  return [problem('USE_UNEXPLAINED', [], limits)]
}

/** Whether the customer is not of the owner; who belongs to no institution is not. */
export function isExternal(institutionId: string, customerInstitutionId: string | null): boolean {
  return customerInstitutionId !== institutionId
}

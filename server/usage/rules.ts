/** How a use compares with its booking. Tolerances are exceeded only by strictly more (domain: attendance). */

import { type Instant, type Interval, MINUTE_MS } from '../kernel/interval.ts'

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
  if (booked.endsAt - used.endsAt > tolerances.leaveEarlyMs) return isLate ? 'late_leave_early' : 'leave_early'
  return isLate ? 'late' : 'normal'
}

/** What has been used of a record so far: up to `now` while it is open. */
export function usedSpan(
  { startedAt, endedAt }: { readonly startedAt: Instant; readonly endedAt: Instant | null },
  now: Instant,
): Interval {
  return { startsAt: startedAt, endsAt: endedAt ?? Math.max(startedAt, now) }
}

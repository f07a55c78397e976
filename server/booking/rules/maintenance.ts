/** Whether an instrument may be taken out of service for a span. Opening hours and policies do not bind its keepers. */

import { DAY_MS, durationMs, type Instant, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { limitText } from './booking-problems.ts'
import { inTheWay, type TakenTime } from './taken-time.ts'

export const MAINTENANCE_MS_MAX = 366 * DAY_MS

/**
 * Every reason why not, with the bookings that would be covered; empty when it may. `capacity` is how many units there
 * are where one of them is meant; left out where all are.
 */
export function maintenanceProblems(
  span: Interval,
  taken: readonly TakenTime[],
  now: Instant,
  capacity = 1,
): readonly Problem[] {
  if (durationMs(span) <= 0) return [problem('BOOKING_SPAN_EMPTY')]
  const covered = inTheWay(span, taken, capacity)
  const bookings = covered.filter((it) => it.kind === 'booking' || it.kind === 'use').map((it) => it.id)
  const others = covered.filter((it) => it.kind !== 'booking' && it.kind !== 'use').map((it) => it.id)
  return [
    ...(bookings.length > 0 ? [problem('MAINTENANCE_COVERS_BOOKINGS', bookings)] : []),
    ...(others.length > 0 ? [problem('MAINTENANCE_OVERLAPS', others)] : []),
    ...(span.endsAt <= now ? [problem('MAINTENANCE_OVER')] : []),
    ...(durationMs(span) > MAINTENANCE_MS_MAX
      ? [problem('MAINTENANCE_TOO_LONG', [], { limit: limitText(MAINTENANCE_MS_MAX) })]
      : []),
  ]
}

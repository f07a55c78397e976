/** Moving many bookings at once: where each could go, and what may be asked for. */

import { openIntervals } from '../../catalog/rules/opening.ts'
import { DAY_MS, durationMs, type Instant, type Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { reasonProblems } from './booking-problems.ts'
import { freeIntervals, nextOnGrid } from './free-time.ts'
import { judgeBy, type JudgingFacts } from './judging.ts'
import { attendedTime, isAssisted } from './operators.ts'
import type { BookingState } from './states.ts'

/** So many bookings at a time. */
export const RESCHEDULE_ROWS_MAX = 50
/** Free time is looked for this far ahead. */
export const RESCHEDULE_MS = 14 * DAY_MS

export const RESCHEDULE_CHOICES = ['move', 'cancel', 'leave'] as const
export type RescheduleChoice = (typeof RESCHEDULE_CHOICES)[number]

/** What is to become of one booking; `to` is where it moves, null unless it does. */
export type RescheduleRow = {
  readonly bookingId: string
  readonly choice: RescheduleChoice
  readonly to: Interval | null
}

/** Every reason why rows cannot be asked for like this; empty when they can. */
export function rescheduleProblems(rows: readonly RescheduleRow[], reason: string): readonly Problem[] {
  const ids = rows.map((it) => it.bookingId)
  const isRepeated = new Set(ids).size < ids.length
  const isIncomplete = rows.some((it) => it.choice === 'move' && it.to === null)
  const isChanging = rows.some((it) => it.choice !== 'leave')
  return [
    ...(rows.length > RESCHEDULE_ROWS_MAX
      ? [problem('RESCHEDULE_TOO_MANY', [], { max: RESCHEDULE_ROWS_MAX })]
      : []),
    ...(isRepeated || isIncomplete ? [problem('INPUT_INVALID', [], { field: 'rows' })] : []),
    ...(isChanging ? reasonProblems(reason) : []),
  ]
}

/** Reasons why an institution cannot move or give up a booking: nobody has come for it, and it still stands. */
export function institutionsChangeProblems({
  id,
  state,
}: {
  readonly id: string
  readonly state: BookingState
}): readonly Problem[] {
  if (state === 'in_use') return [problem('BOOKING_STARTED', [id])]
  return state === 'requested' || state === 'confirmed' ? [] : [problem('BOOKING_OVER', [id])]
}

/**
 * The free span as long as the booking and nearest to it, inside `window`, that the rules let through; undefined when
 * there is none. The facts are without the booking itself.
 */
export function nearestSpan(booking: Interval, window: Interval, facts: JudgingFacts): Interval | undefined {
  const { instrument, lanes, taken, timetable, now } = facts
  const { grid } = facts.terms
  const { turnaroundMs, noticeMsMin } = instrument.policy
  const lengthMs = durationMs(booking)
  const earliest = Math.max(window.startsAt, now + noticeMsMin)
  const free = freeIntervals(openIntervals(timetable, window), taken, turnaroundMs, lanes.length)
  const distance = (it: Instant) => Math.abs(it - booking.startsAt)
  const { operation, isStaff } = facts
  const parts = isAssisted(operation, isStaff) ? attendedTime(free, operation) : [free]
  const starts = parts.flat().flatMap((it) => {
    const first = nextOnGrid(Math.max(it.startsAt, earliest), grid, instrument.timeZone)
    const last = it.endsAt - lengthMs
    const wanted = Math.min(Math.max(first, booking.startsAt), last)
    const onGrid = nextOnGrid(wanted - grid.alignMs + 1, grid, instrument.timeZone)
    return last < first ? [] : [Math.max(first, onGrid)]
  })
  return starts
    .toSorted((a, b) => distance(a) - distance(b) || a - b)
    .map((startsAt) => ({ startsAt, endsAt: startsAt + lengthMs }))
    .find((it) => judgeBy(facts, it).problems.length === 0)
}

/** Whether a booking lies on the grid of its instrument: the part of the day in which it starts decides. */

import { type SlotGrid, slotPartAt } from '../../catalog/rules/slots.ts'
import type { CutOff } from '../../catalog/rules/policy-layers.ts'
import { addDays, dateOf, instantOf, minutesOfDay, timeOf } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** The step and the alignment for bookings that start at a moment. */
export function gridAt(
  instant: Instant,
  grid: SlotGrid,
  timeZone: string,
): Pick<SlotGrid, 'stepMs' | 'alignMs'> {
  if (grid.blocks.length === 0) return grid
  return slotPartAt(dateOf(instant, timeZone), minutesOfDay(timeOf(instant, timeZone)) ?? 0, grid)
}

/** The start of the first day for which bookings can still be made; the beginning of time where none closes. */
export function firstOpenDay(cutOff: CutOff | null, { now, timeZone }: Clock): Instant {
  if (cutOff === null) return 0
  const today = dateOf(now, timeZone)
  const isOpen = now < instantOf(today, cutOff.time, timeZone)
  return instantOf(addDays(today, cutOff.daysBefore + (isOpen ? 0 : 1)), '00:00', timeZone)
}

type Clock = { readonly now: Instant; readonly timeZone: string }

/** Whether bookings of the day on which one starts can still be made. */
export function cutOffProblems(
  { startsAt }: Interval,
  cutOff: CutOff | null,
  { now, timeZone }: Clock,
): readonly Problem[] {
  if (cutOff === null) return []
  const date = addDays(dateOf(startsAt, timeZone), -cutOff.daysBefore)
  const { time } = cutOff
  return now < instantOf(date, time, timeZone) ? [] : [problem('BOOKING_CUT_OFF', [], { date, time })]
}

/** The order of found time: earliest first, instruments that start together by id; and what one may look for. */

import type { Instant, Interval } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { askingProblems } from './asking.ts'
import { BOOKING_MS_MAX } from './booking-problems.ts'
import { type SlotInstrument, SLOTS_MS_MAX } from './time-search.ts'
import { type Wishes, wishProblems } from './wished-time.ts'

export type FoundSlot = Interval & { readonly instrument: SlotInstrument }

/** A place in the order. */
export type SlotPlace = { readonly startsAt: Instant; readonly id: string }

/** Every reason why one cannot look for time so; empty when one can. */
export function searchProblems(during: Interval, lengthMs: number, wishes: Wishes): readonly Problem[] {
  const isLength = lengthMs > 0 && lengthMs <= BOOKING_MS_MAX
  return [
    ...askingProblems(during, SLOTS_MS_MAX),
    ...(isLength ? [] : [problem('INPUT_INVALID', [], { field: 'durationMinutes' })]),
    ...wishProblems(wishes),
  ]
}

/** The first `limit` of the slots behind `after`, in order. */
export function firstSlots(
  slots: readonly FoundSlot[],
  limit: number,
  after: SlotPlace | undefined,
): readonly FoundSlot[] {
  const left = after ? slots.filter((it) => comesAfter(it, after)) : slots
  if (left.length <= limit) return left.toSorted(inOrder)
  // Numbers alone sort many times faster; what starts later than the last of them cannot be among the first.
  const starts = Float64Array.from(left, (it) => it.startsAt).toSorted()
  const last = starts[limit - 1] ?? 0
  return left
    .filter((it) => it.startsAt <= last)
    .toSorted(inOrder)
    .slice(0, limit)
}

function inOrder(a: FoundSlot, b: FoundSlot): number {
  if (a.startsAt !== b.startsAt) return a.startsAt - b.startsAt
  return a.instrument.id < b.instrument.id ? -1 : 1
}

function comesAfter({ startsAt, instrument }: FoundSlot, after: SlotPlace): boolean {
  return startsAt > after.startsAt || (startsAt === after.startsAt && instrument.id > after.id)
}

/** What takes time on an instrument, what stands in the way of a span, and what becomes free. */

import { type Instant, type Interval, overlaps, subtractIntervals } from '../../kernel/interval.ts'

/** Time that is taken: `[startsAt, endsAt)` itself, and the turnaround after it until `blockedUntil`. */
export type TakenTime = Interval & {
  /** The id of the booking or the maintenance. */
  readonly id: string
  readonly kind: 'booking' | 'maintenance'
  readonly blockedUntil: Instant
}

/** The time that a booking takes: its own, and the turnaround after it. It is billed for its own only. */
export function blockedSpan({ startsAt, endsAt }: Interval, turnaroundMs: number): Interval {
  return { startsAt, endsAt: endsAt + turnaroundMs }
}

/** Taken time that shares time with `span` itself, in its order. */
export function inTheWay<T extends Interval>(span: Interval, taken: readonly T[]): readonly T[] {
  return taken.filter((it) => overlaps(it, span))
}

/** Taken time that does not share time with `span`, but leaves too little turnaround before or after it. */
export function inTurnaround(
  span: Interval,
  taken: readonly TakenTime[],
  turnaroundMs: number,
): readonly TakenTime[] {
  const blocked = blockedSpan(span, turnaroundMs)
  return taken.filter(
    (it) => !overlaps(it, span) && overlaps({ startsAt: it.startsAt, endsAt: it.blockedUntil }, blocked),
  )
}

/**
 * How a span that stands in nobody's way finds its place: its turnaround ends where the next one starts, and that
 * of the one before it ends where it starts. Nothing is cut where there is room for all.
 */
export function fittedSpan(span: Interval, turnaroundMs: number, taken: readonly TakenTime[]) {
  const { endsAt: busyUntil } = span
  const { endsAt } = blockedSpan(span, turnaroundMs)
  const nextStart = Math.min(...taken.filter((it) => it.startsAt >= span.endsAt).map((it) => it.startsAt))
  const cut = taken.filter((it) => it.startsAt < span.startsAt && it.blockedUntil > span.startsAt)
  return {
    blocked: { startsAt: span.startsAt, busyUntil, endsAt: Math.min(endsAt, nextStart) },
    cut: cut.map((it) => it.id),
  }
}

/** The time held before and not after; `after` is null when nothing is held any more. */
export function freedTime(before: Interval, after: Interval | null): readonly Interval[] {
  return subtractIntervals([before], after ? [after] : [])
}

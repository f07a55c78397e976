/** What takes time on an instrument, what stands in the way of a span, and what becomes free. */

import { clipAll, type Instant, type Interval, overlaps, subtractIntervals } from '../../kernel/interval.ts'
import { fullTime, type Seats } from './lanes.ts'

/** What can take time: a booking, maintenance, time held for a group, an offer to somebody who waits, a use without booking. */
export const TAKEN_KINDS = ['booking', 'maintenance', 'hold', 'offer', 'use'] as const
export type TakenKind = (typeof TAKEN_KINDS)[number]

/** Time that is taken: `[startsAt, endsAt)` itself, and the turnaround after it until `blockedUntil`. */
export type TakenTime = Seats & {
  /** The id of what takes it. */
  readonly id: string
  readonly kind: TakenKind
  readonly blockedUntil: Instant
}

/** Taken time with the interchangeable units of the instrument that it takes; none where it takes a part of it. */
export type LaneTime = TakenTime & { readonly lanes: readonly string[] }

/** The time that a booking takes: its own, and the turnaround after it. It is billed for its own only. */
export function blockedSpan({ startsAt, endsAt }: Interval, turnaroundMs: number): Interval {
  return { startsAt, endsAt: endsAt + turnaroundMs }
}

/**
 * What stands in the way of a span, in its order: all that shares time with it, or, where there are several units, all
 * that does when none is left.
 */
export function inTheWay<T extends Seats>(span: Interval, taken: readonly T[], capacity = 1): readonly T[] {
  const touching = taken.filter((it) => overlaps(it, span))
  if (capacity === 1) return touching
  const full = clipAll(fullTime(touching, capacity), span)
  return touching.filter((it) => full.some((moment) => overlaps(moment, it)))
}

/** What does not stand in the way of `span` itself, but leaves too little turnaround before or after it. */
export function inTurnaround<T extends Seats & Pick<TakenTime, 'blockedUntil'>>(
  span: Interval,
  taken: readonly T[],
  turnaroundMs: number,
  capacity = 1,
): readonly T[] {
  const blocked = taken.map((it) => ({ ...it, endsAt: it.blockedUntil, itself: it }))
  const covered = new Set(inTheWay(span, taken, capacity))
  return inTheWay(blockedSpan(span, turnaroundMs), blocked, capacity)
    .map((it) => it.itself)
    .filter((it) => !covered.has(it))
}

/**
 * How a span that stands in nobody's way finds its place: its turnaround ends where the next one starts, and that
 * of the one before it ends where it starts. Nothing is cut where there is room for all. A turnaround that is left
 * alone, because somebody left before his time began, goes.
 */
export function fittedSpan(span: Interval, turnaroundMs: number, taken: readonly TakenTime[]) {
  const { endsAt: busyUntil } = span
  const { endsAt } = blockedSpan(span, turnaroundMs)
  const nextStart = Math.min(...taken.filter((it) => it.startsAt >= span.endsAt).map((it) => it.startsAt))
  const cut = taken.filter((it) =>
    it.startsAt < it.endsAt
      ? it.startsAt < span.startsAt && it.blockedUntil > span.startsAt
      : it.startsAt < span.endsAt && it.blockedUntil > span.startsAt,
  )
  return {
    blocked: { startsAt: span.startsAt, busyUntil, endsAt: Math.min(endsAt, nextStart) },
    cut: cut.map((it) => it.id),
  }
}

/** The time held before and not after; `after` is null when nothing is held any more. */
export function freedTime(before: Interval, after: Interval | null): readonly Interval[] {
  return subtractIntervals([before], after ? [after] : [])
}

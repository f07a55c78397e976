/**
 * Half-open spans of time, `[startsAt, endsAt)`, in UTC epoch milliseconds.
 *
 * Half-open, so a booking that ends at 10:00 and one that starts at 10:00 do not overlap.
 * No time zone here: zones exist only where a person reads or types a time (calendar.ts).
 */

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

export type Interval = { readonly startsAt: Instant; readonly endsAt: Instant }

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** True when the two spans share at least one millisecond. */
export function overlaps(a: Interval, b: Interval): boolean {
  return Math.max(a.startsAt, b.startsAt) < Math.min(a.endsAt, b.endsAt)
}

/** True when every millisecond of `inner` is in `outer`. */
export function contains(outer: Interval, inner: Interval): boolean {
  return outer.startsAt <= inner.startsAt && inner.endsAt <= outer.endsAt
}

/** Length in milliseconds; negative when the span is backwards. */
export function durationMs(span: Interval): number {
  return span.endsAt - span.startsAt
}

/** The time in all spans together, each millisecond counted once. */
export function unionMs(spans: readonly Interval[]): number {
  return mergeIntervals(spans).reduce((sum, it) => sum + durationMs(it), 0)
}

/** The part of `span` inside `window`; undefined when they share no time. */
export function clip(span: Interval, window: Interval): Interval | undefined {
  const startsAt = Math.max(span.startsAt, window.startsAt)
  const endsAt = Math.min(span.endsAt, window.endsAt)
  return startsAt < endsAt ? { startsAt, endsAt } : undefined
}

/** The parts of `spans` inside `window`, in their order. */
export function clipAll(spans: readonly Interval[], window: Interval): readonly Interval[] {
  return spans.flatMap((it) => clip(it, window) ?? [])
}

/** The smallest set of disjoint, non-empty spans, ascending, that covers exactly the same time. */
export function mergeIntervals(spans: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = []
  const ascending = spans.filter((it) => it.startsAt < it.endsAt).toSorted((a, b) => a.startsAt - b.startsAt)
  for (const span of ascending) {
    const last = merged.at(-1)
    if (last && span.startsAt <= last.endsAt) {
      const endsAt = Math.max(last.endsAt, span.endsAt)
      merged[merged.length - 1] = { startsAt: last.startsAt, endsAt }
    } else {
      merged.push({ startsAt: span.startsAt, endsAt: span.endsAt })
    }
  }
  return merged
}

/** The time in `spans` and not in `taken`: disjoint, ascending. */
export function subtractIntervals(
  spans: readonly Interval[],
  taken: readonly Interval[],
): readonly Interval[] {
  const holes = mergeIntervals(taken)
  const left: Interval[] = []
  let first = 0
  for (const span of mergeIntervals(spans)) {
    let startsAt = span.startsAt
    for (let hole = holes[first]; hole && hole.endsAt <= span.startsAt; hole = holes[first]) first += 1
    for (let i = first; i < holes.length; i += 1) {
      const hole = holes[i]
      if (!hole || hole.startsAt >= span.endsAt) break
      if (hole.startsAt > startsAt) left.push({ startsAt, endsAt: hole.startsAt })
      startsAt = Math.max(startsAt, hole.endsAt)
    }
    if (startsAt < span.endsAt) left.push({ startsAt, endsAt: span.endsAt })
  }
  return left
}

/** The time in both lists: disjoint, ascending. */
export function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const others = mergeIntervals(b)
  return mergeIntervals(a).flatMap((span) => clipAll(others, span))
}

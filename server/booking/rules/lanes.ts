/**
 * Interchangeable units, the lanes of an instrument. What is promised is a number at every moment and no certain lane:
 * whoever fits gets one, where others have to change theirs for it.
 */

import { type Instant, type Interval, mergeIntervals, overlaps } from '../../kernel/interval.ts'

/** More than any instrument has: what takes a part that there is once takes them all. */
export const ALL_SEATS = 1_000

/** A span with how many lanes it takes; one unless told. */
export type Seats = Interval & { readonly seats?: number | undefined }

export type Occupancy = Interval & { readonly taken: number }

/** How many of `capacity` lanes are taken, where any is: ascending, disjoint, and neighbours differ. */
export function occupancy(spans: readonly Seats[], capacity: number): readonly Occupancy[] {
  const steps = spans
    .filter((it) => it.startsAt < it.endsAt)
    .flatMap(({ startsAt, endsAt, seats = 1 }) => [
      { at: startsAt, by: seats },
      { at: endsAt, by: -seats },
    ])
    .toSorted((a, b) => a.at - b.at)
  const found: Occupancy[] = []
  let count = 0
  for (const [i, { at, by }] of steps.entries()) {
    count += by
    const endsAt = steps[i + 1]?.at ?? at
    if (count === 0 || endsAt === at) continue
    const taken = Math.min(count, capacity)
    const last = found.at(-1)
    if (last && last.endsAt === at && last.taken === taken) found[found.length - 1] = { ...last, endsAt }
    else found.push({ startsAt: at, endsAt, taken })
  }
  return found
}

/** When no lane is left: ascending, disjoint. */
export function fullTime(spans: readonly Seats[], capacity: number): readonly Interval[] {
  if (capacity === 1) return mergeIntervals(spans)
  return occupancy(spans, capacity)
    .filter((it) => it.taken >= capacity)
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))
}

/** Something that needs a place. Its own time is `[startsAt, endsAt)`, its turnaround lasts until `blockedUntil`. */
export type Sitting = Interval & {
  readonly id: string
  readonly blockedUntil: Instant
  /** Where it may sit. */
  readonly lanes: readonly string[]
  /** Whether it takes every one of them. */
  readonly takesAll: boolean
  /** What it needs besides. */
  readonly parts: readonly string[]
  /** The units that it has now. */
  readonly current: readonly string[]
  /** Whether it stays where it is: it has begun. */
  readonly isFixed: boolean
}

export type Seat = { readonly units: readonly string[]; readonly blockedUntil: Instant }

export type Seating = {
  readonly seats: ReadonlyMap<string, Seat>
  /** The ids of those for whom there is no place, and of those who are in their way. */
  readonly crowded: readonly string[]
}

/**
 * A place for each. First those that stay, then by start, each where it is when that is free, else on any lane that is:
 * among intervals, this finds a place for all whenever there are never too many at once. Where turnarounds leave no
 * room for all, they are cut.
 */
export function seating(sittings: readonly Sitting[]): Seating {
  const whole = seated(sittings, 'blockedUntil')
  if (whole.crowded.length === 0) return whole
  const { seats, crowded } = seated(sittings, 'endsAt')
  return { seats: withCutTurnarounds(sittings, seats), crowded }
}

type Placed = Interval & { readonly id: string }

function seated(sittings: readonly Sitting[], until: 'endsAt' | 'blockedUntil'): Seating {
  const taken = new Map<string, Placed[]>()
  const seats = new Map<string, Seat>()
  const crowded = new Set<string>()
  const inOrder = sittings.toSorted(
    (a, b) => Number(b.isFixed) - Number(a.isFixed) || a.startsAt - b.startsAt || a.id.localeCompare(b.id),
  )
  for (const it of inOrder) {
    const placed = { id: it.id, startsAt: it.startsAt, endsAt: it[until] }
    const others = (unit: string) => (taken.get(unit) ?? []).filter((other) => overlaps(other, placed))
    const units = it.takesAll ? [...it.lanes, ...it.parts] : [laneFor(it, others), ...it.parts]
    if (units.some((unit) => others(unit).length > 0)) {
      // Where no lane is free, all who sit on one are in the way.
      const inTheWay = [...it.lanes, ...it.parts].flatMap((unit) => others(unit))
      for (const { id } of [placed, ...inTheWay]) crowded.add(id)
    }
    for (const unit of units) taken.set(unit, [...(taken.get(unit) ?? []), placed])
    seats.set(it.id, { units, blockedUntil: it.blockedUntil })
  }
  return { seats, crowded: [...crowded] }
}

/** The lane that it has, when it is free; else the first that is free; else one that is not. */
function laneFor({ lanes, current, isFixed }: Sitting, others: (unit: string) => readonly Placed[]): string {
  const own = lanes.find((lane) => current.includes(lane))
  if (own !== undefined && (isFixed || others(own).length === 0)) return own
  return lanes.find((lane) => others(lane).length === 0) ?? own ?? lanes[0] ?? ''
}

/** Each turnaround ends where the next one begins on any of its units. */
function withCutTurnarounds(
  sittings: readonly Sitting[],
  seats: ReadonlyMap<string, Seat>,
): ReadonlyMap<string, Seat> {
  const starts = new Map<string, Instant[]>()
  for (const { id, startsAt } of sittings) {
    for (const unit of seats.get(id)?.units ?? []) starts.set(unit, [...(starts.get(unit) ?? []), startsAt])
  }
  return new Map(
    sittings.map(({ id, endsAt, blockedUntil }) => {
      const units = seats.get(id)?.units ?? []
      const next = units.flatMap((unit) => (starts.get(unit) ?? []).filter((it) => it >= endsAt))
      return [id, { units, blockedUntil: Math.min(blockedUntil, ...next) }]
    }),
  )
}

/** What becomes of time that is taken already when instruments are arranged anew. */

import type { Units } from '../../catalog/rules/topology.ts'
import type { Instant } from '../../kernel/interval.ts'
import { seating, type Sitting } from './lanes.ts'
import type { TakenTime } from './taken-time.ts'

/** Time that is taken, on whose calendar, and the units that it has. */
export type Held = TakenTime & { readonly instrumentId: string; readonly units: readonly string[] }

type CarryOver = {
  /** Each with the units that it takes from now on. */
  readonly held: readonly Held[]
  /** The ids of those that would be in each other's way. */
  readonly crowded: readonly string[]
}

type CarryFacts = {
  readonly now: Instant
  /** The lanes of each instrument until now, by id. */
  readonly lanesBefore: ReadonlyMap<string, readonly string[]>
  /** What each instrument takes from now on, by id. */
  readonly units: ReadonlyMap<string, Units>
  /** What is being used: it stays on its lane. */
  readonly inUse: ReadonlySet<string>
}

/** Finds a place for each on the new units. Maintenance of every lane remains so; all else takes one. */
export function carriedOver(
  held: readonly Held[],
  { now, lanesBefore, units, inUse }: CarryFacts,
): CarryOver {
  const sittings = held.map((it): Sitting => {
    const { lanes, parts } = units.get(it.instrumentId) ?? { lanes: [], parts: [] }
    const before = lanesBefore.get(it.instrumentId) ?? []
    const hadAll = before.every((lane) => it.units.includes(lane))
    const takesAll = hadAll && (it.kind === 'maintenance' || before.length > 1)
    const isFixed = it.startsAt <= now || inUse.has(it.id)
    return { ...it, lanes, parts, takesAll, current: it.units, isFixed }
  })
  const { seats, crowded } = seating(sittings)
  return {
    held: held.map((it) => ({ ...it, ...seats.get(it.id) })),
    crowded,
  }
}

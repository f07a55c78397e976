/** How the cases write that instruments hang together. */

import { type Arrangement, type Topology, unitsOf } from '../../server/catalog/rules/topology.ts'

const ALONE: Arrangement = { capacity: 1, parentId: null, scheduleOfId: null }

function topologyOf(list: readonly (readonly [string, Partial<Arrangement>])[]): Topology {
  return new Map(list.map(([id, more]) => [id, { ...ALONE, ...more, id, institutionId: 'owner' }]))
}

/** Lists of instruments, each with one schedule. */
export function sharing(lists: readonly (readonly string[])[]): Topology {
  return topologyOf(
    lists.flatMap(([first = '', ...others]) => [
      [first, {}] as const,
      ...others.map((id) => [id, { scheduleOfId: first }] as const),
    ]),
  )
}

/** Instruments with the parent of each. */
export function family(parents: Readonly<Record<string, string | null>>): Topology {
  return topologyOf(Object.entries(parents).map(([id, parentId]) => [id, { parentId }] as const))
}

/** Whether whoever has the one cannot have the other too. */
export function shareUnits(a: string, b: string, topology: Topology): boolean {
  const all = (id: string) => Object.values(unitsOf(id, topology)).flat()
  return all(a).some((it) => all(b).includes(it))
}

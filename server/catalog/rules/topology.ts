/** How instruments hang together, what each of them takes when it is used, and which arrangements make no sense. */

import { type Problem, problem } from '../../kernel/problem.ts'

export const CAPACITY_MAX = 50
/** How many instruments may stand above one another, and how long a chain of shared schedules may be. */
const DEPTH_MAX = 5

/** How one instrument hangs together with others. */
export type Arrangement = {
  /** How many interchangeable units it has; counts where it has a schedule of its own. */
  readonly capacity: number
  /** The instrument of which it is a component. */
  readonly parentId: string | null
  /** The instrument whose schedule it shares. */
  readonly scheduleOfId: string | null
}

export type ArrangedInstrument = Arrangement & { readonly id: string; readonly institutionId: string }

/** All instruments that hang together, by id. */
export type Topology = ReadonlyMap<string, ArrangedInstrument>

export type Units = {
  /** One of them is taken. */
  readonly lanes: readonly string[]
  /** All of them are taken. */
  readonly parts: readonly string[]
}

/** What an instrument takes: a lane of its schedule, and all lanes of all its descendants. */
export function unitsOf(id: string, topology: Topology): Units {
  const lanes = lanesOf(id, topology)
  const parts = descendants(id, topology).flatMap((it) => lanesOf(it, topology))
  return { lanes, parts: [...new Set(parts)].filter((it) => !lanes.includes(it)).toSorted() }
}

/** `id`, `id~2` … `id~k` of the instrument whose schedule it is. */
export function lanesOf(id: string, topology: Topology): readonly string[] {
  const owner = scheduleOwner(id, topology)
  const capacity = topology.get(owner)?.capacity ?? 1
  return Array.from({ length: capacity }, (_, i) => (i === 0 ? owner : `${owner}~${i + 1}`))
}

function scheduleOwner(id: string, topology: Topology): string {
  return chain(id, topology, 'scheduleOfId').at(-1) ?? id
}

/** From the instrument along `by`, itself first; ends before it comes round. */
function chain(id: string, topology: Topology, by: 'parentId' | 'scheduleOfId'): readonly string[] {
  const passed: string[] = []
  for (let at: string | null = id; at !== null && !passed.includes(at); at = topology.get(at)?.[by] ?? null)
    passed.push(at)
  return passed
}

/** Components, their components, and so on; itself left out. */
export function descendants(id: string, topology: Topology): readonly string[] {
  return [...topology.keys()].filter((it) => it !== id && chain(it, topology, 'parentId').includes(id))
}

/** The instruments whose units are not the same in both; those that exist in one only are left out. */
export function changedUnits(before: Topology, after: Topology): readonly string[] {
  const text = (id: string, topology: Topology) => JSON.stringify(unitsOf(id, topology))
  return [...after.keys()].filter((id) => before.has(id) && text(id, before) !== text(id, after))
}

/** Every reason why the instrument cannot be arranged so; `topology` is how all would be then. */
export function topologyProblems(id: string, topology: Topology): readonly Problem[] {
  const own = topology.get(id)
  if (!own) return [problem('INSTRUMENT_NOT_FOUND')]
  const { capacity, parentId, scheduleOfId, institutionId } = own
  const named = [parentId, scheduleOfId].filter((it) => it !== null)
  const isSound = Number.isInteger(capacity) && capacity >= 1 && capacity <= CAPACITY_MAX
  const strangers = named.filter((it) => topology.get(it)?.institutionId !== institutionId)
  const loops = (['parentId', 'scheduleOfId'] as const).filter((by) => comesRound(id, topology, by))
  const depth = Math.max(...[...topology.keys()].map((it) => chain(it, topology, 'parentId').length))
  const sharing = Math.max(...[...topology.keys()].map((it) => chain(it, topology, 'scheduleOfId').length))
  const many = [...topology.keys()].filter(
    (it) => lanesOf(it, topology).length > 1 && descendants(it, topology).length > 0,
  )
  return [
    ...(isSound ? [] : [problem('INPUT_INVALID', [], { field: 'capacity' })]),
    ...(strangers.length > 0 ? [problem('ARRANGEMENT_ELSEWHERE', strangers)] : []),
    ...(loops.length > 0 ? [problem('ARRANGEMENT_COMES_ROUND', [id])] : []),
    ...(depth > DEPTH_MAX || sharing > DEPTH_MAX
      ? [problem('ARRANGEMENT_TOO_DEEP', [], { max: DEPTH_MAX })]
      : []),
    ...(scheduleOfId !== null && capacity > 1
      ? [problem('CAPACITY_IS_OF_THE_SCHEDULE', [scheduleOfId])]
      : []),
    ...(many.length > 0 ? [problem('CAPACITY_WITH_COMPONENTS', many)] : []),
  ]
}

function comesRound(id: string, topology: Topology, by: 'parentId' | 'scheduleOfId'): boolean {
  const last = chain(id, topology, by).at(-1) ?? id
  return typeof topology.get(last)?.[by] === 'string'
}

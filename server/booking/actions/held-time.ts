/** Held time as the viewer may see it: whether it is held for him, and for which group. */

import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import { TURNAROUND_MS_MAX } from '../../catalog/rules/policy.ts'
import type { Interval } from '../../kernel/interval.ts'
import { heldFor, heldUnits } from '../queries/holds.ts'
import type { TakenTime } from '../rules/taken-time.ts'
import type { HeldUnits } from '../rules/viewer-time.ts'

export type HeldTime = {
  /** The ids of what is held for a group of the viewer, on the instrument that is asked about. */
  readonly own: ReadonlySet<string>
  /** The name of the group for its people and those who keep the instrument; null for others. */
  readonly labelOf: (id: string) => string | null
}

const NONE: HeldTime = { own: new Set(), labelOf: () => null }

type Taken = Pick<TakenTime, 'id' | 'kind'>

/** What is held on each instrument; a hold on another that shares a unit is taken time like any other. One statement, only where anything is held. */
export async function heldTime(
  { store, viewer, locale }: Pick<Context, 'store' | 'viewer' | 'locale'>,
  taken: readonly Taken[],
): Promise<(instrumentId: string) => HeldTime> {
  const ids = new Set(taken.filter((it) => it.kind === 'hold').map((it) => it.id))
  if (ids.size === 0 || viewer === null) return () => NONE
  const held = await heldFor(store.db, [...ids], viewer.personId)
  const byId = new Map(held.map((it) => [it.id, it]))
  const labelOf = (id: string) => {
    const it = byId.get(id)
    if (!it || !(it.isOwn || may(viewer, 'holdTime', it))) return null
    return locale === 'en' ? (it.nameEn ?? it.nameZh) : it.nameZh
  }
  const own = Map.groupBy(
    held.filter((it) => it.isOwn),
    (it) => it.instrumentId,
  )
  return (instrumentId) => ({
    own: new Set((own.get(instrumentId) ?? []).map((it) => it.id)),
    labelOf,
  })
}

/** What is taken for the viewer: what is held for his group is not. */
export function takenFor<T extends Taken>(taken: readonly T[], { own }: HeldTime): readonly T[] {
  return own.size === 0 ? taken : taken.filter((it) => !own.has(it.id))
}

/**
 * The time of units that is held for the viewer's group, around a span. Asked after what is taken was read: what is
 * held then was nobody's, or was given up since.
 */
export async function ownHeldUnits(
  { store, viewer }: Pick<Context, 'store' | 'viewer'>,
  { startsAt, endsAt }: Interval,
): Promise<HeldUnits> {
  if (!viewer || viewer.institutionId === null) return new Map()
  const { personId, institutionId } = viewer
  const reach = { startsAt, endsAt: endsAt + TURNAROUND_MS_MAX }
  const held = await heldUnits(store.db, { personId, institutionId }, reach)
  const byInstrument = Map.groupBy(held, (it) => it.instrumentId)
  return new Map([...byInstrument].map(([id, own]) => [id, Map.groupBy(own, (it) => it.unitId)]))
}

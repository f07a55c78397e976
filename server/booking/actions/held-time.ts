/** Held time as the viewer may see it: whether it is held for him, and for which group. */

import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import type { BusyTime } from '../queries/busy-time.ts'
import { heldFor } from '../queries/holds.ts'

export type HeldTime = {
  /** The ids of what is held for a group of the viewer. */
  readonly own: ReadonlySet<string>
  /** The name of the group for its people and those who keep the instrument; null for others. */
  readonly labelOf: (id: string) => string | null
}

const NONE: HeldTime = { own: new Set(), labelOf: () => null }

/** One statement, only where anything is held. */
export async function heldTime(
  { store, viewer, locale }: Pick<Context, 'store' | 'viewer' | 'locale'>,
  taken: readonly BusyTime[],
): Promise<HeldTime> {
  const ids = taken.filter((it) => it.kind === 'hold').map((it) => it.id)
  if (ids.length === 0) return NONE
  const held = await heldFor(store.db, ids, viewer?.personId ?? null)
  const own = new Set(held.filter((it) => it.isOwn).map((it) => it.id))
  const byId = new Map(held.map((it) => [it.id, it]))
  return {
    own,
    labelOf: (id) => {
      const it = byId.get(id)
      if (!it || !(it.isOwn || may(viewer, 'holdTime', it))) return null
      return locale === 'en' ? (it.nameEn ?? it.nameZh) : it.nameZh
    },
  }
}

/** What is taken for the viewer: what is held for his group is not. */
export function takenFor(taken: readonly BusyTime[], { own }: HeldTime): readonly BusyTime[] {
  return own.size === 0 ? taken : taken.filter((it) => !own.has(it.id))
}

/** What a list of instruments can be narrowed by: counts of each value, each facet without its own condition. */

import { codePath, lastCodeOf } from './category.ts'
import type { ShareMode } from './instrument.ts'

export const FACET_VALUES_MAX = 50

/** How many instruments share these four values. */
export type FacetGroup = {
  readonly categoryCode: string
  readonly district: string
  readonly institutionId: string
  readonly shareMode: ShareMode
  readonly count: number
}

/** The conditions that have a facet. */
export type FacetPicks = {
  readonly categoryCode?: string | null | undefined
  readonly district?: string | null | undefined
  readonly institutionId?: string | null | undefined
  readonly shareMode?: ShareMode | null | undefined
}

export type KeyCount = { readonly key: string; readonly count: number }

/** Counts by value, the largest first, at most 50 of each; `total` is how many instruments fulfil all conditions. */
export type Facets = {
  readonly categories: readonly KeyCount[]
  readonly districts: readonly KeyCount[]
  readonly institutions: readonly KeyCount[]
  readonly shareModes: readonly KeyCount[]
  readonly total: number
}

/**
 * Counts out of the groups of all instruments, whatever is picked. Categories are those of the first level, and on the
 * way to the picked one those beside and right below it.
 */
export function facets(groups: readonly FacetGroup[], picks: FacetPicks): Facets {
  const without = (facet: keyof FacetPicks) => groups.filter((it) => fulfils(it, { ...picks, [facet]: null }))
  return {
    categories: counts(without('categoryCode'), (it) => categoryKeys(it.categoryCode, picks.categoryCode)),
    districts: counts(without('district'), (it) => [it.district]),
    institutions: counts(without('institutionId'), (it) => [it.institutionId]),
    shareModes: counts(without('shareMode'), (it) => [it.shareMode]),
    total: groups.filter((it) => fulfils(it, picks)).reduce((sum, it) => sum + it.count, 0),
  }
}

/** Whether an instrument with these values is among those picked. */
export function fulfils(
  group: Omit<FacetGroup, 'count'>,
  { categoryCode, district, institutionId, shareMode }: FacetPicks,
): boolean {
  return (
    (!categoryCode ||
      (group.categoryCode >= categoryCode && group.categoryCode <= lastCodeOf(categoryCode))) &&
    (!district || group.district === district) &&
    (!institutionId || group.institutionId === institutionId) &&
    (!shareMode || group.shareMode === shareMode)
  )
}

/** The codes under which an instrument counts: of the first level, and deeper as far as the picked code leads. */
function categoryKeys(code: string, picked: string | null | undefined): readonly string[] {
  const path = codePath(code)
  const way = picked ? codePath(picked) : []
  const shared = path.findIndex((it, i) => it !== way[i])
  return path.slice(0, shared === -1 ? path.length : shared + 1)
}

function counts(
  groups: readonly FacetGroup[],
  keysOf: (group: FacetGroup) => readonly string[],
): readonly KeyCount[] {
  const sums = new Map<string, number>()
  for (const group of groups) {
    for (const key of keysOf(group)) sums.set(key, (sums.get(key) ?? 0) + group.count)
  }
  return [...sums]
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, FACET_VALUES_MAX)
}

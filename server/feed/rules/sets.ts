/** The sets of the feed: by category, district, owner, and what is shared with others. A colon leads one level down. */

import type { PublicInstrument } from './public-instrument.ts'

export type FeedSet = { readonly spec: string; readonly name: string }

/** Sets that hold every record: the roots of the three branches in which each record has a place. */
const WHOLE: readonly FeedSet[] = [
  { spec: 'cat', name: '按仪器分类 By category' },
  { spec: 'org', name: '按所属单位 By owner' },
  { spec: 'region', name: '按旗区 By district' },
]

/** Sets with a name of their own, the roots among them, for every instrument alike. */
export const ROOT_SETS: readonly FeedSet[] = [
  ...WHOLE,
  { spec: 'share', name: '按共享方式 By way of sharing' },
]

const WHOLE_SPECS = new Set(WHOLE.map((it) => it.spec))

/** The sets below the roots that an instrument belongs to. */
export function setsOf(it: PublicInstrument): readonly FeedSet[] {
  const branch = `cat:${it.categoryCode.slice(0, 2)}`
  const [first] = it.categories
  const own = it.categories.at(-1)
  const { institution, district } = it
  const sets = [
    { spec: branch, name: named(first?.nameZh ?? branch, first?.nameEn) },
    { spec: `${branch}:${it.categoryCode}`, name: named(own?.nameZh ?? it.categoryCode, own?.nameEn) },
    { spec: `region:${district.adcode}`, name: named(district.nameZh, district.nameEn) },
    { spec: `org:${institution.uscc}`, name: named(institution.nameZh, institution.nameEn) },
  ]
  return it.shareMode === 'external'
    ? [...sets, { spec: 'share:external', name: '对外共享 Shared with others' }]
    : sets
}

function named(nameZh: string, nameEn: string | null | undefined): string {
  return nameEn ? `${nameZh} ${nameEn}` : nameZh
}

/** The set whose members are stored for `spec`; null where it holds every record. */
export function storedSet(spec: string | null): string | null {
  if (spec === null || WHOLE_SPECS.has(spec)) return null
  return spec === 'share' ? 'share:external' : spec
}

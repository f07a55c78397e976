/** Finding instruments: lists, counts and single ones, as far as the viewer may see them. */

import type { Context } from '../../context.ts'
import { may, mayEverywhere, placesOf, type Viewer } from '../../identity/rules.ts'
import { institutionsByIds, districtsByAdcodes } from '../../institutions/queries/institutions.ts'
import type { ReviewState } from '../../institutions/rules.ts'
import { present } from '../../kernel/invariant.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Page, type PageArgs, pageOf, type PageRequest, pageRequest } from '../../kernel/page.ts'
import { refuse } from '../../kernel/problem.ts'
import { categoriesByCodes } from '../queries/categories.ts'
import {
  facetGroups,
  type FreeTime,
  idsByName,
  idsByNewest,
  idsByRelevance,
  instrumentCount,
  type InstrumentSearch,
  type ListedId,
} from '../queries/instrument-search.ts'
import { type Instrument, instrumentsByIds } from '../queries/instruments.ts'
import { calendarDays, changeDates, changingPaths, schedules } from '../queries/opening.ts'
import { type FacetPicks, type Facets, facets, type KeyCount } from '../rules/facets.ts'
import { freeDuringProblems, openPaths, steadyPath } from '../rules/free-time.ts'
import { openingDates } from '../rules/opening.ts'
import { searchTiers } from '../rules/search.ts'
import type { ShareMode } from '../rules/instrument.ts'

export type InstrumentFilter = FacetPicks & {
  /** Words that must all be there, in any order. */
  readonly text?: string | null | undefined
  readonly state?: ReviewState | null | undefined
  /** Open during the whole span, and not taken. */
  readonly freeDuring?: Interval | null | undefined
  /** Only instruments that the viewer keeps. */
  readonly managedByMe?: boolean | null | undefined
}

export type InstrumentSort = 'relevance' | 'name' | 'newest'

/** Counting stops here: whoever sees so many results narrows them instead of counting them. */
const COUNT_MAX = 10_000

/**
 * Instruments that the viewer may see: public ones, and those of institutions whose unpublished ones he may see.
 * Relevance without a text is the order of names.
 */
export async function findInstruments(
  ctx: Context,
  filter: InstrumentFilter,
  sort: InstrumentSort,
  args: PageArgs,
): Promise<Page<Instrument> & { readonly search: InstrumentSearch }> {
  const search = await instrumentSearch(ctx, filter)
  const page = pageRequest(args)
  const listed = await listedIds(ctx, search, sort, page)
  const instruments = await instrumentsByIds(
    ctx.store.db,
    listed.map((it) => it.id),
  )
  const keys = new Map(listed.map((it) => [it.id, it.key]))
  const rows = instruments.flatMap((it) => it ?? [])
  return { ...pageOf(rows, page, (it) => present(keys.get(it.id), 'the key of a listed instrument')), search }
}

/** The ids of the first `limit` instruments of a search, in its order. */
export async function findInstrumentIds(
  ctx: Context,
  filter: InstrumentFilter,
  sort: InstrumentSort,
  limit: number,
): Promise<string[]> {
  const listed = await listedIds(ctx, await instrumentSearch(ctx, filter), sort, { limit, after: undefined })
  return listed.slice(0, limit).map((it) => it.id)
}

/** How many instruments a search finds, up to 10,000. */
export function countInstruments({ store }: Context, search: InstrumentSearch): Promise<number> {
  return instrumentCount(store.db, store.dialect, search, COUNT_MAX)
}

function listedIds(
  { store }: Context,
  search: InstrumentSearch,
  sort: InstrumentSort,
  page: PageRequest,
): Promise<ListedId[]> {
  if (sort === 'newest') return idsByNewest(store.db, store.dialect, search, page)
  const isRanked = sort === 'relevance' && search.tiers.length > 0
  return (isRanked ? idsByRelevance : idsByName)(store.db, store.dialect, search, page)
}

/** What one may search: the filter, the words cut into tokens, the viewer's sight, and timetables that are open. */
export async function instrumentSearch(ctx: Context, filter: InstrumentFilter): Promise<InstrumentSearch> {
  const { text, state, freeDuring, managedByMe, ...picks } = filter
  const seesAll = mayEverywhere(ctx.viewer, 'seeUnpublished')
  return {
    ...picks,
    tiers: searchTiers(text ?? ''),
    sees: seesAll ? 'everything' : placesOf(ctx.viewer, 'seeUnpublished'),
    owners: managedByMe === true ? placesOf(ctx.viewer, 'editInstruments') : null,
    state: state ?? null,
    free: freeDuring ? await freeTime(ctx, freeDuring) : null,
  }
}

async function freeTime({ store: { db } }: Context, span: Interval): Promise<FreeTime> {
  refuse(freeDuringProblems(span))
  const { first, last } = openingDates(span)
  const from = [first, ...(await changeDates(db, first, last))]
  const dates = { first, last, from }
  const known = await schedules(db)
  const facts = { schedules: known, days: await calendarDays(db, first, last), from }
  const paths = [...known.map((it) => steadyPath(it.key, from)), ...(await changingPaths(db, dates))]
  return { span, dates, openPaths: openPaths([...new Set(paths)], facts, span) }
}

/** One instrument; null when there is none that the viewer may see. */
export async function visibleInstrument({ store, viewer }: Context, id: string): Promise<Instrument | null> {
  const [instrument] = await instrumentsByIds(store.db, [id])
  if (!instrument) return null
  return seesInstrument(viewer, instrument) ? instrument : null
}

/** Whether the viewer may see an instrument: anybody, when it is published and shared. */
export function seesInstrument(
  viewer: Viewer | null,
  { state, shareMode, institutionId }: Pick<Instrument, 'state' | 'shareMode' | 'institutionId'>,
): boolean {
  return (state === 'approved' && shareMode !== 'none') || may(viewer, 'seeUnpublished', { institutionId })
}

/** The key is what the filter takes, as the schema writes it. */
export type FacetCount = KeyCount & { readonly labelZh: string; readonly labelEn: string | null }

export type LabelledFacets = {
  readonly [K in keyof Facets]: Facets[K] extends number ? number : readonly FacetCount[]
}

type Named = { readonly nameZh: string; readonly nameEn: string | null }

const SHARE_MODE_NAMES: Readonly<Record<string, Named>> = {
  internal: { nameZh: '内部共享', nameEn: 'Shared within the institution' },
  external: { nameZh: '外部共享', nameEn: 'Shared with others' },
  none: { nameZh: '不共享', nameEn: 'Not shared' },
} satisfies Record<ShareMode, Named>

/** How many instruments each value of each facet would leave, without the facet's own condition. */
export async function instrumentFacets(ctx: Context, filter: InstrumentFilter): Promise<LabelledFacets> {
  const { db, dialect } = ctx.store
  const { categoryCode, district, institutionId, shareMode, ...rest } = filter
  const groups = await facetGroups(db, dialect, await instrumentSearch(ctx, rest))
  const counted = facets(groups, { categoryCode, district, institutionId, shareMode })
  const keys = (counts: readonly KeyCount[]) => counts.map((it) => it.key)
  const [categories, districts, institutions] = await Promise.all([
    categoriesByCodes(db, keys(counted.categories)),
    districtsByAdcodes(db, keys(counted.districts)),
    institutionsByIds(db, keys(counted.institutions)),
  ])
  return {
    categories: labelled(counted.categories, categories),
    districts: labelled(counted.districts, districts),
    institutions: labelled(counted.institutions, institutions),
    shareModes: labelled(
      counted.shareModes.map((it) => ({ ...it, key: it.key.toUpperCase() })),
      keys(counted.shareModes).map((it) => SHARE_MODE_NAMES[it]),
    ),
    total: counted.total,
  }
}

function labelled(counts: readonly KeyCount[], named: readonly (Named | undefined)[]): readonly FacetCount[] {
  return counts.map((it, i) => ({
    ...it,
    labelZh: named[i]?.nameZh ?? it.key,
    labelEn: named[i]?.nameEn ?? null,
  }))
}

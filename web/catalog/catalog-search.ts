/** The catalog's question as it stands in the URL, and as the API wants it. */

import { chosen, dayOf, oneOf, textOf } from '../data/search.ts'
import { type FindSearch, findSearch } from './find-time.ts'
import type { InstrumentFilter } from '../gql/graphql.ts'

const SHARE_MODES = ['INTERNAL', 'EXTERNAL', 'NONE'] as const
const SORTS = ['name', 'newest', 'free'] as const
const DAY_MS = 86_400_000

/** Everything that narrows the catalog; what is not chosen is absent. */
export type CatalogSearch = FindSearch & {
  readonly q?: string
  readonly category?: string
  readonly institution?: string
  readonly district?: string
  readonly share?: (typeof SHARE_MODES)[number]
  /** Free on this day … */
  readonly day?: string
  /** … from this wall-clock time … */
  readonly from?: string
  /** … to this one, `24:00` included. */
  readonly to?: string
  readonly sort?: (typeof SORTS)[number]
}

export type Facet = 'category' | 'institution' | 'district' | 'share'

/** A time of day `HH:MM`, `24:00` included. */
function clockOf(search: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const text = textOf(search, key)
  return text !== undefined && /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? text : undefined
}

/** What of a URL is a question to the catalog; a span of time only when it is whole and forward. */
export function catalogSearch(search: Readonly<Record<string, unknown>>): CatalogSearch {
  const day = dayOf(search, 'day')
  const from = clockOf(search, 'from')
  const to = clockOf(search, 'to')
  const span = day && from && to && from < to ? { day, from, to } : {}
  return chosen({
    q: textOf(search, 'q'),
    category: textOf(search, 'category'),
    institution: textOf(search, 'institution'),
    district: textOf(search, 'district'),
    share: oneOf(search, 'share', SHARE_MODES),
    sort: oneOf(search, 'sort', SORTS),
    ...span,
    ...findSearch(search),
  })
}

/** The moment of a wall-clock time in Beijing, which has had one offset since 1991. */
function beijing(day: string, time: string): string {
  if (time !== '24:00') return `${day}T${time}:00+08:00`
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
  return `${next}T00:00:00+08:00`
}

/** The same question for the API. */
export function catalogFilter(search: CatalogSearch): InstrumentFilter {
  const { q, category, institution, district, share, day, from, to } = search
  return chosen({
    text: q,
    categoryCode: category,
    institutionId: institution,
    district,
    shareMode: share,
    freeDuring: day && from && to ? { startsAt: beijing(day, from), endsAt: beijing(day, to) } : undefined,
  })
}

/** Whether the list is in the order of the next free start, which is a question of its own. */
export function isByNextFree({ sort }: CatalogSearch): boolean {
  return sort === 'free'
}

/** The order asked for: by relevance where words were given, by name otherwise. */
export function catalogSort({ q, sort }: CatalogSearch): 'RELEVANCE' | 'NAME' | 'NEWEST' {
  if (sort === 'newest') return 'NEWEST'
  return sort === 'name' || q === undefined ? 'NAME' : 'RELEVANCE'
}

/** How many conditions narrow the list, apart from the words. */
export function conditionCount(search: CatalogSearch): number {
  const { category, institution, district, share, day } = search
  return [category, institution, district, share, day].filter((it) => it !== undefined).length
}

/** 1 to 3: the level of a category by its code, `010000`, `010100`, `010101`. */
export function categoryLevel(code: string): number {
  if (code.endsWith('0000')) return 1
  return code.endsWith('00') ? 2 : 3
}

/** Whether a category is shown beside the chosen one: the first level always, below it only the chosen branch. */
export function categoryShown(code: string, picked: string | undefined): boolean {
  const level = categoryLevel(code)
  return (
    level === 1 || (picked !== undefined && code.slice(0, level * 2 - 2) === picked.slice(0, level * 2 - 2))
  )
}

/** Pieces of `text`, every second one found in `words`; case is ignored. */
export function highlighted(text: string, words: string | undefined): readonly string[] {
  const wanted = (words ?? '')
    .split(/\s+/)
    .filter((it) => it !== '')
    .map((it) => it.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return wanted.length === 0 ? [text] : text.split(new RegExp(`(${wanted.join('|')})`, 'i'))
}

/** The keywords that hold a searched word, at most three: why an instrument was found. */
export function foundKeywords(keywords: readonly string[], words: string | undefined): readonly string[] {
  return keywords.filter((it) => highlighted(it, words).length > 1).slice(0, 3)
}

/** How many results come at once. */
const PAGE = 20

/** The variables of the list of results. */
export function catalogVariables(search: CatalogSearch) {
  return { filter: catalogFilter(search), sort: catalogSort(search), first: PAGE }
}

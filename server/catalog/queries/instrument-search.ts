/** Lists and counts of instruments: what is visible, what matches, what is free. Rows in snake_case stop here. */

import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database, Db, Trx } from '../../database.ts'
import type { ReviewState } from '../../institutions/rules.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { Dialect } from '../../platform/dialect/dialect.ts'
import { lastCodeOf } from '../rules/category.ts'
import type { FacetGroup, FacetPicks } from '../rules/facets.ts'
import { timetablePath } from './opening.ts'

/** Which instruments; every condition must hold. */
export type InstrumentSearch = FacetPicks & {
  /** The tokens of each tier of results (rules/search.ts); empty when there is no text. */
  readonly tiers: readonly (readonly string[])[]
  /** Whose unpublished instruments are visible too. */
  readonly sees: 'everything' | readonly string[]
  /** Only instruments of these institutions; null for all. */
  readonly owners: readonly string[] | null
  readonly state: ReviewState | null
  readonly free: FreeTime | null
}

/** Open on one of these paths of timetables (rules/free-time.ts), and not taken during the span. */
export type FreeTime = {
  readonly span: Interval
  readonly from: readonly LocalDate[]
  readonly openPaths: readonly string[]
}

/** One row of a list: the id, and its place in the order. */
export type ListedId = { readonly id: string; readonly key: readonly (string | number)[] }

/** Instruments by Chinese name, one more than the page holds when more follow. */
export async function idsByName(
  db: Db,
  dialect: Dialect,
  search: InstrumentSearch,
  page: PageRequest,
): Promise<ListedId[]> {
  const [name, id] = page.after ?? []
  const isAfter = typeof name === 'string' && typeof id === 'string'
  const rows = await found(db, dialect, search)
    .select(['instrument.name_zh', 'instrument.id'])
    .$if(isAfter, (it) => it.where(sql<SqlBool>`(instrument.name_zh, instrument.id) > (${name}, ${id})`))
    .orderBy('instrument.name_zh')
    .orderBy('instrument.id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((it) => ({ id: it.id, key: [it.name_zh, it.id] }))
}

/** Instruments that were drafted last come first; one more than the page holds when more follow. */
export async function idsByNewest(
  db: Db,
  dialect: Dialect,
  search: InstrumentSearch,
  page: PageRequest,
): Promise<ListedId[]> {
  const [at, id] = page.after ?? []
  const isAfter = typeof at === 'number' && typeof id === 'string'
  const rows = await found(db, dialect, search)
    .select(['instrument.created_at', 'instrument.id'])
    .$if(isAfter, (it) => it.where(sql<SqlBool>`(instrument.created_at, instrument.id) < (${at}, ${id})`))
    .orderBy('instrument.created_at', 'desc')
    .orderBy('instrument.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((it) => ({ id: it.id, key: [it.created_at, it.id] }))
}

/**
 * Instruments by tier, within a tier those drafted last first; one more than the page holds when more follow. That is
 * the order in which a text index lists, so it reads no further than the page.
 */
export async function idsByRelevance(
  db: Db,
  dialect: Dialect,
  search: InstrumentSearch,
  page: PageRequest,
): Promise<ListedId[]> {
  const [firstTier, afterDoc] = page.after ?? []
  const first = typeof firstTier === 'number' ? firstTier : 0
  const listed: ListedId[] = []
  for (let tier = first; tier < search.tiers.length && listed.length <= page.limit; tier += 1) {
    const before = tier === first && typeof afterDoc === 'number' ? afterDoc : undefined
    const better = search.tiers[tier - 1]
    const rows = await inTier(db, dialect, search, tier)
      .select(['instrument.id', 'instrument_search.rowid'])
      .$if(before !== undefined, (it) => it.where('instrument_search.rowid', '<', before ?? 0))
      .$if(better !== undefined, (it) =>
        it.where('instrument_search.rowid', 'not in', matching(db, dialect, better ?? [])),
      )
      .orderBy('instrument_search.rowid', 'desc')
      .limit(page.limit + 1 - listed.length)
      .execute()
    listed.push(...rows.map((it) => ({ id: it.id, key: [tier, it.rowid] })))
  }
  return listed
}

/** How many instruments the search finds; counting stops at `max`. */
export async function instrumentCount(
  db: Db,
  dialect: Dialect,
  search: InstrumentSearch,
  max: number,
): Promise<number> {
  const row = await db
    .selectFrom(
      found(db, dialect, search)
        .select(sql<number>`1`.as('one'))
        .limit(max)
        .as('found'),
    )
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** How many instruments the search finds for each combination of the values that have a facet. No order. */
export async function facetGroups(db: Db, dialect: Dialect, search: InstrumentSearch): Promise<FacetGroup[]> {
  const columns = ['institution_id', 'category_code', 'district_adcode', 'share_mode'] as const
  const rows = await found(db, dialect, search)
    .select([...columns])
    .select(sql<number>`count(*)`.as('count'))
    .groupBy([...columns])
    .execute()
  return rows.map((it) => ({
    institutionId: it.institution_id,
    categoryCode: it.category_code,
    district: it.district_adcode,
    shareMode: it.share_mode,
    count: Number(it.count),
  }))
}

/** How many public instruments stand in each district, in the order of `adcodes`. */
export async function instrumentCountsByDistrict(db: Db, adcodes: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('instrument')
    .select(['district_adcode', sql<number>`count(*)`.as('count')])
    .where('is_public', '=', 1)
    .where('district_adcode', 'in', adcodes)
    .groupBy('district_adcode')
    .execute()
  const counts = new Map(rows.map((it) => [it.district_adcode, Number(it.count)]))
  return adcodes.map((it) => counts.get(it) ?? 0)
}

/** How many public instruments each institution owns, in the order of `ids`. */
export async function instrumentCountsByInstitution(db: Db, ids: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('instrument')
    .select(['institution_id', sql<number>`count(*)`.as('count')])
    .where('is_public', '=', 1)
    .where('institution_id', 'in', ids)
    .groupBy('institution_id')
    .execute()
  const counts = new Map(rows.map((it) => [it.institution_id, Number(it.count)]))
  return ids.map((it) => counts.get(it) ?? 0)
}

/** Sets the tokens under which an instrument is found. */
export async function updateInstrumentText(
  trx: Trx,
  dialect: Dialect,
  id: string,
  grams: readonly string[],
): Promise<void> {
  const doc = trx.selectFrom('instrument').select('doc').where('id', '=', id)
  await trx.deleteFrom('instrument_search').where('rowid', '=', doc).execute()
  await trx.insertInto('instrument_search').values({ rowid: doc, grams: dialect.gramsValue(grams) }).execute()
}

/** The instruments of a search; those with a text come out of the text index, in its order. */
function found(db: Db, dialect: Dialect, search: InstrumentSearch) {
  const isText = search.tiers.length > 0
  return isText ? inTier(db, dialect, search, search.tiers.length - 1) : listed(db, search)
}

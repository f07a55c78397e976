/** Lists and counts of instruments: what is visible, what matches, what is free. Rows in snake_case stop here. */

import {
  type Expression,
  type ExpressionBuilder,
  type RawBuilder,
  type Selectable,
  type SqlBool,
  sql,
} from 'kysely'
import type { Database, Db, Trx } from '../../database.ts'
import type { ReviewState } from '../../institutions/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { Dialect } from '../../platform/dialect/dialect.ts'
import { lastCodeOf } from '../rules/category.ts'
import type { FacetGroup, FacetPicks } from '../rules/facets.ts'
import type { InstrumentTable } from '../tables.ts'
import { type TimetableDates, timetablePath } from './opening.ts'

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
  readonly dates: TimetableDates
  readonly openPaths: readonly string[]
}

const DOC = sql.ref<number>('instrument_search.rowid')

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
      .select(['instrument.id', DOC.as('doc')])
      .$if(before !== undefined, (it) => it.where(DOC, '<', before ?? 0))
      .$if(better !== undefined, (it) => it.where(DOC, 'not in', matching(db, dialect, better ?? [])))
      .orderBy(DOC, 'desc')
      .limit(page.limit + 1 - listed.length)
      .execute()
    listed.push(...rows.map((it) => ({ id: it.id, key: [tier, it.doc] })))
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
  return row.count
}

/**
 * How many instruments the search finds for each combination of the values that have a facet. No order. Grouped as
 * the index is sorted, so that nothing has to be sorted again.
 */
export async function facetGroups(db: Db, dialect: Dialect, search: InstrumentSearch): Promise<FacetGroup[]> {
  const columns = ['institution_id', 'category_code', 'district_adcode', 'share_mode'] as const
  const rows = await found(db, dialect, search)
    .select([...columns])
    .select(sql<number>`count(*)`.as('count'))
    .groupBy(['is_public', ...columns])
    .execute()
  return rows.map((it) => ({
    institutionId: it.institution_id,
    categoryCode: it.category_code,
    district: it.district_adcode,
    shareMode: it.share_mode,
    count: it.count,
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
  const counts = new Map(rows.map((it) => [it.district_adcode, it.count]))
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
  const counts = new Map(rows.map((it) => [it.institution_id, it.count]))
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
  await trx
    .insertInto('instrument_search')
    .values({ rowid: doc, grams: dialect.gramsValue(grams) })
    .execute()
}

/** The instruments of a search; with a text all that match, in whatever tier. */
function found(db: Db, dialect: Dialect, search: InstrumentSearch) {
  return inTier(db, dialect, search, search.tiers.length - 1)
}

type InstrumentRow = Selectable<InstrumentTable>

/** With a text the index leads, which `cross join` tells a planner that would not see it. */
function inTier(db: Db, dialect: Dialect, search: InstrumentSearch, tier: number) {
  const grams = search.tiers[tier]
  const source = grams
    ? sql<InstrumentRow>`instrument_search cross join instrument`
    : sql<InstrumentRow>`instrument`
  return db
    .selectFrom(source.as('instrument'))
    .$if(grams !== undefined, (it) =>
      it.where('instrument.doc', '=', DOC).where(dialect.textMatches('instrument_search', grams ?? [])),
    )
    .where((it) => it.and(conditions(it, search)))
}

function matching(db: Db, dialect: Dialect, grams: readonly string[]) {
  return db
    .selectFrom('instrument_search')
    .select('rowid')
    .where(dialect.textMatches('instrument_search', grams))
}

function conditions(
  it: ExpressionBuilder<Database, 'instrument'>,
  search: InstrumentSearch,
): Expression<SqlBool>[] {
  const { sees, owners, state, categoryCode, institutionId, district, shareMode, free } = search
  const all: Expression<SqlBool>[] = []
  const add = (condition: Expression<SqlBool>) => all.push(condition)
  if (sees !== 'everything') add(sees.length === 0 ? it('instrument.is_public', '=', 1) : isVisible(sees))
  if (owners) add(isOneOf(it, owners))
  if (state) add(it('instrument.state', '=', state))
  if (categoryCode) add(it.between('instrument.category_code', categoryCode, lastCodeOf(categoryCode)))
  if (institutionId) add(it('instrument.institution_id', '=', institutionId))
  if (district) add(it('instrument.district_adcode', '=', district))
  if (shareMode) add(it('instrument.share_mode', '=', shareMode))
  if (free) all.push(...freeConditions(it, free))
  return all
}

/** Written as one value, so that a planner walks the list in its order instead of joining two indexes and sorting. */
function isVisible(institutionIds: readonly string[]): Expression<SqlBool> {
  const own = sql.join(institutionIds)
  return sql<SqlBool>`case when instrument.is_public = 1 or instrument.institution_id in (${own}) then 1 else 0 end = 1`
}

function isOneOf(
  it: ExpressionBuilder<Database, 'instrument'>,
  institutionIds: readonly string[],
): Expression<SqlBool> {
  return institutionIds.length === 0
    ? sql<SqlBool>`1 = 0`
    : it('instrument.institution_id', 'in', institutionIds)
}

/**
 * Open for the whole span, and its time not taken: all its units but its lanes are free, and at no moment are all its
 * lanes taken. Taken spans of one unit never overlap, so the last one that begins before a moment decides alone,
 * whatever the history.
 */
function freeConditions(
  it: ExpressionBuilder<Database, 'instrument'>,
  { span, dates, openPaths }: FreeTime,
): Expression<SqlBool>[] {
  if (openPaths.length === 0) return [sql<SqlBool>`1 = 0`]
  const until = sql<number>`${span.endsAt} + instrument.turnaround_ms`
  const units = (isLane: 0 | 1) =>
    it
      .selectFrom('instrument_unit as own')
      .select('own.unit_id')
      .whereRef('own.instrument_id', '=', 'instrument.id')
      .where('own.is_lane', '=', isLane)
  const lastEnd = (before: RawBuilder<number>) => sql<number>`coalesce((
    select taken.ends_at from blocked_span as taken
    where taken.unit_id = own.unit_id and taken.starts_at < ${before}
    order by taken.starts_at desc limit 1
  ), 0)`
  const freeLane = units(1).where(lastEnd(until), '<=', span.startsAt)
  const takenPart = units(0).where(lastEnd(until), '>', span.startsAt)
  // How many are taken grows only where a span begins: one lane after the other may be free.
  const freeAtFirst = units(1).where(lastEnd(sql`${span.startsAt + 1}`), '<=', span.startsAt)
  const begun = sql.ref<number>('start.starts_at')
  const freeThen = units(1).where(lastEnd(sql`${begun} + 1`), '<=', begun)
  const full = it
    .selectFrom('instrument_unit as lane')
    .innerJoin('blocked_span as start', 'start.unit_id', 'lane.unit_id')
    .select('start.id')
    .whereRef('lane.instrument_id', '=', 'instrument.id')
    .where(begun, '>', span.startsAt)
    .where(begun, '<', until)
    .where(it.not(it.exists(freeThen)))
  const freeInTurn = it.and([
    it('instrument.capacity', '>', 1),
    it.exists(freeAtFirst),
    it.not(it.exists(full)),
  ])
  return [
    it(timetablePath(dates), 'in', openPaths),
    it.or([it.exists(freeLane), freeInTurn]),
    it.not(it.exists(takenPart)),
  ]
}

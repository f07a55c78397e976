/** The classification of instruments: a tree of six-digit codes in three levels. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import { lastCodeOf } from '../rules/category.ts'
import type { CategoryTable } from '../tables.ts'

export type Category = {
  /** Six digits; `010000` holds `010100` holds `010101`. */
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string | null
  readonly level: number
  readonly parentCode: string | null
  /** Other Chinese names. */
  readonly aliasesZh: readonly string[]
}

export type CategoryFilter = {
  /** Only its children. */
  readonly parentCode?: string | null | undefined
  /** Part of a name, an alias, or the beginning of the code. */
  readonly text?: string | null | undefined
}

/** Categories in the order of `codes`; undefined where there is none. */
export async function categoriesByCodes(db: Db, codes: readonly string[]): Promise<(Category | undefined)[]> {
  if (codes.length === 0) return []
  const rows = await db.selectFrom('category').selectAll().where('code', 'in', codes).execute()
  const found = new Map(rows.map((it) => [it.code, toCategory(it)]))
  return codes.map((it) => found.get(it))
}

/** The first `limit` categories by code; without a filter those of the first level. */
export async function categories(
  db: Db,
  { parentCode, text }: CategoryFilter,
  limit: number,
): Promise<Category[]> {
  const part = text?.trim().replaceAll(/[%_\\]/g, '') ?? ''
  let query = db.selectFrom('category').selectAll()
  if (parentCode) query = query.where('parent_code', '=', parentCode)
  if (part !== '') {
    query = query.where((it) =>
      it.or([
        it('name_zh', 'like', `%${part}%`),
        it(sql<string>`lower(name_en)`, 'like', `%${part.toLowerCase()}%`),
        it('aliases', 'like', `%${part}%`),
        it('code', 'like', `${part}%`),
      ]),
    )
  }
  if (!parentCode && part === '') query = query.where('parent_code', 'is', null)
  const rows = await query.orderBy('code').limit(limit).execute()
  return rows.map(toCategory)
}

/** How many public instruments each category and its branch hold, in the order of `codes`. */
export async function instrumentCountsByCategory(db: Db, codes: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('category')
    .select((it) => [
      'code',
      it
        .selectFrom('instrument')
        .select(sql<number>`count(*)`.as('count'))
        .where('is_public', '=', 1)
        .whereRef('category_code', '>=', 'category.code')
        .whereRef('category_code', '<=', 'category.last_code')
        .as('count'),
    ])
    .where('code', 'in', codes)
    .execute()
  const found = new Map(rows.map((it) => [it.code, it.count]))
  return codes.map((it) => found.get(it) ?? 0)
}

export async function insertCategory(trx: Trx, it: Category): Promise<void> {
  await trx
    .insertInto('category')
    .values({
      code: it.code,
      last_code: lastCodeOf(it.code),
      name_zh: it.nameZh,
      name_en: it.nameEn,
      level: it.level,
      parent_code: it.parentCode,
      aliases: it.aliasesZh.join(' '),
    })
    .execute()
}

function toCategory(row: Selectable<CategoryTable>): Category {
  return {
    code: row.code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    level: row.level,
    parentCode: row.parent_code,
    aliasesZh: row.aliases === '' ? [] : row.aliases.split(' '),
  }
}

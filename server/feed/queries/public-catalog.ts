/** What everybody may read of the catalog, in the shapes that leave the platform. */

import { sql } from 'kysely'
import { categoriesByCodes } from '../../catalog/queries/categories.ts'
import { type Instrument, instrumentsByIds } from '../../catalog/queries/instruments.ts'
import { codePath } from '../../catalog/rules/category.ts'
import type { Db } from '../../database.ts'
import {
  districtsByAdcodes,
  type Institution,
  institutionsByIds,
} from '../../institutions/queries/institutions.ts'
import { invariant } from '../../kernel/invariant.ts'
import type { PageRequest } from '../../kernel/page.ts'
import {
  isPublic,
  type PublicCategory,
  type PublicDistrict,
  type PublicInstitution,
  type PublicInstrument,
  publicInstrument,
} from '../rules/public-instrument.ts'

/** Public instruments in the order of `ids`; undefined where there is none, or none that is public. */
export async function publicInstrumentsByIds(
  db: Db,
  ids: readonly string[],
): Promise<(PublicInstrument | undefined)[]> {
  const instruments = (await instrumentsByIds(db, ids)).filter((it) => it !== undefined).filter(isPublic)
  if (instruments.length === 0) return ids.map(() => undefined)
  const [institutions, categories] = await Promise.all([
    institutionsOf(db, instruments),
    categoriesOf(db, instruments),
  ])
  const districts = await districtsOf(db, [...instruments, ...institutions.values()])
  const found = new Map(
    instruments.flatMap((it) => {
      const institution = institutions.get(it.institutionId)
      if (institution?.state !== 'approved') return []
      const around = {
        institution: toPublicInstitution(institution, there(districts, institution.districtAdcode)),
        district: there(districts, it.districtAdcode),
        categories: codePath(it.categoryCode).flatMap((code) => categories.get(code) ?? []),
      }
      return [[it.id, publicInstrument(it, around)] as const]
    }),
  )
  return ids.map((id) => found.get(id))
}

/** Approved institutions in the order of `usccs`; undefined where there is none. */
export async function publicInstitutionsByUsccs(
  db: Db,
  usccs: readonly string[],
): Promise<(PublicInstitution | undefined)[]> {
  const rows = await db
    .selectFrom('institution')
    .select('id')
    .where('uscc', 'in', usccs)
    .where('state', '=', 'approved')
    .execute()
  if (rows.length === 0) return usccs.map(() => undefined)
  const institutions = (
    await institutionsByIds(
      db,
      rows.map((it) => it.id),
    )
  ).filter((it) => it !== undefined)
  const districts = await districtsOf(db, institutions)
  const found = new Map(
    institutions.map((it) => [it.uscc, toPublicInstitution(it, there(districts, it.districtAdcode))]),
  )
  return usccs.map((it) => found.get(it))
}

/** Keys of public instruments, the oldest first, one more than the page holds when more follow. */
export async function publicInstrumentKeys(
  db: Db,
  page: PageRequest,
): Promise<{ readonly id: string; readonly createdAt: number }[]> {
  const [createdAt, id] = page.after ?? []
  const rows = await db
    .selectFrom('instrument')
    .select(['id', 'created_at'])
    .where('is_public', '=', 1)
    .$if(page.after !== undefined, (it) => it.where(sql<boolean>`(created_at, id) > (${createdAt}, ${id})`))
    .orderBy('created_at')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((it) => ({ id: it.id, createdAt: it.created_at }))
}

/** Ids of the first `limit` public instruments of each institution, by Chinese name, in the order of `usccs`. */
export async function publicInstrumentIdsByUsccs(
  db: Db,
  usccs: readonly string[],
  limit: number,
): Promise<string[][]> {
  const ranked = db
    .selectFrom('instrument')
    .innerJoin('institution', 'institution.id', 'instrument.institution_id')
    .select(['instrument.id', 'institution.uscc'])
    .select(
      sql<number>`row_number() over (partition by institution.id order by instrument.name_zh, instrument.id)`.as(
        'place',
      ),
    )
    .where('institution.uscc', 'in', usccs)
    .where('institution.state', '=', 'approved')
    .where('instrument.is_public', '=', 1)
  const rows = await db
    .selectFrom(ranked.as('ranked'))
    .select(['id', 'uscc'])
    .where('place', '<=', limit)
    .orderBy('uscc')
    .orderBy('place')
    .execute()
  const found = Map.groupBy(rows, (it) => it.uscc)
  return usccs.map((uscc) => (found.get(uscc) ?? []).map((it) => it.id))
}

async function institutionsOf(db: Db, instruments: readonly Instrument[]): Promise<Map<string, Institution>> {
  const ids = [...new Set(instruments.map((it) => it.institutionId))]
  const institutions = await institutionsByIds(db, ids)
  return new Map(institutions.filter((it) => it !== undefined).map((it) => [it.id, it]))
}

async function districtsOf(
  db: Db,
  things: readonly { readonly districtAdcode: string }[],
): Promise<Map<string, PublicDistrict>> {
  const districts = await districtsByAdcodes(db, [...new Set(things.map((it) => it.districtAdcode))])
  return new Map(districts.filter((it) => it !== undefined).map((it) => [it.adcode, it]))
}

async function categoriesOf(
  db: Db,
  instruments: readonly Instrument[],
): Promise<Map<string, PublicCategory>> {
  const codes = [...new Set(instruments.flatMap((it) => codePath(it.categoryCode)))]
  const categories = (await categoriesByCodes(db, codes)).filter((it) => it !== undefined)
  return new Map(categories.map(({ code, nameZh, nameEn }) => [code, { code, nameZh, nameEn }]))
}

/** What a foreign key promises to be there. */
function there<T>(found: ReadonlyMap<string, T>, key: string): T {
  const value = found.get(key)
  invariant(value !== undefined, `${key} is missing`)
  return value
}

function toPublicInstitution(it: Institution, district: PublicDistrict): PublicInstitution {
  return {
    uscc: it.uscc,
    nameZh: it.nameZh,
    nameEn: it.nameEn,
    kind: it.kind,
    district,
    servesExternal: it.servesExternal,
    isDemo: it.isDemo,
  }
}

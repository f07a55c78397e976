/** Institutions and the districts they are in. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { InstitutionKind, ReviewState } from '../rules.ts'
import type { InstitutionTable } from '../tables.ts'

export type District = { readonly adcode: string; readonly nameZh: string; readonly nameEn: string }

export type Institution = {
  readonly id: string
  readonly uscc: string
  readonly nameZh: string
  readonly nameEn: string | null
  readonly kind: InstitutionKind
  readonly districtAdcode: string
  readonly addressZh: string
  readonly contactPhone: string | null
  readonly contactEmail: string | null
  readonly introductionZh: string | null
  readonly servesExternal: boolean
  readonly isOwner: boolean
  readonly state: ReviewState
  readonly reviewNote: string | null
  readonly registeredBy: string | null
  readonly isDemo: boolean
  readonly createdAt: number
}

/** Every district, by adcode. */
export async function districts(db: Db): Promise<District[]> {
  const rows = await db.selectFrom('district').selectAll().orderBy('adcode').execute()
  return rows.map((it) => ({ adcode: it.adcode, nameZh: it.name_zh, nameEn: it.name_en }))
}

/** Districts in the order of `adcodes`; undefined where there is none. */
export async function districtsByAdcodes(
  db: Db,
  adcodes: readonly string[],
): Promise<(District | undefined)[]> {
  const rows = await db.selectFrom('district').selectAll().where('adcode', 'in', adcodes).execute()
  const found = new Map(
    rows.map((it) => [it.adcode, { adcode: it.adcode, nameZh: it.name_zh, nameEn: it.name_en }]),
  )
  return adcodes.map((it) => found.get(it))
}

export async function insertDistrict(trx: Trx, district: District): Promise<void> {
  await trx
    .insertInto('district')
    .values({ adcode: district.adcode, name_zh: district.nameZh, name_en: district.nameEn })
    .execute()
}

/** Institutions in the order of `ids`; undefined where there is none. */
export async function institutionsByIds(
  db: Db,
  ids: readonly string[],
): Promise<(Institution | undefined)[]> {
  const rows = await db.selectFrom('institution').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toInstitution(it)]))
  return ids.map((it) => found.get(it))
}

/** The institution with this 统一社会信用代码; undefined when there is none. */
export async function institutionByUscc(db: Db, uscc: string): Promise<Institution | undefined> {
  const row = await db.selectFrom('institution').selectAll().where('uscc', '=', uscc).executeTakeFirst()
  return row && toInstitution(row)
}

export type InstitutionFilter = {
  readonly text?: string | null | undefined
  readonly state?: ReviewState | null | undefined
  readonly isOwner?: boolean | null | undefined
  readonly district?: string | null | undefined
}

/** Institutions by Chinese name, one more than the page holds when more follow. */
export async function institutionsPage(
  db: Db,
  filter: InstitutionFilter,
  page: PageRequest,
): Promise<Institution[]> {
  const [name, id] = page.after ?? []
  const rows = await filtered(db, filter)
    .selectAll()
    .$if(page.after !== undefined, (it) => it.where(sql<boolean>`(name_zh, id) > (${name}, ${id})`))
    .orderBy('name_zh')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toInstitution)
}

/** How many institutions the filter leaves. */
export async function institutionCount(db: Db, filter: InstitutionFilter): Promise<number> {
  const row = await filtered(db, filter)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

function filtered(db: Db, { text, state, isOwner, district }: InstitutionFilter) {
  let query = db.selectFrom('institution')
  if (state) query = query.where('state', '=', state)
  if (isOwner !== null && isOwner !== undefined) query = query.where('is_owner', '=', isOwner ? 1 : 0)
  if (district) query = query.where('district_adcode', '=', district)
  if (text?.trim()) query = query.where('name_zh', 'like', `%${text.trim().replaceAll(/[%_]/g, '')}%`)
  return query
}

export async function insertInstitution(trx: Trx, it: Institution): Promise<void> {
  await trx
    .insertInto('institution')
    .values({
      id: it.id,
      uscc: it.uscc,
      name_zh: it.nameZh,
      name_en: it.nameEn,
      kind: it.kind,
      district_adcode: it.districtAdcode,
      address_zh: it.addressZh,
      contact_phone: it.contactPhone,
      contact_email: it.contactEmail,
      introduction_zh: it.introductionZh,
      serves_external: it.servesExternal ? 1 : 0,
      is_owner: it.isOwner ? 1 : 0,
      state: it.state,
      review_note: it.reviewNote,
      registered_by: it.registeredBy,
      is_demo: it.isDemo ? 1 : 0,
      created_at: it.createdAt,
    })
    .execute()
}

export async function updateInstitutionReview(
  trx: Trx,
  id: string,
  review: { readonly state: ReviewState; readonly note: string | null },
): Promise<void> {
  await trx
    .updateTable('institution')
    .set({ state: review.state, review_note: review.note })
    .where('id', '=', id)
    .execute()
}

function toInstitution(row: Selectable<InstitutionTable>): Institution {
  return {
    id: row.id,
    uscc: row.uscc,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    kind: row.kind,
    districtAdcode: row.district_adcode,
    addressZh: row.address_zh,
    contactPhone: row.contact_phone,
    contactEmail: row.contact_email,
    introductionZh: row.introduction_zh,
    servesExternal: row.serves_external === 1,
    isOwner: row.is_owner === 1,
    state: row.state,
    reviewNote: row.review_note,
    registeredBy: row.registered_by,
    isDemo: row.is_demo === 1,
    createdAt: row.created_at,
  }
}

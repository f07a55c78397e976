/** People, their role grants and what a sign-in needs of them. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { Grant, Role } from '../rules.ts'
import type { PersonTable, RoleGrantTable } from '../tables.ts'

export type Person = {
  readonly id: string
  readonly email: string
  readonly nameZh: string
  readonly nameEn: string | null
  readonly institutionId: string | null
  readonly hasCalendarLink: boolean
  readonly isDemo: boolean
}

export type RoleGrant = Grant & {
  readonly id: string
  readonly personId: string
  readonly createdAt: Instant
}

/** What a sign-in needs to know of an account. */
export type Credentials = {
  readonly person: Person
  readonly passwordHash: string
  readonly failedSignIns: number
  readonly lockedUntil: Instant
}

/** People in the order of `ids`; undefined where there is none. */
export async function peopleByIds(db: Db, ids: readonly string[]): Promise<(Person | undefined)[]> {
  const rows = await db.selectFrom('person').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toPerson(it)]))
  return ids.map((it) => found.get(it))
}

/** The account of a lower-case e-mail address; undefined when there is none. */
export async function credentialsByEmail(db: Db, email: string): Promise<Credentials | undefined> {
  const row = await db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirst()
  if (!row) return undefined
  const { password_hash, failed_sign_ins, locked_until } = row
  return {
    person: toPerson(row),
    passwordHash: password_hash,
    failedSignIns: failed_sign_ins,
    lockedUntil: locked_until,
  }
}

/** The person of a private calendar link, by the hash of its token. */
export async function personByCalendarToken(db: Db, tokenHash: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('person')
    .selectAll()
    .where('calendar_token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && toPerson(row)
}

export type PeopleFilter = {
  readonly institutionId?: string | null | undefined
  readonly text?: string | null | undefined
}

/** People by Chinese name, one more than the page holds when more follow. */
export async function peoplePage(db: Db, filter: PeopleFilter, page: PageRequest): Promise<Person[]> {
  const [name, id] = page.after ?? []
  let query = db.selectFrom('person').selectAll()
  if (filter.institutionId) query = query.where('institution_id', '=', filter.institutionId)
  if (filter.text?.trim())
    query = query.where('name_zh', 'like', `%${filter.text.trim().replaceAll(/[%_]/g, '')}%`)
  if (page.after) query = query.where(sql<boolean>`(name_zh, id) > (${name}, ${id})`)
  const rows = await query
    .orderBy('name_zh')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPerson)
}

/** People of each institution in the order of `ids`, by Chinese name, one more each than the page holds. */
export async function staffByInstitutionIds(
  db: Db,
  ids: readonly string[],
  page: PageRequest,
): Promise<Person[][]> {
  const [first, ...others] = ids.map((id) => {
    const [name, personId] = page.after ?? []
    const staff = db
      .selectFrom('person')
      .selectAll()
      .where('institution_id', '=', id)
      .$if(page.after !== undefined, (it) => it.where(sql<boolean>`(name_zh, id) > (${name}, ${personId})`))
      .orderBy('name_zh')
      .orderBy('id')
      .limit(page.limit + 1)
    return db.selectFrom(staff.as('staff')).selectAll()
  })
  if (!first) return []
  const all = others.reduce((union, it) => union.unionAll(it), first)
  const rows = await all.orderBy('institution_id').orderBy('name_zh').orderBy('id').execute()
  const found = Map.groupBy(rows, (it) => it.institution_id)
  return ids.map((id) => (found.get(id) ?? []).map(toPerson))
}

/** Role grants of each person, in the order of `personIds`; within a person oldest first. */
export async function grantsByPersonIds(db: Db, personIds: readonly string[]): Promise<RoleGrant[][]> {
  const rows = await db
    .selectFrom('role_grant')
    .selectAll()
    .where('person_id', 'in', personIds)
    .orderBy('id')
    .execute()
  const found = Map.groupBy(rows.map(toGrant), (it) => it.personId)
  return personIds.map((it) => found.get(it) ?? [])
}

export async function grantById(db: Db, id: string): Promise<RoleGrant | undefined> {
  const row = await db.selectFrom('role_grant').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toGrant(row)
}

export async function insertPerson(
  trx: Trx,
  person: Person & { readonly passwordHash: string; readonly createdAt: Instant },
): Promise<void> {
  await trx
    .insertInto('person')
    .values({
      id: person.id,
      email: person.email,
      name_zh: person.nameZh,
      name_en: person.nameEn,
      institution_id: person.institutionId,
      password_hash: person.passwordHash,
      failed_sign_ins: 0,
      locked_until: 0,
      calendar_token_hash: null,
      is_demo: person.isDemo ? 1 : 0,
      created_at: person.createdAt,
    })
    .execute()
}

/** Makes the institution a person's home, where he has none yet. */
export async function setPersonInstitution(trx: Trx, personId: string, institutionId: string): Promise<void> {
  await trx
    .updateTable('person')
    .set({ institution_id: institutionId })
    .where('id', '=', personId)
    .where('institution_id', 'is', null)
    .execute()
}

export async function updateSignInFailures(
  trx: Trx,
  personId: string,
  after: { readonly failedSignIns: number; readonly lockedUntil: Instant },
): Promise<void> {
  await trx
    .updateTable('person')
    .set({ failed_sign_ins: after.failedSignIns, locked_until: after.lockedUntil })
    .where('id', '=', personId)
    .execute()
}

/** Null: there is no private calendar address any more. */
export async function updateCalendarToken(
  trx: Trx,
  personId: string,
  tokenHash: string | null,
): Promise<void> {
  await trx.updateTable('person').set({ calendar_token_hash: tokenHash }).where('id', '=', personId).execute()
}

export async function insertGrant(trx: Trx, grant: RoleGrant): Promise<void> {
  await trx
    .insertInto('role_grant')
    .values({
      id: grant.id,
      person_id: grant.personId,
      role: grant.role,
      institution_id: grant.institutionId,
      created_at: grant.createdAt,
    })
    .execute()
}

export async function deleteGrant(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('role_grant').where('id', '=', id).execute()
}

/** The grant of a role that the person holds already; undefined when he does not. */
export async function sameGrant(
  db: Db,
  personId: string,
  role: Role,
  institutionId: string | null,
): Promise<RoleGrant | undefined> {
  const row = await db
    .selectFrom('role_grant')
    .selectAll()
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('institution_id', institutionId === null ? 'is' : '=', institutionId)
    .executeTakeFirst()
  return row && toGrant(row)
}

function toPerson(row: Selectable<PersonTable>): Person {
  return {
    id: row.id,
    email: row.email,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    institutionId: row.institution_id,
    hasCalendarLink: row.calendar_token_hash !== null,
    isDemo: row.is_demo === 1,
  }
}

function toGrant(row: Selectable<RoleGrantTable>): RoleGrant {
  return {
    id: row.id,
    personId: row.person_id,
    role: row.role,
    institutionId: row.institution_id,
    createdAt: row.created_at,
  }
}

/** Whether there is an institution with this id. */
export async function institutionExists(db: Db, id: string): Promise<boolean> {
  return (
    (await db.selectFrom('institution').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  )
}

/** Whether anybody has an account. */
export async function anybodyExists(db: Db): Promise<boolean> {
  return (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined
}

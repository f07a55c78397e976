/** Research groups (课题组) and who belongs to them. */

import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { ResearchGroupTable } from '../tables.ts'

/** People of an institution who work under one who leads them (课题组). */
export type ResearchGroup = {
  readonly id: string
  readonly institutionId: string
  readonly nameZh: string
  readonly nameEn: string | null
  /** Who leads it (课题负责人); one of its members. */
  readonly principalId: string
  readonly createdAt: number
}

/** A group that stands; undefined when there is none. */
export async function groupById(db: Db, id: string): Promise<ResearchGroup | undefined> {
  const row = await standingGroups(db).where('id', '=', id).executeTakeFirst()
  return row && toGroup(row)
}

/** Groups in the order of `ids`, dissolved ones too; undefined where there is none. */
export async function groupsByIds(db: Db, ids: readonly string[]): Promise<(ResearchGroup | undefined)[]> {
  const rows = await db.selectFrom('research_group').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toGroup(it)]))
  return ids.map((it) => found.get(it))
}

/** Those of the groups that a person leads. */
export async function groupsLedBy(
  db: Db,
  personId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('research_group')
    .select('id')
    .where('id', 'in', ids)
    .where('principal_id', '=', personId)
    .execute()
  return new Set(rows.map((it) => it.id))
}

/** The group of this name; undefined when there is none that stands. */
export async function groupByName(
  db: Db,
  institutionId: string,
  nameZh: string,
): Promise<ResearchGroup | undefined> {
  const row = await standingGroups(db)
    .where('institution_id', '=', institutionId)
    .where('name_zh', '=', nameZh)
    .executeTakeFirst()
  return row && toGroup(row)
}

/** The group of the institution to which a person belongs; undefined when he belongs to none. */
export async function groupOfPerson(
  db: Db,
  personId: string,
  institutionId: string,
): Promise<ResearchGroup | undefined> {
  const row = await db
    .selectFrom('group_member')
    .innerJoin('research_group', 'research_group.id', 'group_member.group_id')
    .selectAll('research_group')
    .where('group_member.person_id', '=', personId)
    .where('group_member.institution_id', '=', institutionId)
    .executeTakeFirst()
  return row && toGroup(row)
}

/** Groups of an institution by Chinese name, one more than the page holds when more follow. */
export async function groupsPage(db: Db, institutionId: string, page: PageRequest): Promise<ResearchGroup[]> {
  const [name] = page.after ?? []
  const rows = await standingGroups(db)
    .where('institution_id', '=', institutionId)
    .$if(typeof name === 'string', (it) => it.where('name_zh', '>', String(name)))
    .orderBy('name_zh')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toGroup)
}

/** Who belongs to each group, longest first, in the order of `ids`. */
export async function membersByGroupIds(db: Db, ids: readonly string[]): Promise<string[][]> {
  const rows = await db
    .selectFrom('group_member')
    .select(['group_id', 'person_id'])
    .where('group_id', 'in', ids)
    .orderBy('joined_at')
    .orderBy('person_id')
    .execute()
  const found = Map.groupBy(rows, (it) => it.group_id)
  return ids.map((id) => (found.get(id) ?? []).map((it) => it.person_id))
}

/** Writes a group, new or known. */
export async function upsertGroup(trx: Trx, it: ResearchGroup): Promise<void> {
  const values = { name_zh: it.nameZh, name_en: it.nameEn, principal_id: it.principalId }
  const { id, institutionId: institution_id, createdAt: created_at } = it
  await trx
    .insertInto('research_group')
    .values({ id, institution_id, created_at, dissolved_at: null, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

/** Lets a person belong to a group; nothing where he does already. */
export async function insertMember(
  trx: Trx,
  { id, institutionId }: ResearchGroup,
  personId: string,
  at: number,
): Promise<void> {
  await trx
    .insertInto('group_member')
    .values({ institution_id: institutionId, person_id: personId, group_id: id, joined_at: at })
    .onConflict((conflict) => conflict.columns(['institution_id', 'person_id']).doNothing())
    .execute()
}

/** Ends the membership of a person, or of all. */
export async function deleteMembers(trx: Trx, groupId: string, personId?: string): Promise<void> {
  await trx
    .deleteFrom('group_member')
    .where('group_id', '=', groupId)
    .$if(personId !== undefined, (it) => it.where('person_id', '=', personId ?? ''))
    .execute()
}

export async function markDissolved(trx: Trx, id: string, at: number): Promise<void> {
  await trx.updateTable('research_group').set({ dissolved_at: at }).where('id', '=', id).execute()
}

function standingGroups(db: Db) {
  return db.selectFrom('research_group').selectAll().where('dissolved_at', 'is', null)
}

function toGroup(row: Selectable<ResearchGroupTable>): ResearchGroup {
  return {
    id: row.id,
    institutionId: row.institution_id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    principalId: row.principal_id,
    createdAt: row.created_at,
  }
}

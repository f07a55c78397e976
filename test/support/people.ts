/** People and institutions for tests: written straight into their tables, because no test is about them. */

import type { Trx } from '../../server/database.ts'
import { insertGrant, insertPerson } from '../../server/identity/queries/people.ts'
import type { Role, Viewer } from '../../server/identity/rules.ts'
import { insertMember, upsertGroup } from '../../server/institutions/queries/groups.ts'
import {
  type Institution,
  insertDistrict,
  insertInstitution,
} from '../../server/institutions/queries/institutions.ts'
import { NEW_YEAR, type World } from './world.ts'

export const DISTRICT = '150602'

/** An approved owner institution in 东胜区; the district is made with the first. */
export async function addInstitution(
  world: World,
  id: string,
  more: Partial<Institution> = {},
): Promise<Institution> {
  const institution: Institution = {
    id,
    uscc: `USCC-${id}`,
    nameZh: `单位 ${id}`,
    nameEn: null,
    kind: 'research_institute',
    districtAdcode: DISTRICT,
    addressZh: '东胜区天骄路 1 号',
    contactPhone: null,
    contactEmail: null,
    introductionZh: null,
    servesExternal: true,
    isOwner: true,
    state: 'approved',
    reviewNote: null,
    registeredBy: null,
    isDemo: false,
    createdAt: NEW_YEAR,
    ...more,
  }
  await world.store.transact(async (trx) => {
    await addDistrict(trx)
    await insertInstitution(trx, institution)
  })
  return institution
}

async function addDistrict(trx: Trx): Promise<void> {
  const known = await trx
    .selectFrom('district')
    .select('adcode')
    .where('adcode', '=', DISTRICT)
    .executeTakeFirst()
  if (!known) await insertDistrict(trx, { adcode: DISTRICT, nameZh: '东胜区', nameEn: 'Dongsheng' })
}

/** Somebody at an institution (null: of the city) with these roles, as a viewer. */
export async function addPerson(
  world: World,
  id: string,
  institutionId: string | null,
  roles: readonly Role[],
): Promise<Viewer> {
  await world.store.transact(async (trx) => {
    await insertPerson(trx, {
      id,
      email: `${id}@test`,
      nameZh: `人 ${id}`,
      nameEn: null,
      institutionId,
      hasCalendarLink: false,
      isDemo: false,
      passwordHash: 'none',
      createdAt: NEW_YEAR,
    })
    for (const role of roles) {
      await insertGrant(trx, { id: `${id}-${role}`, personId: id, role, institutionId, createdAt: NEW_YEAR })
    }
  })
  return { personId: id, institutionId, grants: roles.map((role) => ({ role, institutionId })), scopes: null }
}

/** A research group of an institution; the first of its people leads it. */
export async function addGroup(
  world: World,
  id: string,
  institutionId: string,
  people: readonly string[],
): Promise<void> {
  const [principalId = ''] = people
  const group = { id, institutionId, nameZh: `课题组 ${id}`, nameEn: null, principalId, createdAt: NEW_YEAR }
  await world.store.transact(async (trx) => {
    await upsertGroup(trx, group)
    for (const personId of people) await insertMember(trx, group, personId, NEW_YEAR)
  })
}

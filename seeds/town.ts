/** Districts, categories, holidays, institutions and people of the demo. */

import { insertCategory } from '../server/catalog/queries/categories.ts'
import { insertCalendarDay } from '../server/catalog/queries/opening.ts'
import { grantRole, invitePerson } from '../server/identity/actions/roles.ts'
import type { Person } from '../server/identity/queries/people.ts'
import { viewerOfPerson } from '../server/identity/queries/sessions.ts'
import type { Viewer } from '../server/identity/rules.ts'
import { hashOfPassword } from '../server/identity/secrets.ts'
import { registerInstitution, reviewInstitution } from '../server/institutions/actions/institutions.ts'
import { insertDistrict } from '../server/institutions/queries/institutions.ts'
import { present } from '../server/kernel/invariant.ts'
import {
  seedCategories,
  seedDistricts,
  seedHolidays,
  seedInstitutions,
  seedPeople,
  type SeedPerson,
} from './data.ts'
import type { Stage } from './stage.ts'

export type Town = {
  /** Ids of institutions by key. */
  readonly institutionIds: ReadonlyMap<string, string>
  /** People by key, as they may act. */
  readonly viewers: ReadonlyMap<string, Viewer>
  viewer(key: string): Viewer
  /** The first person of an institution with a role there. */
  staff(institutionKey: string, role: SeedPerson['roles'][number]): Viewer
  readonly administrator: Viewer
}

/** This company has asked to join, and the city has not answered yet. */
const WAITING_INSTITUTION = present(
  seedInstitutions.filter((it) => !it.isOwner).at(-1)?.key,
  'an institution that is no owner',
)

export async function seedTown(stage: Stage, administrator: Person, password: string): Promise<Town> {
  const nobody = stage.as(null)
  await nobody.store.transact(async (trx) => {
    for (const district of seedDistricts) await insertDistrict(trx, district)
    for (const { parent, aliasesZh, ...category } of seedCategories) {
      await insertCategory(trx, { ...category, parentCode: parent, aliasesZh: aliasesZh ?? [] })
    }
    for (const { date, kind, nameZh, nameEn } of seedHolidays) {
      await insertCalendarDay(trx, { date, kind, nameZh, nameEn })
    }
  })
  const admin = present(await viewerOfPerson(nobody.store.db, administrator.id), 'the administrator')
  const institutionIds = await seedInstitutionsOfCity(stage, admin)
  const personIds = await seedPeopleOfCity(stage, { admin, institutionIds, password })
  const viewers = new Map<string, Viewer>()
  for (const [key, id] of personIds) {
    viewers.set(key, present(await viewerOfPerson(nobody.store.db, id), key))
  }
  const viewer = (key: string) => present(viewers.get(key), key)
  return {
    institutionIds,
    viewers,
    viewer,
    administrator: viewer('admin'),
    staff: (institutionKey, role) => {
      const person = seedPeople.find((it) => it.institutionKey === institutionKey && it.roles.includes(role))
      return viewer(present(person?.key, `${role} of ${institutionKey}`))
    },
  }
}

async function seedInstitutionsOfCity(stage: Stage, admin: Viewer): Promise<ReadonlyMap<string, string>> {
  const ctx = stage.as(admin)
  const ids = new Map<string, string>()
  for (const { key, districtAdcode, ...form } of seedInstitutions) {
    const institution = await registerInstitution(ctx, { ...form, district: districtAdcode }, true)
    ids.set(key, institution.id)
    if (key === WAITING_INSTITUTION) continue
    await reviewInstitution(ctx, { institutionId: institution.id, approve: true, note: null })
  }
  return ids
}

async function seedPeopleOfCity(
  stage: Stage,
  {
    admin,
    institutionIds,
    password,
  }: { admin: Viewer; institutionIds: ReadonlyMap<string, string>; password: string },
): Promise<ReadonlyMap<string, string>> {
  const ctx = stage.as(admin)
  const passwordHash = await hashOfPassword(password)
  const ids = new Map<string, string>()
  for (const { key, email, nameZh, nameEn, roles, cityRoles, institutionKey } of seedPeople) {
    const institutionId = present(institutionIds.get(institutionKey), institutionKey)
    if (cityRoles?.includes('administrator')) {
      ids.set(key, admin.personId)
      await grantRole(ctx, { personId: admin.personId, role: 'researcher', institutionId })
      continue
    }
    const form = { email, nameZh, nameEn, institutionId, roles, password }
    const person = await invitePerson(ctx, form, { passwordHash })
    ids.set(key, person.id)
    for (const role of cityRoles ?? [])
      await grantRole(ctx, { personId: person.id, role, institutionId: null })
  }
  return ids
}

/** What managers and administrators can do with other people's accounts: open them, give and take roles, look them up. */

import type { Context } from '../../context.ts'
import type { Page, PageArgs } from '../../kernel/page.ts'
import { pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  anybodyExists,
  credentialsByEmail,
  deleteGrant,
  grantById,
  insertGrant,
  insertPerson,
  institutionExists,
  peopleByIds,
  peoplePage,
  type PeopleFilter,
  type Person,
  type RoleGrant,
  sameGrant,
  setPersonInstitution,
} from '../queries/people.ts'
import { authorise, emailProblems, grantProblems, may, passwordProblems, type Role } from '../rules.ts'
import { hashOfPassword } from '../secrets.ts'

export type Invitation = {
  readonly email: string
  readonly nameZh: string
  readonly nameEn: string | null
  readonly institutionId: string
  readonly roles: readonly Role[]
  readonly password: string
}

/** Opens an account at an institution with a first password. `demo` carries a hash made beforehand. */
export async function invitePerson(
  ctx: Context,
  input: Invitation,
  demo?: { readonly passwordHash: string },
): Promise<Person> {
  authorise(ctx.viewer, 'grantRoles', { institutionId: input.institutionId })
  const email = input.email.trim().toLowerCase()
  const passwordHash = demo?.passwordHash ?? (await hashOfPassword(input.password))
  return ctx.store.transact(async (trx) => {
    refuse([
      ...emailProblems(email),
      ...passwordProblems(input.password),
      ...(input.nameZh.trim() === '' ? [problem('INPUT_INVALID', [], { field: 'nameZh' })] : []),
      ...input.roles.flatMap((role) => grantProblems(role, input.institutionId)),
      ...((await credentialsByEmail(trx, email)) ? [problem('EMAIL_TAKEN')] : []),
      ...((await institutionExists(trx, input.institutionId)) ? [] : [problem('INSTITUTION_NOT_FOUND')]),
    ])
    const person: Person = {
      id: ctx.newId(),
      email,
      nameZh: input.nameZh.trim(),
      nameEn: input.nameEn,
      institutionId: input.institutionId,
      hasCalendarLink: false,
      isDemo: demo !== undefined,
    }
    const createdAt = ctx.now()
    await insertPerson(trx, { ...person, passwordHash, createdAt })
    for (const role of new Set(input.roles)) {
      const { institutionId } = input
      await insertGrant(trx, { id: ctx.newId(), personId: person.id, role, institutionId, createdAt })
    }
    await ctx.audit(ctx, trx, {
      action: 'invitePerson',
      subjectType: 'Person',
      subjectId: person.id,
      detail: { institutionId: input.institutionId, roles: input.roles },
    })
    return person
  })
}

/**
 * Gives a person a role, and a home where he has none yet. City roles only by an administrator. Giving it twice
 * changes nothing.
 */
export async function grantRole(
  ctx: Context,
  input: { readonly personId: string; readonly role: Role; readonly institutionId: string | null },
): Promise<RoleGrant> {
  const { personId, role, institutionId } = input
  authorise(ctx.viewer, institutionId === null ? 'grantCityRoles' : 'grantRoles', { institutionId })
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [`person:${personId}`])
    const [person] = await peopleByIds(trx, [personId])
    refuse([
      ...(person ? [] : [problem('PERSON_NOT_FOUND')]),
      ...grantProblems(role, institutionId),
      ...(institutionId === null || (await institutionExists(trx, institutionId))
        ? []
        : [problem('INSTITUTION_NOT_FOUND')]),
    ])
    const known = await sameGrant(trx, personId, role, institutionId)
    if (known) return known
    const grant: RoleGrant = { id: ctx.newId(), personId, role, institutionId, createdAt: ctx.now() }
    await insertGrant(trx, grant)
    if (institutionId !== null) await setPersonInstitution(trx, personId, institutionId)
    await ctx.audit(ctx, trx, {
      action: 'grantRole',
      subjectType: 'Person',
      subjectId: personId,
      detail: { role, institutionId },
    })
    return grant
  })
}

export async function revokeRole(ctx: Context, grantId: string): Promise<RoleGrant> {
  const known = await grantById(ctx.store.db, grantId)
  authorise(ctx.viewer, known && known.institutionId !== null ? 'grantRoles' : 'grantCityRoles', {
    institutionId: known?.institutionId ?? null,
  })
  return ctx.store.transact(async (trx) => {
    const grant = await grantById(trx, grantId)
    if (!grant) throw new Rejection([problem('GRANT_NOT_FOUND')])
    await deleteGrant(trx, grantId)
    await ctx.audit(ctx, trx, {
      action: 'revokeRole',
      subjectType: 'Person',
      subjectId: grant.personId,
      detail: { role: grant.role, institutionId: grant.institutionId },
    })
    return grant
  })
}

/**
 * Opens the first account of an empty platform, with the role of administrator; undefined when anybody has an
 * account already.
 */
export async function openFirstAccount(
  ctx: Context,
  first: {
    readonly email: string
    readonly nameZh: string
    readonly nameEn: string | null
    readonly password: string
  },
  isDemo = false,
): Promise<Person | undefined> {
  const email = first.email.trim().toLowerCase()
  refuse([...emailProblems(email), ...passwordProblems(first.password)])
  const passwordHash = await hashOfPassword(first.password)
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, ['first-account'])
    if (await anybodyExists(trx)) return undefined
    const { nameZh, nameEn } = first
    const person: Person = {
      id: ctx.newId(),
      email,
      nameZh,
      nameEn,
      institutionId: null,
      hasCalendarLink: false,
      isDemo,
    }
    const createdAt = ctx.now()
    await insertPerson(trx, { ...person, passwordHash, createdAt })
    const grant = {
      id: ctx.newId(),
      personId: person.id,
      role: 'administrator',
      institutionId: null,
      createdAt,
    } as const
    await insertGrant(trx, grant)
    await ctx.audit(ctx, trx, { action: 'openFirstAccount', subjectType: 'Person', subjectId: person.id })
    return person
  })
}

/** People of one institution for its staff, or of the city for its administrators, by Chinese name. */
export async function findPeople(ctx: Context, filter: PeopleFilter, args: PageArgs): Promise<Page<Person>> {
  authorise(ctx.viewer, 'seePeople', { institutionId: filter.institutionId ?? null })
  const page = pageRequest(args)
  return pageOf(await peoplePage(ctx.store.db, filter, page), page, (it) => [it.nameZh, it.id])
}

/** Whether the viewer may see which roles somebody holds: staff of his institution, the city's administrators, himself. */
export function seesRolesOf({ viewer }: Context, person: Person): boolean {
  return viewer?.personId === person.id || may(viewer, 'seePeople', { institutionId: person.institutionId })
}

/** What people can do with research groups (课题组). Each action is one transaction. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { credentialsByEmail, peopleByIds, type Person } from '../../identity/queries/people.ts'
import { authorise, may } from '../../identity/rules.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  deleteMembers,
  groupById,
  groupByName,
  groupOfPerson,
  groupsPage,
  insertMember,
  markDissolved,
  membersByGroupIds,
  type ResearchGroup,
  upsertGroup,
} from '../queries/groups.ts'
import { candidateProblems, GROUP_MEMBERS_MAX, type GroupCandidate, groupProblems } from '../rules.ts'

export type GroupForm = {
  /** Null for a new group. */
  readonly groupId: string | null
  readonly institutionId: string
  readonly nameZh: string
  readonly nameEn: string | null
  /** The address of the one who leads it. */
  readonly principalEmail: string
}

/** Sets up a research group, or gives it another name or another to lead it, who becomes a member. */
export async function saveResearchGroup(ctx: Context, form: GroupForm): Promise<ResearchGroup> {
  const { institutionId } = form
  authorise(ctx.viewer, 'manageGroups', { institutionId })
  return ctx.store.transact(async (trx) => {
    await lockGroups(ctx, trx, institutionId)
    const known = form.groupId === null ? undefined : await groupById(trx, form.groupId)
    if (form.groupId !== null && known?.institutionId !== institutionId) {
      throw new Rejection([problem('GROUP_NOT_FOUND')])
    }
    const nameZh = form.nameZh.trim()
    const namesake = await groupByName(trx, institutionId, nameZh)
    const principal = await candidateByEmail(trx, form.principalEmail, { id: known?.id, institutionId })
    const nameTaken = namesake !== undefined && namesake.id !== known?.id
    refuse(groupProblems({ nameZh, nameTaken, institutionId, principal }))
    const group: ResearchGroup = {
      id: known?.id ?? ctx.newId(),
      institutionId,
      nameZh,
      nameEn: form.nameEn?.trim() || null,
      principalId: principal?.personId ?? '',
      createdAt: known?.createdAt ?? ctx.now(),
    }
    await upsertGroup(trx, group)
    await insertMember(trx, group, group.principalId, ctx.now())
    await tellOfGroup(ctx, trx, group, {
      action: 'saveResearchGroup',
      detail: { nameZh, principalId: group.principalId },
    })
    return group
  })
}

/** Lets somebody of the institution belong to a group, or no longer. */
export async function setGroupMember(
  ctx: Context,
  input: { readonly groupId: string; readonly email: string; readonly isMember: boolean },
): Promise<ResearchGroup> {
  const known = await groupFor(ctx, input.groupId, 'manageGroupMembers')
  return ctx.store.transact(async (trx) => {
    await lockGroups(ctx, trx, known.institutionId)
    const group = await groupFor(ctx, input.groupId, 'manageGroupMembers', trx)
    const candidate = await candidateByEmail(trx, input.email, group)
    const [members = []] = await membersByGroupIds(trx, [group.id])
    const isIn = candidate !== undefined && members.includes(candidate.personId)
    if (input.isMember) {
      const isFull = !isIn && members.length >= GROUP_MEMBERS_MAX
      const full = isFull ? [problem('GROUP_FULL', [], { max: GROUP_MEMBERS_MAX })] : []
      refuse([...candidateProblems(candidate, group.institutionId), ...full])
    } else if (!isIn) refuse([problem('PERSON_NOT_FOUND')])
    else if (candidate.personId === group.principalId) refuse([problem('GROUP_NEEDS_PRINCIPAL')])
    const personId = candidate?.personId ?? ''
    if (input.isMember) await insertMember(trx, group, personId, ctx.now())
    else await deleteMembers(trx, group.id, personId)
    await tellOfGroup(ctx, trx, group, {
      action: 'setGroupMember',
      detail: { personId, isMember: input.isMember },
    })
    return group
  })
}

/** Ends a group, and what is held for it. Requests that wait for the one who led it still do. */
export async function dissolveResearchGroup(ctx: Context, groupId: string): Promise<ResearchGroup> {
  const known = await groupFor(ctx, groupId, 'manageGroups')
  return ctx.store.transact(async (trx) => {
    await lockGroups(ctx, trx, known.institutionId)
    const group = await groupFor(ctx, groupId, 'manageGroups', trx)
    await deleteMembers(trx, group.id)
    await markDissolved(trx, group.id, ctx.now())
    await tellOfGroup(ctx, trx, group, { action: 'dissolveResearchGroup' })
    await ctx.emit(ctx, trx, { type: 'group.dissolved', subjectId: group.id })
    return group
  })
}

/** The research groups of an institution by Chinese name, for those who may see its people. */
export async function researchGroups(
  ctx: Context,
  institutionId: string,
  args: PageArgs,
): Promise<Page<ResearchGroup>> {
  const page = pageRequest(args)
  const sees = may(ctx.viewer, 'seePeople', { institutionId })
  const rows = sees ? await groupsPage(ctx.store.db, institutionId, page) : []
  return pageOf(rows, page, (it) => [it.nameZh])
}

/** The group of the viewer at his own institution; null when he belongs to none. */
export async function myResearchGroup({ viewer, store }: Context): Promise<ResearchGroup | null> {
  if (!viewer?.institutionId) return null
  return (await groupOfPerson(store.db, viewer.personId, viewer.institutionId)) ?? null
}

/** The people of each group, longest first, in the order of `groupIds`. */
export async function peopleOfGroups(ctx: Context, groupIds: readonly string[]): Promise<Person[][]> {
  const members = await membersByGroupIds(ctx.store.db, groupIds)
  const ids = [...new Set(members.flat())]
  const people = ids.length === 0 ? [] : await peopleByIds(ctx.store.db, ids)
  const found = new Map(ids.map((id, i) => [id, people[i]]))
  return members.map((group) => group.flatMap((id) => found.get(id) ?? []))
}

async function groupFor(
  ctx: Context,
  id: string,
  ability: 'manageGroups' | 'manageGroupMembers',
  db: Db = ctx.store.db,
): Promise<ResearchGroup> {
  const group = await groupById(db, id)
  const { institutionId = null, principalId: personId = null } = group ?? {}
  if (group || !ctx.viewer) authorise(ctx.viewer, ability, { institutionId, personId })
  if (!group) throw new Rejection([problem('GROUP_NOT_FOUND')])
  return group
}

/** Groups of an institution change one after another. */
async function lockGroups(ctx: Context, trx: Trx, institutionId: string): Promise<void> {
  await ctx.store.dialect.lock(trx, [`groups:${institutionId}`])
}

async function candidateByEmail(
  db: Db,
  email: string,
  group: { readonly id: string | undefined; readonly institutionId: string },
): Promise<(GroupCandidate & { readonly personId: string }) | undefined> {
  const found = await credentialsByEmail(db, email.trim().toLowerCase())
  if (!found) return undefined
  const { id: personId, institutionId } = found.person
  const current = await groupOfPerson(db, personId, group.institutionId)
  return { personId, institutionId, otherGroupId: current?.id === group.id ? undefined : current?.id }
}

async function tellOfGroup(
  ctx: Context,
  trx: Trx,
  { id }: ResearchGroup,
  note: { readonly action: string; readonly detail?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await ctx.audit(ctx, trx, { ...note, subjectType: 'ResearchGroup', subjectId: id })
}

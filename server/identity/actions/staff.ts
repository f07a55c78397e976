/** The people of institutions, for those who may see them. */

import type { Context } from '../../context.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { type Person, staffByInstitutionIds } from '../queries/people.ts'
import { may } from '../rules.ts'

/** A page of each institution's people by Chinese name, in the order of `institutionIds`; empty where the viewer may not see them. */
export async function staffOf(
  ctx: Context,
  institutionIds: readonly string[],
  args: PageArgs,
): Promise<Page<Person>[]> {
  const page = pageRequest(args)
  const visible = institutionIds.filter((institutionId) => may(ctx.viewer, 'seePeople', { institutionId }))
  const staff = await staffByInstitutionIds(ctx.store.db, visible, page)
  const found = new Map(visible.map((id, i) => [id, staff[i] ?? []]))
  return institutionIds.map((id) => pageOf(found.get(id) ?? [], page, (it) => [it.nameZh, it.id]))
}

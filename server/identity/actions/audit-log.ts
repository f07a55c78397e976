/** Reading the audit log, for auditors and administrators. */

import type { Context } from '../../context.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { type AuditLine, auditLines } from '../../platform/audit.ts'
import { authorise } from '../rules.ts'

/** Entries, newest first; of one subject when its id is given. */
export async function readAuditLog(
  ctx: Context,
  subjectId: string | null,
  args: PageArgs,
): Promise<Page<AuditLine>> {
  authorise(ctx.viewer, 'seeAuditLog')
  const page = pageRequest(args)
  const [before] = page.after ?? []
  const beforeId = typeof before === 'number' ? before : null
  const lines = await auditLines(ctx.store.db, { subjectId, beforeId, limit: page.limit })
  return pageOf(lines, page, (it) => [it.id])
}

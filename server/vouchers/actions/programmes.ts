/** Voucher programmes: the city opens them with their rules; everybody reads them. Rules are never changed. */

import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { insertProgramme, type Programme, programmesByIds, programmesPage } from '../queries/programmes.ts'
import { EXAMPLES, type ProgrammeExample } from '../rules/examples.ts'
import { type ProgrammeForm, programmeProblems } from '../rules/programmes.ts'

/** Opens a programme with its budget. */
export async function openProgramme(ctx: Context, form: ProgrammeForm): Promise<Programme> {
  const { personId } = authorise(ctx.viewer, 'openVoucherProgrammes')
  refuse(programmeProblems(form))
  const programme: Programme = {
    ...form,
    id: ctx.newId(),
    nameZh: form.nameZh.trim(),
    issuer: form.issuer.trim(),
    source: form.source.trim(),
    reservedFen: 0,
    capturedFen: 0,
    openedAt: ctx.now(),
    openedBy: personId,
  }
  return ctx.store.transact(async (trx) => {
    await insertProgramme(trx, programme)
    const { id, nameZh, budgetFen } = programme
    await ctx.audit(ctx, trx, {
      action: 'openVoucherProgramme',
      subjectType: 'VoucherProgramme',
      subjectId: id,
      detail: { nameZh, budgetFen },
    })
    return programme
  })
}

/** All programmes, newest first. */
export async function findProgrammes(ctx: Context, args: PageArgs): Promise<Page<Programme>> {
  const page = pageRequest(args)
  return pageOf(await programmesPage(ctx.store.db, page), page, (it) => [it.openedAt, it.id])
}

/** A programme that is known to a caller by its id. */
export async function programmeById(db: Db, id: string): Promise<Programme> {
  const [found] = await programmesByIds(db, [id])
  if (!found) throw new Rejection([problem('VOUCHER_PROGRAMME_NOT_FOUND')])
  return found
}

/** Programmes of other places, to read. */
export function voucherExamples(): readonly ProgrammeExample[] {
  return EXAMPLES
}

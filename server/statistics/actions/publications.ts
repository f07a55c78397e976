/** When instruments were published: rated hours count from then until they are withdrawn. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { insertPublication, updateWithdrawal } from '../queries/instruments.ts'

export async function recordPublication(
  ctx: Context,
  trx: Trx,
  event: { readonly subjectId: string },
): Promise<void> {
  await insertPublication(trx, event.subjectId, ctx.now())
}

export async function recordWithdrawal(
  ctx: Context,
  trx: Trx,
  event: { readonly subjectId: string },
): Promise<void> {
  await updateWithdrawal(trx, event.subjectId, ctx.now())
}

/** Tells people that a qualification is about to lapse, and that it has: each once, however long nobody looked. */

import type { Context } from '../../context.ts'
import type { Instant } from '../../kernel/interval.ts'
import {
  endingQualifications,
  type Notice,
  type Qualification,
  setNotice,
} from '../queries/qualifications.ts'
import { isValidAt, WARNING_MS } from '../rules/qualifications.ts'

const BATCH = 200

/** Warns seven days before, and says when it is over; who was not warned in time is only told the latter. Job. */
export async function tellOfLapses(ctx: Context): Promise<void> {
  const now = ctx.now()
  await tellAll(ctx, { told: 'none', by: now + WARNING_MS })
  await tellAll(ctx, { told: 'warned', by: now })
}

async function tellAll(
  ctx: Context,
  due: { readonly told: 'none' | 'warned'; readonly by: Instant },
): Promise<void> {
  for (;;) {
    const found = await endingQualifications(ctx.store.db, due, BATCH)
    for (const it of found) await tellOne(ctx, it, due.told)
    if (found.length < BATCH) return
  }
}

async function tellOne(ctx: Context, qualification: Qualification, from: Notice): Promise<void> {
  const { id, personId, instrumentId, expiresAt } = qualification
  const to = isValidAt(expiresAt, ctx.now()) ? 'warned' : 'expired'
  await ctx.store.transact(async (trx) => {
    if (!(await setNotice(trx, qualification, { from, to }))) return
    const type = to === 'warned' ? 'qualification.expiring' : 'qualification.expired'
    await ctx.emit(ctx, trx, { type, subjectId: id, personId, instrumentId, expiresAt })
  })
}

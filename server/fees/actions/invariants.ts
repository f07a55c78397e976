/** The nightly look at the books: whatever disagrees is told to the administrators, counted, and fails the job. */

import type { Context } from '../../context.ts'
import { ledgerProblems } from '../../platform/metrics.ts'
import { type BrokenInvariant, brokenInvariants, openFrom } from '../queries/invariants.ts'

/** Enough to know what is wrong. */
const TOLD_MAX = 20

export async function checkLedger(ctx: Context): Promise<void> {
  const broken: BrokenInvariant[] = []
  for (const books of await openFrom(ctx.store.db)) {
    broken.push(...(await brokenInvariants(ctx.store.db, books, TOLD_MAX)))
  }
  ledgerProblems.set(broken.length)
  if (broken.length === 0) return
  await ctx.store.transact((trx) =>
    ctx.emit(ctx, trx, { type: 'ledger.broken', subjectId: 'ledger', count: broken.length }),
  )
  const told = broken.slice(0, TOLD_MAX).map((it) => `${it.kind} ${it.id} by ${it.byFen}`)
  throw new Error(`The books do not agree: ${told.join('; ')}`)
}

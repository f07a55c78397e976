/**
 * Months of a provider's books that are closed. Nothing is entered into them: what is charged late goes to the first
 * open moment after them, and what was wrong is put right in a later month.
 */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { dateOf, DEFAULT_ZONE, instantOf, type LocalDate } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { ledgerTotals } from '../queries/ledger.ts'
import {
  closeAt,
  closedUntil,
  closesByMonths,
  insertPeriodClose,
  isChargedDuring,
  type PeriodClose,
  updatePeriodReopened,
} from '../queries/periods.ts'
import { driftOf } from '../rules/drift.ts'

/** What is locked while a provider's month is closed or opened, or something is entered into a month that is over. */
function periodKey(providerId: string): string {
  return `period:${providerId}`
}

/** When something that occurred is entered: then, or at the first open moment after the closed months. */
export async function openMomentFrom(
  ctx: Context,
  trx: Trx,
  { providerId, at }: { readonly providerId: string; readonly at: Instant },
): Promise<Instant> {
  // A month that is not over cannot be closed.
  if (at >= startOfMonth(ctx.now())) return at
  await ctx.store.dialect.lock(trx, [periodKey(providerId)])
  let moment = at
  for (
    let closed = await closeAt(trx, providerId, at);
    closed;
    closed = await closeAt(trx, providerId, moment)
  ) {
    moment = closed.period.endsAt
  }
  return moment
}

/** Why nothing can be entered at a moment; empty where the books are open then. */
export async function closedProblems(
  ctx: Context,
  trx: Trx,
  { providerId, at }: { readonly providerId: string; readonly at: Instant },
): Promise<readonly Problem[]> {
  if (at >= startOfMonth(ctx.now())) return []
  await ctx.store.dialect.lock(trx, [periodKey(providerId)])
  const closed = await closeAt(trx, providerId, at)
  return closed ? [problem('PERIOD_CLOSED', [closed.id], { month: closed.month })] : []
}

/** The first moment of a day of the books. */
export function dayOfBooks(date: LocalDate): Instant {
  return instantOf(date, '00:00', DEFAULT_ZONE)
}

function startOfMonth(now: Instant): Instant {
  return dayOfBooks(`${dateOf(now, DEFAULT_ZONE).slice(0, 7)}-01`)
}

/** By how much the provider's ledger differs from what was charged and paid. */
export async function driftOfProvider(db: Db, providerId: string): Promise<Fen> {
  const { balances, settled } = await ledgerTotals(db, providerId)
  return driftOf(balances, settled)
}

/**
 * Whether something was charged between the last closed month and a period: months are closed one after the other, and
 * the first that is closed closes all before it.
 */
export async function earlierIsOpen(db: Db, providerId: string, period: Interval): Promise<boolean> {
  const startsAt = await closedUntil(db, providerId, period.startsAt)
  return startsAt > 0 && isChargedDuring(db, providerId, { startsAt, endsAt: period.startsAt })
}

/** The month whose close holds a period. */
export async function closedBy(
  db: Db,
  providerId: string,
  period: Interval,
): Promise<PeriodClose | undefined> {
  return closeAt(db, providerId, period.startsAt)
}

/** Closes a month, whose conditions the caller has judged; says whether it was open. */
export async function enterClose(ctx: Context, trx: Trx, close: PeriodClose): Promise<boolean> {
  await ctx.store.dialect.lock(trx, [periodKey(close.providerId)])
  if (await closeAt(trx, close.providerId, close.period.startsAt)) return false
  const isFirst = (await closedUntil(trx, close.providerId, close.period.startsAt)) === 0
  const period = isFirst ? { ...close.period, startsAt: 0 } : close.period
  await insertPeriodClose(trx, { ...close, period })
  return true
}

/** Opens a month again; says whether it was closed. */
export async function enterReopening(
  ctx: Context,
  trx: Trx,
  month: { readonly providerId: string; readonly month: string },
  how: { readonly at: Instant; readonly by: string; readonly reason: string },
): Promise<PeriodClose | undefined> {
  await ctx.store.dialect.lock(trx, [periodKey(month.providerId)])
  const [known] = await closesByMonths(trx, [month])
  if (known) await updatePeriodReopened(trx, known.id, how)
  return known
}

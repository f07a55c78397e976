/** The end of a month: closed when it is over, reconciled, signed by both sides, and the books agree; opened again by the city. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import {
  closedBy,
  driftOfProvider,
  earlierIsOpen,
  enterClose,
  enterReopening,
} from '../../fees/actions/periods.ts'
import { closesByMonths, type PeriodClose } from '../../fees/queries/periods.ts'
import { authorise, may } from '../../identity/rules.ts'
import { type Fen, yuanText } from '../../kernel/money.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { openAdjustments } from '../queries/adjustments.ts'
import { type Run, runsByIds } from '../queries/runs.ts'
import { monthPeriod } from './platform-lines.ts'

const REASON_MIN = 10

/** Closes the month of a run: nothing is entered into it any more. */
export async function closePeriod(ctx: Context, { runId }: { readonly runId: string }): Promise<Run> {
  const [known] = await runsByIds(ctx.store.db, [runId])
  const { personId } = authorise(ctx.viewer, 'closePeriods', { institutionId: known?.providerId ?? null })
  if (!known) throw new Rejection([problem('RECONCILIATION_NOT_FOUND')])
  return ctx.store.transact(async (trx) => {
    const [run = known] = await runsByIds(trx, [runId])
    refuse(await closeProblems(ctx, trx, run))
    const close: PeriodClose = {
      id: ctx.newId(),
      providerId: run.providerId,
      month: run.month,
      period: monthPeriod(run.month),
      closedAt: ctx.now(),
      closedBy: personId,
    }
    if (!(await enterClose(ctx, trx, close))) return run
    await ctx.audit(ctx, trx, {
      action: 'closePeriod',
      subjectType: 'ReconciliationRun',
      subjectId: runId,
      detail: { providerId: run.providerId, month: run.month, linesSha256: run.linesSha256 },
    })
    return run
  })
}

/** Every reason why the month cannot be closed. */
async function closeProblems(ctx: Context, trx: Trx, run: Run): Promise<readonly Problem[]> {
  const period = monthPeriod(run.month)
  const isSigned = run.providerSignedAt !== null && run.citySignedAt !== null
  const drift = await driftOfProvider(trx, run.providerId)
  const closed = await closedBy(trx, run.providerId, period)
  const waiting = await openAdjustments(trx, run.providerId, period)
  return [
    ...(closed && closed.month !== run.month
      ? [problem('PERIOD_CLOSED', [closed.id], { month: closed.month })]
      : []),
    ...(run.isReplaced ? [problem('RECONCILIATION_REPLACED')] : []),
    ...(period.endsAt > ctx.now() ? [problem('PERIOD_NOT_OVER')] : []),
    ...(isSigned ? [] : [problem('RECONCILIATION_NOT_SIGNED')]),
    ...(waiting > 0 ? [problem('PERIOD_HAS_ADJUSTMENTS', [], { count: waiting })] : []),
    ...((await earlierIsOpen(trx, run.providerId, period)) ? [problem('PERIOD_EARLIER_OPEN')] : []),
    ...(drift === 0 ? [] : [problem('PERIOD_HAS_DRIFT', [], { amount: yuanText(drift) })]),
  ]
}

/** Opens the month of a run again, for a reason. */
export async function reopenPeriod(
  ctx: Context,
  input: { readonly runId: string; readonly reason: string },
): Promise<Run> {
  const [run] = await runsByIds(ctx.store.db, [input.runId])
  const { personId } = authorise(ctx.viewer, 'reopenPeriods', { institutionId: run?.providerId ?? null })
  if (!run) throw new Rejection([problem('RECONCILIATION_NOT_FOUND')])
  const reason = input.reason.trim()
  if (Array.from(reason).length < REASON_MIN)
    throw new Rejection([problem('REASON_TOO_SHORT', [], { min: REASON_MIN })])
  return ctx.store.transact(async (trx) => {
    const closed = await enterReopening(ctx, trx, run, { at: ctx.now(), by: personId, reason })
    if (!closed) throw new Rejection([problem('PERIOD_NOT_CLOSED', [], { month: run.month })])
    await ctx.audit(ctx, trx, {
      action: 'reopenPeriod',
      subjectType: 'ReconciliationRun',
      subjectId: run.id,
      detail: { providerId: run.providerId, month: run.month, reason },
    })
    return run
  })
}

type MonthKey = { readonly providerId: string; readonly month: string }

/** When each month was closed; null where it is open. */
export async function closedAts(ctx: Context, keys: readonly string[]): Promise<(number | null)[]> {
  const months = keys.map(monthOf)
  return (await closesByMonths(ctx.store.db, months)).map((it) => it?.closedAt ?? null)
}

/** A month of a provider as one text, for loaders. */
export function monthKey({ providerId, month }: MonthKey): string {
  return `${month} ${providerId}`
}

function monthOf(key: string): MonthKey {
  return { month: key.slice(0, 7), providerId: key.slice(8) }
}

/** By how much the provider's ledger differs from charges and payments: all of it, not this month alone. */
export async function driftOfRun(ctx: Context, { providerId }: Run): Promise<Fen> {
  return driftOfProvider(ctx.store.db, providerId)
}

export function closingRights({ viewer }: Context, { providerId: institutionId }: Run) {
  return {
    mayClose: may(viewer, 'closePeriods', { institutionId }),
    mayReopen: may(viewer, 'reopenPeriods', { institutionId }),
  }
}

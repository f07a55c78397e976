/** What power meters say: taken from devices, and compared with what was recorded, for keepers. */

import { askingProblems } from '../../booking/rules/asking.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { DAY_MS, type Interval, unionMs } from '../../kernel/interval.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { insertRunIntervals, runIntervalsDuring } from '../queries/run-time.ts'
import { openSessions, sessionsDuring } from '../queries/sessions.ts'
import {
  compareRunTime,
  intervalsAbove,
  type Reading,
  runIntervals,
  type RunComparison,
  runTimeProblems,
} from '../rules/run-time.ts'

const PERIOD_MS_MAX = 93 * DAY_MS
const RUN_TIMES_MAX = 2_000

export type RunTimeReport = {
  readonly instrumentId: string
  readonly intervals: readonly Interval[]
  readonly readings: readonly Reading[]
  readonly thresholdWatts: number
}

/** Takes what a power meter has measured; the same again changes nothing. Answers with how many intervals were told. */
export async function reportRunTime(ctx: Context, report: RunTimeReport): Promise<number> {
  const { instrumentId, intervals, readings } = report
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  authorise(ctx.viewer, 'reportUsage', { institutionId: instrument?.institutionId ?? null })
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  refuse([
    ...runTimeProblems(report, ctx.now()),
    ...(intervals.length + readings.length > RUN_TIMES_MAX
      ? [problem('DEVICE_BATCH_TOO_LARGE', [], { max: RUN_TIMES_MAX })]
      : []),
  ])
  const powered = [...intervals, ...intervalsAbove(readings, report.thresholdWatts)]
  await ctx.store.transact((trx) => insertRunIntervals(trx, { instrumentId, receivedAt: ctx.now() }, powered))
  return powered.length
}

type SessionSpan = Interval & { readonly id: string }

export type RunTime = RunComparison<SessionSpan> & {
  readonly runs: readonly Interval[]
  readonly runMs: number
  readonly recordedMs: number
}

/** When an instrument ran in a period of at most 93 days, and what of it was not recorded. */
export async function runTime(ctx: Context, instrumentId: string, during: Interval): Promise<RunTime> {
  const { db } = ctx.store
  const [instrument] = await instrumentsByIds(db, [instrumentId])
  authorise(ctx.viewer, 'seeUsage', { institutionId: instrument?.institutionId ?? null })
  refuse(askingProblems(during, PERIOD_MS_MAX))
  const runs = runIntervals(await runIntervalsDuring(db, instrumentId, during))
  const there = await openSessions(db, [instrumentId])
  const finished = await sessionsDuring(db, instrumentId, during)
  const current = there.map(({ id, startsAt }) => ({ id, startsAt, endsAt: ctx.now() }))
  const compared = compareRunTime<SessionSpan>(runs, [...finished, ...current], during)
  const gone = compared.withoutPower.filter((it) => !there.some(({ id }) => id === it.id))
  return { ...compared, withoutPower: gone, runs, runMs: unionMs(runs), recordedMs: unionMs(finished) }
}

/** What people do with a run: decide about its differences, take that back, and sign. And who sees it. */

import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { type AbilityName, authorise, may, mayEverywhere, placesOf } from '../../identity/rules.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  type Decision,
  type Line,
  lineByNumber,
  linesPage,
  type RunTotal,
  totalsByRunIds,
  updateLineDecision,
} from '../queries/lines.ts'
import { type Run, runsByIds, runsPage, updateRunSigned } from '../queries/runs.ts'
import {
  openRunProblems,
  type Resolution,
  resolutionProblems,
  type Side,
  signProblems,
  unresolvedOf,
} from '../rules/resolutions.ts'
import { runKey } from './import.ts'

type LineRef = { readonly runId: string; readonly number: number }

/** Decides about a difference, for a reason; again: decides anew. */
export async function resolveLine(
  ctx: Context,
  input: LineRef & { readonly resolution: Resolution; readonly reason: string },
): Promise<Line> {
  return decide(ctx, input, 'resolveReconciliationLine', (line, personId) => {
    refuse(resolutionProblems(line, input.reason))
    const { resolution } = input
    return { resolution, reason: input.reason.trim(), resolvedBy: personId, resolvedAt: ctx.now() }
  })
}

/** Takes back what was decided about a difference. */
export async function undoResolution(ctx: Context, input: LineRef): Promise<Line> {
  const nothing: Decision = { resolution: null, reason: null, resolvedBy: null, resolvedAt: null }
  return decide(ctx, input, 'undoReconciliationLine', () => nothing)
}

async function decide(
  ctx: Context,
  { runId, number }: LineRef,
  action: string,
  judge: (line: Line, personId: string) => Decision,
): Promise<Line> {
  const { known, personId } = await authorisedRun(ctx, 'reconcile', runId)
  return ctx.store.transact(async (trx) => {
    const run = await lockedRun(ctx, trx, known)
    const line = await lineByNumber(trx, runId, number)
    if (!line) throw new Rejection([problem('RECONCILIATION_LINE_NOT_FOUND')])
    refuse(openRunProblems(run))
    const decision = judge(line, personId)
    await updateLineDecision(trx, line, decision)
    await ctx.audit(ctx, trx, {
      action,
      subjectType: 'ReconciliationRun',
      subjectId: runId,
      detail: { number, was: line.resolution, resolution: decision.resolution, reason: decision.reason },
    })
    return { ...line, ...decision }
  })
}

const SIGNERS = { provider: 'signForProvider', city: 'signForCity' } as const satisfies Record<
  Side,
  AbilityName
>

/** Signs for a side that the month is as its lines say. */
export async function signRun(
  ctx: Context,
  { runId, side }: { readonly runId: string; readonly side: Side },
): Promise<Run> {
  const { known, personId } = await authorisedRun(ctx, SIGNERS[side], runId)
  return ctx.store.transact(async (trx) => {
    const run = await lockedRun(ctx, trx, known)
    const [totals = []] = await totalsByRunIds(trx, [runId])
    refuse(signProblems(run, side, unresolvedOf(totals)))
    const linesSha256 = await hashOfLines(trx, runId)
    const signature = { side, at: ctx.now(), by: personId, linesSha256 }
    await updateRunSigned(trx, runId, signature)
    await ctx.audit(ctx, trx, {
      action: 'signReconciliation',
      subjectType: 'ReconciliationRun',
      subjectId: runId,
      detail: { side, linesSha256 },
    })
    const [signed] = await runsByIds(trx, [runId])
    return signed ?? run
  })
}

const HASHED_AT_ONCE = 500

/** SHA-256 of every line with what was decided about it, as JSON, one below the other. */
export async function hashOfLines(db: Db, runId: string): Promise<string> {
  const hash = createHash('sha256')
  let after = 0
  for (;;) {
    const page = { limit: HASHED_AT_ONCE, after: [after] }
    const lines = (await linesPage(db, { runId, differing: false }, page)).slice(0, HASHED_AT_ONCE)
    for (const line of lines) hash.update(`${JSON.stringify(line)}\n`)
    const last = lines.at(-1)
    if (!last) return hash.digest('hex')
    after = last.number
  }
}

async function authorisedRun(ctx: Context, ability: AbilityName, runId: string) {
  const [known] = await runsByIds(ctx.store.db, [runId])
  const { personId } = authorise(ctx.viewer, ability, { institutionId: known?.providerId ?? null })
  if (!known) throw new Rejection([problem('RECONCILIATION_NOT_FOUND')])
  return { known, personId }
}

async function lockedRun(ctx: Context, trx: Trx, known: Run): Promise<Run> {
  await ctx.store.dialect.lock(trx, [runKey(known.providerId, known.month)])
  const [run = known] = await runsByIds(trx, [known.id])
  return run
}

/** The runs that count, of a provider or (null) of all that the viewer may see, newest month first. */
export async function findRuns(ctx: Context, providerId: string | null, args: PageArgs): Promise<Page<Run>> {
  const own = placesOf(ctx.viewer, 'seeReconciliation')
  authorise(ctx.viewer, 'seeReconciliation', { institutionId: providerId ?? own[0] ?? null })
  const everything = mayEverywhere(ctx.viewer, 'seeReconciliation') ? null : own
  const providerIds = providerId === null ? everything : [providerId]
  const page = pageRequest(args)
  return pageOf(await runsPage(ctx.store.db, providerIds, page), page, (it) => [it.month, it.providerId])
}

/** One run; null where there is none that the viewer may see. */
export async function visibleRun(ctx: Context, id: string): Promise<Run | null> {
  const [run] = await runsByIds(ctx.store.db, [id])
  return run && may(ctx.viewer, 'seeReconciliation', { institutionId: run.providerId }) ? run : null
}

/** Tables are long here: the workbench shows ten thousand lines. */
const LINES_MAX = 500

export async function linesOfRun(
  ctx: Context,
  runId: string,
  { differing, ...args }: PageArgs & { readonly differing: boolean },
): Promise<Page<Line>> {
  const page = pageRequest(args, LINES_MAX)
  return pageOf(await linesPage(ctx.store.db, { runId, differing }, page), page, (it) => [it.number])
}

/** Sums of each run by outcome and decision. */
export async function runTotals(ctx: Context, runIds: readonly string[]): Promise<RunTotal[][]> {
  return totalsByRunIds(ctx.store.db, runIds)
}

/** What the viewer may do with a run. */
export function rightsOn({ viewer }: Context, { providerId: institutionId }: Run) {
  return {
    mayResolve: may(viewer, 'reconcile', { institutionId }),
    maySignForProvider: may(viewer, 'signForProvider', { institutionId }),
    maySignForCity: may(viewer, 'signForCity', { institutionId }),
  }
}

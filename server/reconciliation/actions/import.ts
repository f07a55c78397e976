/**
 * The institution's own ledger of a month, laid beside what the platform charged. It is looked at as a whole first; it
 * is kept only when every row of it can be read. The same file again is the same run; another one takes its place.
 */

import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { DEFAULT_ZONE, instantOf } from '../../kernel/calendar.ts'
import { type Problem, problem, refuse } from '../../kernel/problem.ts'
import type { RawTable } from '../../usage/rules/import-rows.ts'
import { assetNosOf, insertLines, type Line } from '../queries/lines.ts'
import { currentRun, insertRun, type Run, updateRunReplaced } from '../queries/runs.ts'
import { ledgerPlaces, type LedgerRow, ledgerRow, ledgerTableProblems } from '../rules/ledger-rows.ts'
import { matchLines, type MatchSettings } from '../rules/matching.ts'
import { type LineTotal, openRunProblems, settingsProblems } from '../rules/resolutions.ts'
import { monthPeriod, type PlatformLine, platformLines } from './platform-lines.ts'

export type LedgerForm = {
  readonly providerId: string
  /** `YYYY-MM`. */
  readonly month: string
  readonly fileName: string
  readonly fileSha256: string
  readonly table: RawTable
  readonly settings: MatchSettings
  /** False: only look. */
  readonly isKept: boolean
}

export type LedgerReport = {
  /** The run; null after a mere look, and where a row cannot be read. */
  readonly run: Run | null
  readonly badRows: readonly { readonly number: number; readonly problems: readonly Problem[] }[]
  readonly totals: readonly LineTotal[]
}

export async function importLedger(ctx: Context, form: LedgerForm): Promise<LedgerReport> {
  const { providerId, month, settings, table } = form
  const { personId } = authorise(ctx.viewer, 'reconcile', { institutionId: providerId })
  refuse([...settingsProblems(month, settings), ...ledgerTableProblems(table)])
  if (monthPeriod(month).endsAt > ctx.now()) refuse([problem('PERIOD_NOT_OVER')])
  const places = ledgerPlaces(table.header)
  const read = table.rows.map(({ number, cells }) => ({ number, ...ledgerRow(number, cells, places) }))
  const badRows = read.flatMap(({ number, problems }) => (problems.length > 0 ? [{ number, problems }] : []))
  const rows = read.flatMap((it) => it.row ?? [])
  if (badRows.length > 0) return { run: null, badRows, totals: [] }
  if (!form.isKept) {
    const lines = await compared(ctx.store.db, form, rows)
    return { run: null, badRows, totals: totalsOf(lines) }
  }
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [runKey(providerId, month)])
    const before = await currentRun(trx, providerId, month)
    if (before && isSame(before, form)) return { run: before, badRows, totals: [] }
    if (before) {
      refuse(openRunProblems(before))
      await updateRunReplaced(trx, before.id, ctx.now())
    }
    const run = newRun(ctx, form, personId)
    const lines = await compared(trx, form, rows)
    await insertRun(trx, run)
    await insertLines(
      trx,
      lines.map((it) => ({ ...it, runId: run.id })),
    )
    await ctx.audit(ctx, trx, {
      action: 'importLedger',
      subjectType: 'ReconciliationRun',
      subjectId: run.id,
      detail: {
        providerId,
        month,
        sha256: run.fileSha256,
        lines: lines.length,
        replaces: before?.id ?? null,
      },
    })
    return { run, badRows, totals: totalsOf(lines) }
  })
}

/** What is locked while the run of a month changes. */
export function runKey(providerId: string, month: string): string {
  return `reconciliation:${providerId}:${month}`
}

function isSame(run: Run, { fileSha256, settings }: LedgerForm): boolean {
  return run.fileSha256 === fileSha256 && JSON.stringify(run.settings) === JSON.stringify(settings)
}

function newRun(ctx: Context, form: LedgerForm, personId: string): Run {
  const { providerId, month, fileName, fileSha256, settings } = form
  const { nearMinutes, timeMinutes, amountFen } = settings
  return {
    id: ctx.newId(),
    providerId,
    month,
    fileName,
    fileSha256,
    settings: { nearMinutes, timeMinutes, amountFen },
    createdAt: ctx.now(),
    createdBy: personId,
    isReplaced: false,
    providerSignedAt: null,
    providerSignedBy: null,
    citySignedAt: null,
    citySignedBy: null,
    linesSha256: null,
  }
}

type TheirLine = LedgerRow & { readonly start: number; readonly end: number }

async function compared(db: Db, form: LedgerForm, rows: readonly LedgerRow[]): Promise<Line[]> {
  const ours = await platformLines(db, form.providerId, form.month)
  const instrumentIds = await assetNosOf(db, form.providerId)
  const theirs = rows.map((it) => ({
    ...it,
    start: instantOf(it.startsAt.date, it.startsAt.time, DEFAULT_ZONE),
    end: instantOf(it.endsAt.date, it.endsAt.time, DEFAULT_ZONE),
  }))
  const matched = matchLines(
    ours.map((it) => ({ ...it, ...it.span, id: it.chargeId, instrument: it.assetNo })),
    theirs.map((it) => ({
      id: String(it.number).padStart(8, '0'),
      reference: it.reference,
      instrument: it.assetNo,
      startsAt: it.start,
      endsAt: it.end,
      amountFen: it.amountFen,
    })),
    form.settings,
  )
  const lines = Array.from(matched, (it) => {
    const our = it.ours === null ? undefined : ours[it.ours]
    const their = it.theirs === null ? undefined : theirs[it.theirs]
    return { ...lineOf(our, their, instrumentIds), outcome: it.outcome, matchedBy: it.by }
  })
  return lines.toSorted(byTime).map((it, i) => ({ ...it, number: i + 1 }))
}

function lineOf(
  ours: PlatformLine | undefined,
  theirs: TheirLine | undefined,
  instrumentIds: ReadonlyMap<string, string>,
): Omit<Line, 'outcome' | 'matchedBy'> {
  const instrument = ours?.assetNo ?? theirs?.assetNo ?? ''
  return {
    runId: '',
    number: 0,
    instrument,
    instrumentId: ours?.instrumentId ?? instrumentIds.get(instrument) ?? null,
    chargeId: ours?.chargeId ?? null,
    ours: ours ?? null,
    theirRow: theirs?.number ?? null,
    theirs: theirs ? { ...theirs, span: { startsAt: theirs.start, endsAt: theirs.end } } : null,
    resolution: null,
    reason: null,
    resolvedBy: null,
    resolvedAt: null,
  }
}

function byTime(a: Line, b: Line): number {
  const start = (it: Line) => (it.ours ?? it.theirs)?.span.startsAt ?? 0
  const id = (it: Line) => it.chargeId ?? ''
  return start(a) - start(b) || (a.theirRow ?? 0) - (b.theirRow ?? 0) || (id(a) < id(b) ? -1 : 1)
}

function totalsOf(lines: readonly Line[]): LineTotal[] {
  return Array.from(
    Map.groupBy(lines, (it) => it.outcome),
    ([outcome, some]) => ({
      outcome,
      resolution: null,
      count: some.length,
      oursFen: some.reduce((sum, it) => sum + (it.ours?.amountFen ?? 0), 0),
      theirsFen: some.reduce((sum, it) => sum + (it.theirs?.amountFen ?? 0), 0),
    }),
  )
}

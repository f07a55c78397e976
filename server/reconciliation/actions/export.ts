/** A month as files: its lines, and what the ledger has for it. Reads only. */

import type { Context } from '../../context.ts'
import { type JournalEntry, transfersDuring } from '../../fees/queries/journals.ts'
import { authorise } from '../../identity/rules.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { type Line, linesPage } from '../queries/lines.ts'
import { type Run, runsByIds } from '../queries/runs.ts'
import { monthPeriod } from './platform-lines.ts'

const PAGE = 500
const JOURNAL_MAX = 50_000

/** The run for its file. */
export async function exportedRun(ctx: Context, id: string): Promise<Run> {
  const [run] = await runsByIds(ctx.store.db, [id])
  authorise(ctx.viewer, 'seeReconciliation', { institutionId: run?.providerId ?? null })
  if (!run) throw new Rejection([problem('RECONCILIATION_NOT_FOUND')])
  return run
}

/** Lines a page at a time. */
export async function* exportedLines(
  ctx: Context,
  { id: runId }: Run,
  differing: boolean,
): AsyncIterable<Line> {
  let after = 0
  for (;;) {
    const lines = await linesPage(ctx.store.db, { runId, differing }, { limit: PAGE, after: [after] })
    yield* lines.slice(0, PAGE)
    if (lines.length <= PAGE) return
    after = lines[PAGE - 1]?.number ?? after
  }
}

/** What was entered into the provider's ledger in the month, in the order of time. */
export async function journalOf(ctx: Context, { providerId, month }: Run): Promise<JournalEntry[]> {
  const period = monthPeriod(month)
  const entries = await transfersDuring(ctx.store.db, { providerId, period }, JOURNAL_MAX + 1)
  if (entries.length > JOURNAL_MAX)
    throw new Rejection([problem('RECONCILIATION_TOO_LARGE', [], { max: JOURNAL_MAX })])
  return entries
}

/** Lines of a reconciliation, and the instruments and charges that they name. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { Outcome } from '../rules/matching.ts'
import type { LineTotal, Resolution } from '../rules/resolutions.ts'
import type { ReconciliationLineTable } from '../tables.ts'

/** What one side says. */
export type SideOfLine = {
  readonly reference: string | null
  readonly customer: string | null
  readonly span: Interval
  readonly amountFen: Fen
}

export type Line = {
  readonly runId: string
  readonly number: number
  readonly outcome: Outcome
  readonly matchedBy: 'reference' | 'time' | null
  /** The asset number. */
  readonly instrument: string
  readonly instrumentId: string | null
  readonly chargeId: string | null
  readonly ours: SideOfLine | null
  /** The row of the file. */
  readonly theirRow: number | null
  readonly theirs: SideOfLine | null
  readonly resolution: Resolution | null
  readonly reason: string | null
  readonly resolvedBy: string | null
  readonly resolvedAt: Instant | null
}

/** Rows of one insert; each has some twenty values, and a statement may have 32,766. */
const ROWS_AT_ONCE = 500

export async function insertLines(trx: Trx, lines: readonly Line[]): Promise<void> {
  for (let from = 0; from < lines.length; from += ROWS_AT_ONCE) {
    const rows = lines.slice(from, from + ROWS_AT_ONCE).map(rowOf)
    await trx.insertInto('reconciliation_line').values(rows).execute()
  }
}

export async function lineByNumber(db: Db, runId: string, number: number): Promise<Line | undefined> {
  const row = await db
    .selectFrom('reconciliation_line')
    .selectAll()
    .where('run_id', '=', runId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && toLine(row)
}

/** Lines of a run in their order, one more than the page holds when more follow. */
export async function linesPage(
  db: Db,
  { runId, differing }: { readonly runId: string; readonly differing: boolean },
  page: PageRequest,
): Promise<Line[]> {
  const [after = 0] = page.after ?? []
  const rows = await db
    .selectFrom('reconciliation_line')
    .selectAll()
    .where('run_id', '=', runId)
    .$if(differing, (it) => it.where('differs', '=', 1))
    .where('number', '>', Number(after))
    .orderBy('number')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toLine)
}

export type RunTotal = LineTotal & { readonly runId: string }

/** Sums of each run by outcome and decision, in the order of `runIds`. */
export async function totalsByRunIds(db: Db, runIds: readonly string[]): Promise<RunTotal[][]> {
  const rows = await db
    .selectFrom('reconciliation_line')
    .select([
      'run_id',
      'outcome',
      'resolution',
      sql<number>`count(*)`.as('count'),
      sql<number>`cast(coalesce(sum(our_amount_fen), 0) as bigint)`.as('ours'),
      sql<number>`cast(coalesce(sum(their_amount_fen), 0) as bigint)`.as('theirs'),
    ])
    .where('run_id', 'in', runIds)
    .groupBy(['run_id', 'outcome', 'resolution'])
    .orderBy('run_id')
    .orderBy('outcome')
    .orderBy('resolution')
    .execute()
  const found = Map.groupBy(
    rows.map((it) => ({
      runId: it.run_id,
      outcome: it.outcome,
      resolution: it.resolution,
      count: it.count,
      oursFen: it.ours,
      theirsFen: it.theirs,
    })),
    (it) => it.runId,
  )
  return runIds.map((it) => found.get(it) ?? [])
}

/** What was decided about a line; nulls: nothing. */
export type Decision = Pick<Line, 'resolution' | 'reason' | 'resolvedBy' | 'resolvedAt'>

export async function updateLineDecision(
  trx: Trx,
  { runId, number }: Pick<Line, 'runId' | 'number'>,
  { resolution, reason, resolvedBy, resolvedAt }: Decision,
): Promise<void> {
  await trx
    .updateTable('reconciliation_line')
    .set({ resolution, reason, resolved_by: resolvedBy, resolved_at: resolvedAt })
    .where('run_id', '=', runId)
    .where('number', '=', number)
    .execute()
}

/** Ids of a provider's instruments by their asset numbers. */
export async function assetNosOf(db: Db, providerId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('instrument')
    .select(['id', 'local_asset_no'])
    .where('institution_id', '=', providerId)
    .execute()
  return new Map(rows.map((it) => [it.local_asset_no, it.id]))
}

function rowOf(it: Line): Selectable<ReconciliationLineTable> {
  return {
    run_id: it.runId,
    number: it.number,
    outcome: it.outcome,
    differs: it.outcome === 'matched' ? 0 : 1,
    matched_by: it.matchedBy,
    instrument: it.instrument,
    instrument_id: it.instrumentId,
    charge_id: it.chargeId,
    our_reference: it.ours?.reference ?? null,
    our_customer: it.ours?.customer ?? null,
    our_starts_at: it.ours?.span.startsAt ?? null,
    our_ends_at: it.ours?.span.endsAt ?? null,
    our_amount_fen: it.ours?.amountFen ?? null,
    their_row: it.theirRow,
    their_reference: it.theirs?.reference ?? null,
    their_customer: it.theirs?.customer ?? null,
    their_starts_at: it.theirs?.span.startsAt ?? null,
    their_ends_at: it.theirs?.span.endsAt ?? null,
    their_amount_fen: it.theirs?.amountFen ?? null,
    resolution: it.resolution,
    reason: it.reason,
    resolved_by: it.resolvedBy,
    resolved_at: it.resolvedAt,
  }
}

function toLine(row: Selectable<ReconciliationLineTable>): Line {
  return {
    runId: row.run_id,
    number: row.number,
    outcome: row.outcome,
    matchedBy: row.matched_by,
    instrument: row.instrument,
    instrumentId: row.instrument_id,
    chargeId: row.charge_id,
    ours: sideOf(
      [row.our_reference, row.our_customer],
      row.our_starts_at,
      row.our_ends_at,
      row.our_amount_fen,
    ),
    theirRow: row.their_row,
    theirs: sideOf(
      [row.their_reference, row.their_customer],
      row.their_starts_at,
      row.their_ends_at,
      row.their_amount_fen,
    ),
    resolution: row.resolution,
    reason: row.reason,
    resolvedBy: row.resolved_by,
    resolvedAt: row.resolved_at,
  }
}

function sideOf(
  [reference, customer]: readonly [string | null, string | null],
  startsAt: number | null,
  endsAt: number | null,
  amountFen: number | null,
): SideOfLine | null {
  if (startsAt === null || endsAt === null || amountFen === null) return null
  return { reference, customer, span: { startsAt, endsAt }, amountFen }
}

/** When power meters say that instruments ran. Rows in snake_case stop here. */

import type { Db, Trx } from '../../database.ts'
import { DAY_MS, type Instant, type Interval } from '../../kernel/interval.ts'

/** Rows in one statement: below the number of values that a statement may have. */
const ROWS_MAX = 200

/** Adds intervals; those that are known already change nothing. */
export async function insertRunIntervals(
  trx: Trx,
  { instrumentId, receivedAt }: { readonly instrumentId: string; readonly receivedAt: Instant },
  intervals: readonly Interval[],
): Promise<void> {
  for (let i = 0; i < intervals.length; i += ROWS_MAX) {
    const rows = intervals.slice(i, i + ROWS_MAX).map((it) => ({
      instrument_id: instrumentId,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      received_at: receivedAt,
    }))
    await trx
      .insertInto('run_interval')
      .values(rows)
      .onConflict((it) => it.doNothing())
      .execute()
  }
}

/** Intervals with power that share time with `span`, by start; none lasts longer than a day. */
export async function runIntervalsDuring(db: Db, instrumentId: string, span: Interval): Promise<Interval[]> {
  const rows = await db
    .selectFrom('run_interval')
    .select(['starts_at', 'ends_at'])
    .where('instrument_id', '=', instrumentId)
    .where('starts_at', '>=', span.startsAt - DAY_MS)
    .where('starts_at', '<', span.endsAt)
    .where('ends_at', '>', span.startsAt)
    .orderBy('starts_at')
    .execute()
  return rows.map((it) => ({ startsAt: it.starts_at, endsAt: it.ends_at }))
}

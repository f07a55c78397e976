/**
 * Reads a log table in the order in which its rows became visible, and never skips one.
 *
 * Counted ids commit out of order where many connections write: a reader at 105 could miss 104. Rows carry
 * the stamp of their transaction, and only rows below the oldest transaction still open are read.
 */

import { sql } from 'kysely'
import type { Db, Trx } from '../database.ts'
import type { Dialect } from './dialect/dialect.ts'
import type { AuditEntryTable, OutboxEventTable } from './tables.ts'
import type { Selectable } from 'kysely'

/** A row's place in the order of its log. Nothing lies before `BEGINNING`. */
export type LogPlace = { readonly stamp: number; readonly id: number }

const BEGINNING: LogPlace = { stamp: -1, id: -1 }

type LogRows = { outbox_event: Selectable<OutboxEventTable>; audit_entry: Selectable<AuditEntryTable> }

/**
 * The next rows of `table` for `consumer`, at most `limit`, oldest first; empty when there is nothing new.
 * Moves the consumer's cursor past them in the same transaction; consumers of one name take turns.
 */
export async function takeNext<T extends keyof LogRows>(
  trx: Trx,
  dialect: Dialect,
  { table, consumer, limit }: { table: T; consumer: string; limit: number },
): Promise<readonly LogRows[T][]> {
  await dialect.lock(trx, [`log_cursor:${consumer}`])
  const cursor = await trx
    .selectFrom('log_cursor')
    .select(['stamp', 'id'])
    .where('consumer', '=', consumer)
    .executeTakeFirst()
  const rows = await rowsAfter(trx, dialect, { table, after: cursor ?? BEGINNING, limit })
  const last = rows.at(-1)
  if (last) {
    await trx
      .insertInto('log_cursor')
      .values({ consumer, stamp: last.stamp, id: last.id })
      .onConflict((it) => it.column('consumer').doUpdateSet({ stamp: last.stamp, id: last.id }))
      .execute()
  }
  return rows
}

/** The rows of `table` behind `after`, at most `limit`, oldest first. Moves no cursor: for readers that keep their own. */
export async function rowsAfter<T extends keyof LogRows>(
  db: Db,
  dialect: Dialect,
  { table, after, limit }: { table: T; after: LogPlace; limit: number },
): Promise<readonly LogRows[T][]> {
  const { rows } = await sql<LogRows[T]>`
    select * from ${sql.table(table)}
    where (stamp, id) > (${after.stamp}, ${after.id}) and stamp < ${dialect.commitHorizon()}
    order by stamp, id limit ${limit}`.execute(db)
  return rows
}

/** So many rows are read at a time. */
const VISIBLE_BATCH = 1_000

/**
 * Every row of `table` behind `after` that is visible at this moment, in order: those too that a transaction still open
 * may come before. `settled` is the place up to which nothing can come any more: read on from there, and expect the rows
 * behind it again.
 */
export async function visibleRows<T extends keyof LogRows>(
  db: Db,
  dialect: Dialect,
  { table, after }: { table: T; after: LogPlace },
): Promise<{ readonly rows: readonly LogRows[T][]; readonly settled: LogPlace }> {
  const found: LogRows[T][] = []
  let settled = after
  let place = after
  for (let isSettled = true; ;) {
    // Later pages are read later: what has become final by then says nothing of the rows before.
    // oxlint-disable-next-line eslint/no-await-in-loop
    const { rows } = await sql<LogRows[T] & { readonly horizon: number }>`
      select *, ${dialect.commitHorizon()} as horizon from ${sql.table(table)}
      where (stamp, id) > (${place.stamp}, ${place.id})
      order by stamp, id limit ${sql.lit(VISIBLE_BATCH)}`.execute(db)
    for (const { stamp, id, horizon } of rows) {
      isSettled &&= stamp < horizon
      if (isSettled) settled = { stamp, id }
      place = { stamp, id }
    }
    found.push(...rows)
    if (rows.length < VISIBLE_BATCH) return { rows: found, settled }
  }
}

/** The place of the last row that can be read at this moment. */
export async function endOfLog(db: Db, dialect: Dialect, table: keyof LogRows): Promise<LogPlace> {
  const { rows } = await sql<LogPlace>`
    select stamp, id from ${sql.table(table)} where stamp < ${dialect.commitHorizon()}
    order by stamp desc, id desc limit 1`.execute(db)
  return rows[0] ?? BEGINNING
}

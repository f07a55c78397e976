/**
 * Reads a log table in the order in which its rows became visible, and never skips one.
 *
 * Counted ids commit out of order where many connections write: a reader at 105 could miss 104. Rows carry
 * the stamp of their transaction, and only rows below the oldest transaction still open are read.
 */

import { sql } from 'kysely'
import type { Trx } from '../database.ts'
import type { Dialect } from './dialect/dialect.ts'
import type { AuditEntryTable, OutboxEventTable } from './tables.ts'
import type { Selectable } from 'kysely'

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
  const { stamp, id } = cursor ?? { stamp: -1, id: -1 }
  const { rows } = await sql<LogRows[T]>`
    select * from ${sql.table(table)}
    where (stamp, id) > (${stamp}, ${id})
    order by stamp, id limit ${limit}`.execute(trx)
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

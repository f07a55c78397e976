/**
 * Time that is taken on instruments. Spans of one instrument never overlap, so those that reach into a window are
 * the ones that start in it and the last one before it: one index probe, however long the history is.
 */

import { sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import type { TakenTime } from '../rules/taken-time.ts'
import type { BlockedSpanTable } from '../tables.ts'

/** Time to take: with a turnaround, which begins at `busyUntil` and ends at `endsAt`. */
export type BlockedTime = Interval & { readonly busyUntil: Instant }

export type BlockedSpan = BlockedTime & {
  /** The id of the booking or the maintenance. */
  readonly id: string
  readonly instrumentId: string
  readonly kind: 'booking' | 'maintenance'
}

/** The start of the last span of an instrument that starts no later than `from`; `from` when there is none. */
export function lastStartBefore(instrumentId: string, from: Instant) {
  return sql<number>`coalesce((select max(earlier.starts_at) from blocked_span as earlier
    where earlier.unit_id = ${instrumentId} and earlier.starts_at <= ${from}), ${from})`
}

const takenRows = prepared(
  (db, { instrumentId, startsAt, endsAt }: Interval & { readonly instrumentId: string }) =>
    db
      .selectFrom('blocked_span')
      .select(['id', 'kind', 'starts_at', 'ends_at', 'busy_until'])
      .where('unit_id', '=', instrumentId)
      .where('starts_at', '<', endsAt)
      .where('starts_at', '>=', lastStartBefore(instrumentId, startsAt))
      .where('ends_at', '>', startsAt)
      .orderBy('starts_at'),
)

/** What is taken on an instrument during `span`, by start; without the booking or maintenance `exceptId`. */
export async function takenTime(
  db: Db,
  instrumentId: string,
  span: Interval,
  exceptId?: string,
): Promise<TakenTime[]> {
  const { startsAt, endsAt } = span
  const rows = await takenRows(db, { instrumentId, startsAt, endsAt })
  return rows
    .filter((it) => it.id !== exceptId)
    .map(({ id, kind, starts_at, ends_at, busy_until }) => ({
      id,
      kind,
      startsAt: starts_at,
      endsAt: busy_until ?? ends_at,
      blockedUntil: ends_at,
    }))
}

const insertTaken = prepared((trx, row: BlockedSpanTable) =>
  trx.insertInto('blocked_span').values({
    id: row.id,
    unit_id: row.unit_id,
    kind: row.kind,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    busy_until: row.busy_until,
  }),
)

/** Takes time. Fails with `Dialect.isOverlapViolation` where some of it is taken already. */
export async function insertBlockedSpan(trx: Trx, span: BlockedSpan): Promise<void> {
  await insertTaken(trx, { id: span.id, unit_id: span.instrumentId, kind: span.kind, ...columnsOf(span) })
}

/** Takes other time instead. Fails like `insertBlockedSpan`. */
export async function updateBlockedSpan(trx: Trx, id: string, time: BlockedTime): Promise<void> {
  await trx.updateTable('blocked_span').set(columnsOf(time)).where('id', '=', id).execute()
}

/** Frees all the time of a booking or a maintenance. */
export async function releaseTime(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('blocked_span').where('id', '=', id).execute()
}

/** Frees the time of a booking or a maintenance from `endsAt` on, its turnaround too; does nothing where it holds none. */
export async function shrinkTime(trx: Trx, id: string, endsAt: Instant): Promise<void> {
  await trx.deleteFrom('blocked_span').where('id', '=', id).where('starts_at', '>=', endsAt).execute()
  await trx
    .updateTable('blocked_span')
    .set({
      ends_at: endsAt,
      busy_until: sql<number | null>`case when busy_until < ${endsAt} then busy_until end`,
    })
    .where('id', '=', id)
    .where('ends_at', '>', endsAt)
    .execute()
}

/** Lets the turnaround of a booking begin at `busyUntil`, and frees the time behind it. */
export async function beginTurnaround(
  trx: Trx,
  id: string,
  busyUntil: Instant,
  turnaroundMs: number,
): Promise<void> {
  await shrinkTime(trx, id, busyUntil + turnaroundMs)
  await trx
    .updateTable('blocked_span')
    .set({ busy_until: busyUntil })
    .where('id', '=', id)
    .where('ends_at', '>', busyUntil)
    .execute()
}

function columnsOf({ startsAt, endsAt, busyUntil }: BlockedTime) {
  return { starts_at: startsAt, ends_at: endsAt, busy_until: busyUntil < endsAt ? busyUntil : null }
}

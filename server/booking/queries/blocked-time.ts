/**
 * Time that is taken on instruments. Spans of one instrument never overlap, so those that reach into a window are
 * the ones that start in it and the last one before it: one index probe, however long the history is.
 */

import { sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { TakenTime } from '../rules/taken-time.ts'

export type BlockedSpan = Interval & {
  /** The id of the booking or the maintenance. */
  readonly id: string
  readonly instrumentId: string
  readonly kind: 'booking' | 'maintenance'
}

/** The start of the last span of an instrument that starts no later than `from`; `from` when there is none. */
export function lastStartBefore(instrumentId: ReturnType<typeof sql.ref> | string, from: Instant) {
  return sql<number>`coalesce((select max(earlier.starts_at) from blocked_span as earlier
    where earlier.unit_id = ${instrumentId} and earlier.starts_at <= ${from}), ${from})`
}

/** What is taken on an instrument during `span`, by start; without the booking or maintenance `exceptId`. */
export async function takenTime(
  db: Db,
  instrumentId: string,
  span: Interval,
  exceptId?: string,
): Promise<TakenTime[]> {
  const rows = await db
    .selectFrom('blocked_span as taken')
    .leftJoin('booking', 'booking.id', 'taken.id')
    .select(['taken.id', 'taken.kind', 'taken.starts_at', 'taken.ends_at', 'booking.ends_at as booked_until'])
    .where('taken.unit_id', '=', instrumentId)
    .where('taken.starts_at', '<', span.endsAt)
    .where('taken.starts_at', '>=', lastStartBefore(instrumentId, span.startsAt))
    .where('taken.ends_at', '>', span.startsAt)
    .orderBy('taken.starts_at')
    .execute()
  return rows
    .filter((it) => it.id !== exceptId)
    .map(({ id, kind, starts_at, ends_at, booked_until }) => ({
      id,
      kind,
      startsAt: starts_at,
      endsAt: Math.min(ends_at, booked_until ?? ends_at),
      blockedUntil: ends_at,
    }))
}

/** Takes time. Fails with `Dialect.isOverlapViolation` where some of it is taken already. */
export async function insertBlockedSpan(trx: Trx, span: BlockedSpan): Promise<void> {
  await trx
    .insertInto('blocked_span')
    .values({
      id: span.id,
      unit_id: span.instrumentId,
      starts_at: span.startsAt,
      ends_at: span.endsAt,
      kind: span.kind,
    })
    .execute()
}

/** Takes other time instead. Fails like `insertBlockedSpan`. */
export async function updateBlockedSpan(trx: Trx, id: string, { startsAt, endsAt }: Interval): Promise<void> {
  await trx
    .updateTable('blocked_span')
    .set({ starts_at: startsAt, ends_at: endsAt })
    .where('id', '=', id)
    .execute()
}

/** Frees all the time of a booking or a maintenance. */
export async function releaseTime(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('blocked_span').where('id', '=', id).execute()
}

/** Frees the time of a booking or a maintenance from `endsAt` on; does nothing where it holds none of that. */
export async function shrinkTime(trx: Trx, id: string, endsAt: Instant): Promise<void> {
  await trx.deleteFrom('blocked_span').where('id', '=', id).where('starts_at', '>=', endsAt).execute()
  await trx
    .updateTable('blocked_span')
    .set({ ends_at: endsAt })
    .where('id', '=', id)
    .where('ends_at', '>', endsAt)
    .execute()
}

/** Months of a provider's books: what was charged in them, and which are closed. Rows in snake_case stop here. */

import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { PeriodCloseTable } from '../tables.ts'
import { type Charge, standing, toCharge } from './charges.ts'

/** Charges of a provider that stand and occurred in a period, by id after the last one; at most `limit`. */
export async function standingChargesDuring(
  db: Db,
  { providerId, period }: { readonly providerId: string; readonly period: Interval },
  { after, limit }: { readonly after: Charge | undefined; readonly limit: number },
): Promise<Charge[]> {
  const rows = await standing(db)
    .where('provider_id', '=', providerId)
    .where('occurred_at', '>=', period.startsAt)
    .where('occurred_at', '<', period.endsAt)
    .$if(after !== undefined, (query) =>
      query.where((it) =>
        it(it.refTuple('occurred_at', 'id'), '>', it.tuple(after?.occurredAt ?? 0, after?.id ?? '')),
      ),
    )
    .orderBy('occurred_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toCharge)
}

/** A month of a provider's books into which nothing is entered any more. */
export type PeriodClose = {
  readonly id: string
  readonly providerId: string
  /** `YYYY-MM`. */
  readonly month: string
  readonly period: Interval
  readonly closedAt: Instant
  readonly closedBy: string
}

/** The closed month that a moment falls into; undefined where the books are open. */
export async function closeAt(db: Db, providerId: string, at: Instant): Promise<PeriodClose | undefined> {
  const row = await db
    .selectFrom('period_close')
    .selectAll()
    .where('provider_id', '=', providerId)
    .where('reopened_at', 'is', null)
    .where('starts_at', '<=', at)
    .orderBy('starts_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && row.ends_at > at ? toPeriodClose(row) : undefined
}

/** The closings of some months of a provider, in the order of `months`; undefined where one is open. */
export async function closesByMonths(
  db: Db,
  keys: readonly { readonly providerId: string; readonly month: string }[],
): Promise<(PeriodClose | undefined)[]> {
  const rows = await db
    .selectFrom('period_close')
    .selectAll()
    .where('reopened_at', 'is', null)
    .where('provider_id', 'in', [...new Set(keys.map((it) => it.providerId))])
    .where('month', 'in', [...new Set(keys.map((it) => it.month))])
    .execute()
  const found = new Map(rows.map((it) => [`${it.provider_id} ${it.month}`, toPeriodClose(it)]))
  return keys.map((it) => found.get(`${it.providerId} ${it.month}`))
}

/** The end of the last closed month before a moment; 0 where none is. */
export async function closedUntil(db: Db, providerId: string, at: Instant): Promise<Instant> {
  const row = await db
    .selectFrom('period_close')
    .select('ends_at')
    .where('provider_id', '=', providerId)
    .where('reopened_at', 'is', null)
    .where('starts_at', '<', at)
    .orderBy('starts_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ends_at ?? 0
}

/** Whether anything of a provider occurred in a period. */
export async function isChargedDuring(db: Db, providerId: string, period: Interval): Promise<boolean> {
  const row = await db
    .selectFrom('charge')
    .select('id')
    .where('provider_id', '=', providerId)
    .where('occurred_at', '>=', period.startsAt)
    .where('occurred_at', '<', period.endsAt)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertPeriodClose(trx: Trx, it: PeriodClose): Promise<void> {
  await trx
    .insertInto('period_close')
    .values({
      id: it.id,
      provider_id: it.providerId,
      month: it.month,
      starts_at: it.period.startsAt,
      ends_at: it.period.endsAt,
      closed_at: it.closedAt,
      closed_by: it.closedBy,
      reopened_at: null,
      reopened_by: null,
      reopen_reason: null,
    })
    .execute()
}

export async function updatePeriodReopened(
  trx: Trx,
  id: string,
  { at, by, reason }: { readonly at: Instant; readonly by: string; readonly reason: string },
): Promise<void> {
  await trx
    .updateTable('period_close')
    .set({ reopened_at: at, reopened_by: by, reopen_reason: reason })
    .where('id', '=', id)
    .execute()
}

function toPeriodClose(row: Selectable<PeriodCloseTable>): PeriodClose {
  return {
    id: row.id,
    providerId: row.provider_id,
    month: row.month,
    period: { startsAt: row.starts_at, endsAt: row.ends_at },
    closedAt: row.closed_at,
    closedBy: row.closed_by,
  }
}

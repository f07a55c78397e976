/** Maintenance of instruments. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { MaintenanceTable } from '../tables.ts'
import { lastStartBefore } from './blocked-time.ts'

export type Maintenance = Interval & {
  readonly id: string
  readonly instrumentId: string
  readonly reason: string
  /** The id of a person. */
  readonly createdBy: string
  /** Counts its changes, from 1. */
  readonly version: number
  /** Null where it was never changed. */
  readonly updatedAt: Instant | null
}

/** Maintenance in the order of `ids`; undefined where there is none, or it was taken back. */
export async function maintenanceByIds(db: Db, ids: readonly string[]): Promise<(Maintenance | undefined)[]> {
  const rows = await db
    .selectFrom('maintenance')
    .selectAll()
    .where('id', 'in', ids)
    .where('cancelled_at', 'is', null)
    .execute()
  const found = new Map(rows.map((it) => [it.id, toMaintenance(it)]))
  return ids.map((it) => found.get(it))
}

/** Maintenance of one instrument that shares time with `span`, by start. */
export async function maintenanceDuring(
  db: Db,
  instrumentId: string,
  span: Interval,
): Promise<Maintenance[]> {
  const rows = await db
    .selectFrom('instrument_unit as own')
    .innerJoin('blocked_span as taken', 'taken.unit_id', 'own.unit_id')
    .innerJoin('maintenance', 'maintenance.id', 'taken.id')
    .selectAll('maintenance')
    .distinct()
    .where('own.instrument_id', '=', instrumentId)
    .where('taken.starts_at', '<', span.endsAt)
    .where('taken.starts_at', '>=', lastStartBefore('own.unit_id', span.startsAt))
    .where('taken.ends_at', '>', span.startsAt)
    .orderBy('maintenance.starts_at')
    .execute()
  return rows.map(toMaintenance)
}

export async function insertMaintenance(
  trx: Trx,
  it: Omit<Maintenance, 'version' | 'updatedAt'>,
): Promise<void> {
  await trx
    .insertInto('maintenance')
    .values({
      id: it.id,
      instrument_id: it.instrumentId,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      reason: it.reason,
      created_by: it.createdBy,
    })
    .execute()
}

export async function updateMaintenanceEnd(
  trx: Trx,
  id: string,
  { endsAt, at }: { readonly endsAt: Instant; readonly at: Instant },
): Promise<void> {
  await trx
    .updateTable('maintenance')
    .set({ ends_at: endsAt, updated_at: at, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Takes maintenance back; it is kept for those who have read of it. */
export async function cancelMaintenanceRow(trx: Trx, id: string, at: Instant): Promise<void> {
  await trx
    .updateTable('maintenance')
    .set({ cancelled_at: at, updated_at: at, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Maintenance that was taken back, of instruments that share a unit with this one, that was to share time with `span`. */
export async function cancelledMaintenance(
  db: Db,
  instrumentId: string,
  span: Interval,
): Promise<Maintenance[]> {
  const rows = await db
    .selectFrom('instrument_unit as own')
    .innerJoin('instrument_unit as other', 'other.unit_id', 'own.unit_id')
    .innerJoin('maintenance', 'maintenance.instrument_id', 'other.instrument_id')
    .selectAll('maintenance')
    .distinct()
    .where('own.instrument_id', '=', instrumentId)
    .where('maintenance.ends_at', '>', span.startsAt)
    .where('maintenance.starts_at', '<', span.endsAt)
    .where('maintenance.cancelled_at', 'is not', null)
    .orderBy('maintenance.starts_at')
    .orderBy('maintenance.id')
    .execute()
  return rows.map(toMaintenance)
}

function toMaintenance(row: Selectable<MaintenanceTable>): Maintenance {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    reason: row.reason,
    createdBy: row.created_by,
    version: row.version,
    updatedAt: row.updated_at,
  }
}

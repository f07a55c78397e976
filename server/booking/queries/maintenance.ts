/** Maintenance of instruments. */

import { type Selectable } from 'kysely'
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
}

/** Maintenance in the order of `ids`; undefined where there is none. */
export async function maintenanceByIds(db: Db, ids: readonly string[]): Promise<(Maintenance | undefined)[]> {
  const rows = await db.selectFrom('maintenance').selectAll().where('id', 'in', ids).execute()
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
    .selectFrom('blocked_span as taken')
    .innerJoin('maintenance', 'maintenance.id', 'taken.id')
    .selectAll('maintenance')
    .where('taken.unit_id', '=', instrumentId)
    .where('taken.starts_at', '<', span.endsAt)
    .where('taken.starts_at', '>=', lastStartBefore(instrumentId, span.startsAt))
    .where('taken.ends_at', '>', span.startsAt)
    .orderBy('taken.starts_at')
    .execute()
  return rows.map(toMaintenance)
}

export async function insertMaintenance(trx: Trx, it: Maintenance): Promise<void> {
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

export async function updateMaintenanceEnd(trx: Trx, id: string, endsAt: Instant): Promise<void> {
  await trx.updateTable('maintenance').set({ ends_at: endsAt }).where('id', '=', id).execute()
}

export async function deleteMaintenance(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('maintenance').where('id', '=', id).execute()
}

function toMaintenance(row: Selectable<MaintenanceTable>): Maintenance {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    reason: row.reason,
    createdBy: row.created_by,
  }
}

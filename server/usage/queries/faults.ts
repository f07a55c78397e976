/** Faults that people report. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { FaultSeverity, FaultState } from '../rules/faults.ts'
import type { FaultReportTable } from '../tables.ts'

export type FaultReport = {
  readonly id: string
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  readonly reporterId: string
  readonly severity: FaultSeverity
  readonly text: string
  readonly state: FaultState
  readonly reportedAt: Instant
  /** Until when the instrument is expected to be out of order; null where it is usable, or not decided. */
  readonly expectedUntil: Instant | null
  /** The maintenance that keeps others out meanwhile. */
  readonly maintenanceIds: readonly string[]
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly decisionNote: string | null
}

/** Literals, because a partial index serves no parameter. */
const isOpen = sql<SqlBool>`state in ('reported', 'confirmed')`

/** Reports in the order of `ids`; undefined where there is none. */
export async function faultsByIds(db: Db, ids: readonly string[]): Promise<(FaultReport | undefined)[]> {
  const rows = await db.selectFrom('fault_report').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toFault(it)]))
  return ids.map((it) => found.get(it))
}

/** Open reports at an institution, oldest first; one more than the page holds when more follow. */
export async function openFaults(db: Db, institutionId: string, page: PageRequest): Promise<FaultReport[]> {
  const [at, id] = page.after ?? []
  let query = db
    .selectFrom('fault_report')
    .selectAll()
    .where(isOpen)
    .where('institution_id', '=', institutionId)
  if (typeof at === 'number' && typeof id === 'string') {
    query = query.where(sql<SqlBool>`(reported_at, id) > (${at}, ${id})`)
  }
  const rows = await query
    .orderBy('reported_at')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toFault)
}

/** The confirmed faults of each instrument, oldest first, in the order of `instrumentIds`. */
export async function confirmedFaults(db: Db, instrumentIds: readonly string[]): Promise<FaultReport[][]> {
  const rows = await db
    .selectFrom('fault_report')
    .selectAll()
    .where(isOpen)
    .where('instrument_id', 'in', instrumentIds)
    .where('state', '=', 'confirmed')
    .orderBy('reported_at')
    .orderBy('id')
    .execute()
  const found = Map.groupBy(rows.map(toFault), (it) => it.instrumentId)
  return instrumentIds.map((it) => found.get(it) ?? [])
}

export async function insertFault(trx: Trx, it: FaultReport): Promise<void> {
  await trx
    .insertInto('fault_report')
    .values({
      id: it.id,
      instrument_id: it.instrumentId,
      institution_id: it.institutionId,
      reporter_id: it.reporterId,
      severity: it.severity,
      text: it.text,
      state: it.state,
      reported_at: it.reportedAt,
      expected_until: it.expectedUntil,
      maintenance_ids: JSON.stringify(it.maintenanceIds),
      decided_by: it.decidedBy,
      decided_at: it.decidedAt,
      decision_note: it.decisionNote,
    })
    .execute()
}

export async function updateFaultDecided(trx: Trx, it: FaultReport): Promise<void> {
  await trx
    .updateTable('fault_report')
    .set({
      severity: it.severity,
      state: it.state,
      expected_until: it.expectedUntil,
      maintenance_ids: JSON.stringify(it.maintenanceIds),
      decided_by: it.decidedBy,
      decided_at: it.decidedAt,
      decision_note: it.decisionNote,
    })
    .where('id', '=', it.id)
    .execute()
}

function toFault(row: Selectable<FaultReportTable>): FaultReport {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    institutionId: row.institution_id,
    reporterId: row.reporter_id,
    severity: row.severity,
    text: row.text,
    state: row.state,
    reportedAt: row.reported_at,
    expectedUntil: row.expected_until,
    maintenanceIds: JSON.parse(row.maintenance_ids),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decisionNote: row.decision_note,
  }
}

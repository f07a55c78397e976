/** Corrections that people ask for, and what sessions were before. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { AdjustmentState, SessionValues } from '../rules/adjustments.ts'
import type { UsageAdjustmentTable } from '../tables.ts'

export type Adjustment = SessionValues & {
  readonly id: string
  readonly sessionId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  /** Whose use it is. */
  readonly personId: string
  readonly reason: string
  readonly state: AdjustmentState
  readonly requestedBy: string
  readonly requestedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly decisionNote: string | null
}

/** Corrections in the order of `ids`; undefined where there is none. */
export async function adjustmentsByIds(db: Db, ids: readonly string[]): Promise<(Adjustment | undefined)[]> {
  const rows = await db.selectFrom('usage_adjustment').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toAdjustment(it)]))
  return ids.map((it) => found.get(it))
}

/** The corrections of each session, in the order of `sessionIds`; within a session oldest first. */
export async function adjustmentsBySessionIds(
  db: Db,
  sessionIds: readonly string[],
): Promise<Adjustment[][]> {
  const rows = await db
    .selectFrom('usage_adjustment')
    .selectAll()
    .where('session_id', 'in', sessionIds)
    .orderBy('requested_at')
    .orderBy('id')
    .execute()
  const found = Map.groupBy(rows.map(toAdjustment), (it) => it.sessionId)
  return sessionIds.map((it) => found.get(it) ?? [])
}

/** Corrections at an institution that wait, longest first; one more than the page holds when more follow. */
export async function waitingAdjustments(
  db: Db,
  institutionId: string,
  page: PageRequest,
): Promise<Adjustment[]> {
  const [at, id] = page.after ?? []
  let query = db
    .selectFrom('usage_adjustment')
    .selectAll()
    // A literal, because a partial index serves no parameter.
    .where('state', '=', sql.lit('requested'))
    .where('institution_id', '=', institutionId)
  if (typeof at === 'number' && typeof id === 'string') {
    query = query.where(sql<SqlBool>`(requested_at, id) > (${at}, ${id})`)
  }
  const rows = await query
    .orderBy('requested_at')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toAdjustment)
}

export async function insertAdjustment(trx: Trx, it: Adjustment): Promise<void> {
  await trx
    .insertInto('usage_adjustment')
    .values({
      id: it.id,
      session_id: it.sessionId,
      institution_id: it.institutionId,
      person_id: it.personId,
      started_at: it.startsAt,
      ended_at: it.endsAt,
      kind: it.kind,
      samples: it.samples,
      reason: it.reason,
      state: it.state,
      requested_by: it.requestedBy,
      requested_at: it.requestedAt,
      decided_by: it.decidedBy,
      decided_at: it.decidedAt,
      decision_note: it.decisionNote,
    })
    .execute()
}

export async function updateAdjustmentDecided(trx: Trx, it: Adjustment): Promise<void> {
  await trx
    .updateTable('usage_adjustment')
    .set({
      state: it.state,
      decided_by: it.decidedBy,
      decided_at: it.decidedAt,
      decision_note: it.decisionNote,
    })
    .where('id', '=', it.id)
    .execute()
}

/** What a session was until it was corrected. */
export type SessionChange = SessionValues & {
  readonly sessionId: string
  /** The version that it had. */
  readonly version: number
  readonly at: Instant
  readonly actorId: string
  readonly adjustmentId: string
}

export async function insertSessionChange(trx: Trx, it: SessionChange): Promise<void> {
  await trx
    .insertInto('session_change')
    .values({
      session_id: it.sessionId,
      version: it.version,
      at: it.at,
      actor_id: it.actorId,
      adjustment_id: it.adjustmentId,
      started_at: it.startsAt,
      ended_at: it.endsAt,
      kind: it.kind,
      samples: it.samples,
    })
    .execute()
}

/** What each session was before, in the order of `sessionIds`; within a session oldest first. */
export async function changesBySessionIds(db: Db, sessionIds: readonly string[]): Promise<SessionChange[][]> {
  const rows = await db
    .selectFrom('session_change')
    .selectAll()
    .where('session_id', 'in', sessionIds)
    .orderBy('version')
    .execute()
  const changes = rows.map((it) => ({
    sessionId: it.session_id,
    version: it.version,
    at: it.at,
    actorId: it.actor_id,
    adjustmentId: it.adjustment_id,
    startsAt: it.started_at,
    endsAt: it.ended_at,
    kind: it.kind,
    samples: it.samples,
  }))
  const found = Map.groupBy(changes, (it) => it.sessionId)
  return sessionIds.map((it) => found.get(it) ?? [])
}

function toAdjustment(row: Selectable<UsageAdjustmentTable>): Adjustment {
  return {
    id: row.id,
    sessionId: row.session_id,
    institutionId: row.institution_id,
    personId: row.person_id,
    startsAt: row.started_at,
    endsAt: row.ended_at,
    kind: row.kind,
    samples: row.samples,
    reason: row.reason,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decisionNote: row.decision_note,
  }
}

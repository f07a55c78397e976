/** Training sessions: by id, and those of an instrument. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { TrainingSessionTable } from '../tables.ts'

export type TrainingSession = Interval & {
  readonly id: string
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  readonly place: string
  readonly seats: number
  readonly trainerId: string
  /** 0 to 100. */
  readonly passMark: number
  readonly cancelledAt: Instant | null
  readonly cancelReason: string | null
  readonly createdAt: Instant
}

/** Sessions in the order of `ids`; undefined where there is none. */
export async function sessionsByIds(
  db: Db,
  ids: readonly string[],
): Promise<(TrainingSession | undefined)[]> {
  const rows = await db.selectFrom('training_session').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toSession(it)]))
  return ids.map((it) => found.get(it))
}

export const SESSION_SCOPES = ['upcoming', 'past'] as const
export type SessionScope = (typeof SESSION_SCOPES)[number]

export type SessionFilter = {
  readonly instrumentId: string
  readonly scope: SessionScope
  readonly now: Instant
}

/** Sessions of an instrument: to come by start, without those cancelled; past latest first. One more than the page holds when more follow. */
export async function sessionsPage(
  db: Db,
  { instrumentId, scope, now }: SessionFilter,
  { limit, after }: PageRequest,
): Promise<TrainingSession[]> {
  const isUpcoming = scope === 'upcoming'
  const direction = isUpcoming ? 'asc' : 'desc'
  let query = db.selectFrom('training_session').selectAll().where('instrument_id', '=', instrumentId)
  query = isUpcoming
    ? query.where('starts_at', '>', now).where('cancelled_at', 'is', null)
    : query.where('starts_at', '<=', now)
  const [startsAt, id] = after ?? []
  if (typeof startsAt === 'number' && typeof id === 'string') {
    query = query.where(
      isUpcoming
        ? sql<SqlBool>`(starts_at, id) > (${startsAt}, ${id})`
        : sql<SqlBool>`(starts_at, id) < (${startsAt}, ${id})`,
    )
  }
  const rows = await query
    .orderBy('starts_at', direction)
    .orderBy('id', direction)
    .limit(limit + 1)
    .execute()
  return rows.map(toSession)
}

export async function insertSession(trx: Trx, it: TrainingSession): Promise<void> {
  await trx
    .insertInto('training_session')
    .values({
      id: it.id,
      instrument_id: it.instrumentId,
      institution_id: it.institutionId,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      place: it.place,
      seats: it.seats,
      trainer_id: it.trainerId,
      pass_mark: it.passMark,
      cancelled_at: it.cancelledAt,
      cancel_reason: it.cancelReason,
      created_at: it.createdAt,
    })
    .execute()
}

export async function updateSessionCancelled(
  trx: Trx,
  id: string,
  { at, reason }: { readonly at: Instant; readonly reason: string },
): Promise<void> {
  await trx
    .updateTable('training_session')
    .set({ cancelled_at: at, cancel_reason: reason })
    .where('id', '=', id)
    .execute()
}

function toSession(row: Selectable<TrainingSessionTable>): TrainingSession {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    institutionId: row.institution_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
    seats: row.seats,
    trainerId: row.trainer_id,
    passMark: row.pass_mark,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    createdAt: row.created_at,
  }
}

/** Events that earned or cost points, and their sums. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { ConductKind, ConductSums } from '../rules/conduct.ts'
import type { ConductEventTable } from '../tables.ts'

export type ConductEvent = {
  /** Derived from its cause. */
  readonly id: string
  readonly personId: string
  readonly kind: ConductKind
  readonly points: number
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  readonly instrumentId: string | null
  readonly institutionId: string | null
  readonly bookingId: string | null
  /** Null where a rule gave the points. */
  readonly actorId: string | null
  readonly reason: string | null
  /** The event that this one takes back. */
  readonly reversesId: string | null
}

/** Events in the order of `ids`; undefined where there is none. */
export async function conductEventsByIds(
  db: Db,
  ids: readonly string[],
): Promise<(ConductEvent | undefined)[]> {
  const rows = await db.selectFrom('conduct_event').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toEvent(it)]))
  return ids.map((it) => found.get(it))
}

/** All that a booking has earned and cost, what was taken back too, in the order of their ids. */
export async function conductEventsOfBooking(db: Db, bookingId: string): Promise<ConductEvent[]> {
  const rows = await db
    .selectFrom('conduct_event')
    .selectAll()
    .where('booking_id', '=', bookingId)
    .orderBy('id')
    .execute()
  return rows.map(toEvent)
}

/** Whether each event has been taken back, in the order of `ids`. */
export async function reversedEvents(db: Db, ids: readonly string[]): Promise<boolean[]> {
  const rows = await db
    .selectFrom('conduct_event')
    .select('reverses_id')
    .where('reverses_id', 'in', ids)
    .execute()
  const found = new Set(rows.map((it) => it.reverses_id))
  return ids.map((it) => found.has(it))
}

/** The points of a person's events after a moment, by sort. */
export async function conductSums(db: Db, personId: string, after: Instant): Promise<ConductSums> {
  return db
    .selectFrom('conduct_event')
    .select([
      sql<number>`coalesce(sum(case when kind = 'normal_use' then points else 0 end), 0)`.as('earned'),
      sql<number>`coalesce(sum(case when kind = 'normal_use' then 0 else points end), 0)`.as('other'),
    ])
    .where('person_id', '=', personId)
    .where('occurred_at', '>', after)
    .executeTakeFirstOrThrow()
}

/** A person's events, latest first; one more than the page holds when more follow. */
export async function conductEventsPage(
  db: Db,
  personId: string,
  { limit, after }: PageRequest,
): Promise<ConductEvent[]> {
  let query = db.selectFrom('conduct_event').selectAll().where('person_id', '=', personId)
  const [occurredAt, id] = after ?? []
  if (typeof occurredAt === 'number' && typeof id === 'string') {
    query = query.where(sql<SqlBool>`(occurred_at, id) < (${occurredAt}, ${id})`)
  }
  const rows = await query
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toEvent)
}

/** Adds an event; false when its cause has counted already. */
export async function insertConductEvent(trx: Trx, it: ConductEvent): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('conduct_event')
    .values({
      id: it.id,
      person_id: it.personId,
      kind: it.kind,
      points: it.points,
      occurred_at: it.occurredAt,
      recorded_at: it.recordedAt,
      instrument_id: it.instrumentId,
      institution_id: it.institutionId,
      booking_id: it.bookingId,
      actor_id: it.actorId,
      reason: it.reason,
      reverses_id: it.reversesId,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

function toEvent(row: Selectable<ConductEventTable>): ConductEvent {
  return {
    id: row.id,
    personId: row.person_id,
    kind: row.kind,
    points: row.points,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    instrumentId: row.instrument_id,
    institutionId: row.institution_id,
    bookingId: row.booking_id,
    actorId: row.actor_id,
    reason: row.reason,
    reversesId: row.reverses_id,
  }
}

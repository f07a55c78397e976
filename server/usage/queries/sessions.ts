/** Sessions: one stay at an instrument each. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import { DAY_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import type { SessionValues } from '../rules/adjustments.ts'
import type { SessionSource, UsageKind } from '../rules/sessions.ts'
import type { UsageSessionTable } from '../tables.ts'

export type UsageSession = {
  readonly id: string
  readonly recordId: string
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  readonly startsAt: Instant
  /** Null while it goes on. */
  readonly endsAt: Instant | null
  readonly kind: UsageKind
  readonly samples: number
  /** Who worked on the instrument, where that was not the person who booked. */
  readonly operatorId: string | null
  readonly note: string | null
  readonly source: SessionSource
  /** What makes a report or a row of a file the same one again. */
  readonly sourceKey: string | null
  readonly recordedBy: string
  readonly recordedAt: Instant
  readonly version: number
}

/** Sessions in the order of `ids`; undefined where there is none. */
export async function sessionsByIds(db: Db, ids: readonly string[]): Promise<(UsageSession | undefined)[]> {
  const rows = await db.selectFrom('usage_session').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toSession(it)]))
  return ids.map((it) => found.get(it))
}

/** The sessions of each record, in the order of `recordIds`; within a record by start. */
export async function sessionsByRecordIds(db: Db, recordIds: readonly string[]): Promise<UsageSession[][]> {
  const rows = await db
    .selectFrom('usage_session')
    .selectAll()
    .where('record_id', 'in', recordIds)
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  const found = Map.groupBy(rows.map(toSession), (it) => it.recordId)
  return recordIds.map((it) => found.get(it) ?? [])
}

/** Sessions that were reported or read under these keys, by key. */
export async function sessionsBySourceKeys(
  db: Db,
  keys: readonly string[],
): Promise<ReadonlyMap<string, UsageSession>> {
  if (keys.length === 0) return new Map()
  const rows = await db.selectFrom('usage_session').selectAll().where('source_key', 'in', keys).execute()
  return new Map(rows.map((it) => [it.source_key ?? '', toSession(it)]))
}

/** Sessions on these instruments that go on. */
export async function openSessions(db: Db, instrumentIds: readonly string[]): Promise<UsageSession[]> {
  if (instrumentIds.length === 0) return []
  const rows = await db
    .selectFrom('usage_session')
    .selectAll()
    .where('instrument_id', 'in', instrumentIds)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(toSession)
}

export type FinishedSession = Interval & { readonly id: string; readonly recordId: string }

/**
 * Finished sessions on an instrument that share time with `span`, by start. Those of up to a day start at most a day
 * before it; the few longer ones have an index of their own, by their end.
 */
export async function sessionsDuring(
  db: Db,
  instrumentId: string,
  span: Interval,
): Promise<FinishedSession[]> {
  const finished = db
    .selectFrom('usage_session')
    .select(['id', 'record_id', 'started_at', 'ended_at'])
    .where('instrument_id', '=', instrumentId)
    .where('ended_at', '>', span.startsAt)
  const short = finished
    .where('started_at', '>=', span.startsAt - DAY_MS)
    .where('started_at', '<', span.endsAt)
  const long = finished
    .where('started_at', '<', span.startsAt - DAY_MS)
    .where(sql<SqlBool>`ended_at - started_at > 86400000`)
  const rows = await short.unionAll(long).execute()
  return rows
    .map((it) => ({
      id: it.id,
      recordId: it.record_id,
      startsAt: it.started_at,
      endsAt: it.ended_at ?? it.started_at,
    }))
    .toSorted((a, b) => a.startsAt - b.startsAt)
}

export async function insertSession(trx: Trx, it: UsageSession): Promise<void> {
  await trx
    .insertInto('usage_session')
    .values({
      id: it.id,
      record_id: it.recordId,
      instrument_id: it.instrumentId,
      institution_id: it.institutionId,
      started_at: it.startsAt,
      ended_at: it.endsAt,
      kind: it.kind,
      samples: it.samples,
      operator_id: it.operatorId,
      note: it.note,
      source: it.source,
      source_key: it.sourceKey,
      recorded_by: it.recordedBy,
      recorded_at: it.recordedAt,
      version: it.version,
    })
    .execute()
}

/** Ends a session that goes on. */
export async function updateSessionEnd(
  trx: Trx,
  id: string,
  end: {
    readonly endsAt: Instant
    readonly samples: number
    readonly note: string | null
    readonly recordedAt: Instant
  },
): Promise<void> {
  await trx
    .updateTable('usage_session')
    .set({ ended_at: end.endsAt, samples: end.samples, note: end.note, recorded_at: end.recordedAt })
    .where('id', '=', id)
    .execute()
}

/** Puts right what a session was; what it was before is kept by `insertSessionChange`. */
export async function updateSessionValues(trx: Trx, id: string, values: SessionValues): Promise<void> {
  await trx
    .updateTable('usage_session')
    .set({
      started_at: values.startsAt,
      ended_at: values.endsAt,
      kind: values.kind,
      samples: values.samples,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
}

export function toSession(row: Selectable<UsageSessionTable>): UsageSession {
  return {
    id: row.id,
    recordId: row.record_id,
    instrumentId: row.instrument_id,
    institutionId: row.institution_id,
    startsAt: row.started_at,
    endsAt: row.ended_at,
    kind: row.kind,
    samples: row.samples,
    operatorId: row.operator_id,
    note: row.note,
    source: row.source,
    sourceKey: row.source_key,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    version: row.version,
  }
}

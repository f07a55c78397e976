/** Qualifications: of a person, of an instrument, and those whose end is near. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { QualificationTable } from '../tables.ts'

export type Qualification = {
  readonly id: string
  readonly instrumentId: string
  readonly personId: string
  readonly grantedAt: Instant
  readonly grantedBy: string
  readonly reason: string
  readonly enrolmentId: string | null
  readonly lastUsedAt: Instant | null
  /** Null: nothing makes it lapse. */
  readonly expiresAt: Instant | null
  readonly endedAt: Instant | null
  readonly endReason: string | null
}

export async function qualificationById(db: Db, id: string): Promise<Qualification | undefined> {
  const row = await db.selectFrom('qualification').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toQualification(row)
}

/** What a person holds on each instrument, in the order of `instrumentIds`; undefined where he holds none. */
export async function currentQualifications(
  db: Db,
  personId: string,
  instrumentIds: readonly string[],
): Promise<(Qualification | undefined)[]> {
  const rows = await db
    .selectFrom('qualification')
    .selectAll()
    .where('instrument_id', 'in', instrumentIds)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
  const found = new Map(rows.map((it) => [it.instrument_id, toQualification(it)]))
  return instrumentIds.map((it) => found.get(it))
}

/** All that count on an instrument, however many. */
export async function qualificationsOn(db: Db, instrumentId: string): Promise<Qualification[]> {
  const rows = await db
    .selectFrom('qualification')
    .selectAll()
    .where('instrument_id', '=', instrumentId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(toQualification)
}

/** Whose qualifications: of an instrument those that have not ended, of a person all. */
export type QualificationsOf = { readonly instrumentId: string } | { readonly personId: string }

/** Qualifications, latest grant first; one more than the page holds when more follow. */
export async function qualificationsPage(
  db: Db,
  of: QualificationsOf,
  { limit, after }: PageRequest,
): Promise<Qualification[]> {
  let query = db.selectFrom('qualification').selectAll()
  query =
    'personId' in of
      ? query.where('person_id', '=', of.personId)
      : query.where('instrument_id', '=', of.instrumentId).where('ended_at', 'is', null)
  const [grantedAt, id] = after ?? []
  if (typeof grantedAt === 'number' && typeof id === 'string') {
    query = query.where(sql<SqlBool>`(granted_at, id) < (${grantedAt}, ${id})`)
  }
  const rows = await query
    .orderBy('granted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toQualification)
}

/** The qualification that an enrolment brought and that has not ended. */
export async function qualificationOfEnrolment(
  db: Db,
  { instrumentId, personId, enrolmentId }: { instrumentId: string; personId: string; enrolmentId: string },
): Promise<Qualification | undefined> {
  const [current] = await currentQualifications(db, personId, [instrumentId])
  return current?.enrolmentId === enrolmentId ? current : undefined
}

export async function insertQualification(trx: Trx, it: Qualification): Promise<void> {
  await trx
    .insertInto('qualification')
    .values({
      id: it.id,
      instrument_id: it.instrumentId,
      person_id: it.personId,
      granted_at: it.grantedAt,
      granted_by: it.grantedBy,
      reason: it.reason,
      enrolment_id: it.enrolmentId,
      last_used_at: it.lastUsedAt,
      expires_at: it.expiresAt,
      notice: 'none',
      ended_at: it.endedAt,
      ended_by: null,
      end_reason: it.endReason,
    })
    .execute()
}

export async function endQualification(
  trx: Trx,
  id: string,
  end: { readonly at: Instant; readonly by: string; readonly reason: string },
): Promise<void> {
  await trx
    .updateTable('qualification')
    .set({ ended_at: end.at, ended_by: end.by, end_reason: end.reason })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Gives a qualification another end. Whoever was told of the one before is told anew. */
export async function updateLapse(
  trx: Trx,
  id: string,
  { lastUsedAt, expiresAt }: Pick<Qualification, 'lastUsedAt' | 'expiresAt'>,
): Promise<void> {
  await trx
    .updateTable('qualification')
    .set({ last_used_at: lastUsedAt, expires_at: expiresAt, notice: 'none' })
    .where('id', '=', id)
    .execute()
}

/** What a person has been told of the end of his qualification. */
export type Notice = QualificationTable['notice']

/** Qualifications that end by `by` and of which no more than `told` has been told, those that end first first. */
export async function endingQualifications(
  db: Db,
  { by, told }: { readonly by: Instant; readonly told: 'none' | 'warned' },
  limit: number,
): Promise<Qualification[]> {
  const rows = await db
    .selectFrom('qualification')
    .selectAll()
    .where('ended_at', 'is', null)
    // A literal, because a partial index serves no parameter.
    .where('notice', '=', sql.lit(told))
    .where('expires_at', '<=', by)
    .orderBy('expires_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toQualification)
}

/** Notes what a person is told; true when he had not been told it, and the end is still the one he is told of. */
export async function setNotice(
  trx: Trx,
  { id, expiresAt }: Qualification,
  { from, to }: { readonly from: Notice; readonly to: Notice },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('qualification')
    .set({ notice: to })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('notice', '=', from)
    .where('expires_at', '=', expiresAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function toQualification(row: Selectable<QualificationTable>): Qualification {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    personId: row.person_id,
    grantedAt: row.granted_at,
    grantedBy: row.granted_by,
    reason: row.reason,
    enrolmentId: row.enrolment_id,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  }
}

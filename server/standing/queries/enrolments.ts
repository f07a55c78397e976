/** Who takes part in trainings, on which seat, and with which result. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { EnrolmentState } from '../rules/training.ts'
import type { TrainingEnrolmentTable } from '../tables.ts'

export type Enrolment = {
  readonly id: string
  readonly sessionId: string
  readonly personId: string
  /** From 1; null once given back. */
  readonly seat: number | null
  readonly state: EnrolmentState
  readonly enrolledAt: Instant
  readonly score: number | null
  readonly recordedAt: Instant | null
}

export async function enrolmentById(db: Db, id: string): Promise<Enrolment | undefined> {
  const row = await db.selectFrom('training_enrolment').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toEnrolment(row)
}

/** The enrolments of each session that were not withdrawn, by seat, in the order of `sessionIds`. */
export async function enrolmentsBySessionIds(db: Db, sessionIds: readonly string[]): Promise<Enrolment[][]> {
  const rows = await db
    .selectFrom('training_enrolment')
    .selectAll()
    .where('session_id', 'in', sessionIds)
    .where('seat', 'is not', null)
    .orderBy('session_id')
    .orderBy('seat')
    .execute()
  const found = Map.groupBy(rows, (it) => it.session_id)
  return sessionIds.map((id) => (found.get(id) ?? []).map(toEnrolment))
}

/** How many seats of each session are taken, in the order of `sessionIds`. */
export async function seatsTaken(db: Db, sessionIds: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('training_enrolment')
    .select(['session_id', (eb) => eb.fn.count<number>('seat').as('taken')])
    .where('session_id', 'in', sessionIds)
    .groupBy('session_id')
    .execute()
  const found = new Map(rows.map((it) => [it.session_id, it.taken]))
  return sessionIds.map((it) => found.get(it) ?? 0)
}

/** A person's enrolment in each session, in the order of `sessionIds`; undefined where he has none. */
export async function ownEnrolments(
  db: Db,
  personId: string,
  sessionIds: readonly string[],
): Promise<(Enrolment | undefined)[]> {
  const rows = await db
    .selectFrom('training_enrolment')
    .selectAll()
    .where('session_id', 'in', sessionIds)
    .where('person_id', '=', personId)
    .execute()
  const found = new Map(rows.map((it) => [it.session_id, toEnrolment(it)]))
  return sessionIds.map((it) => found.get(it))
}

/** A person's enrolments, latest first; one more than the page holds when more follow. */
export async function enrolmentsPage(
  db: Db,
  personId: string,
  { limit, after }: PageRequest,
): Promise<Enrolment[]> {
  let query = db.selectFrom('training_enrolment').selectAll().where('person_id', '=', personId)
  const [enrolledAt, id] = after ?? []
  if (typeof enrolledAt === 'number' && typeof id === 'string') {
    query = query.where(sql<SqlBool>`(enrolled_at, id) < (${enrolledAt}, ${id})`)
  }
  const rows = await query
    .orderBy('enrolled_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toEnrolment)
}

/** Takes a seat: with a new enrolment, or again with the one that was withdrawn. */
export async function upsertEnrolment(trx: Trx, it: Enrolment): Promise<void> {
  const again = { seat: it.seat, state: it.state, enrolled_at: it.enrolledAt }
  await trx
    .insertInto('training_enrolment')
    .values({
      id: it.id,
      session_id: it.sessionId,
      person_id: it.personId,
      ...again,
      score: it.score,
      recorded_by: null,
      recorded_at: it.recordedAt,
    })
    .onConflict((oc) => oc.column('id').doUpdateSet(again))
    .execute()
}

/** Gives a seat back. */
export async function updateEnrolmentWithdrawn(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('training_enrolment')
    .set({ seat: null, state: 'withdrawn' })
    .where('id', '=', id)
    .execute()
}

export async function updateEnrolmentResult(
  trx: Trx,
  id: string,
  result: {
    readonly state: EnrolmentState
    readonly score: number | null
    readonly by: string
    readonly at: Instant
  },
): Promise<void> {
  await trx
    .updateTable('training_enrolment')
    .set({ state: result.state, score: result.score, recorded_by: result.by, recorded_at: result.at })
    .where('id', '=', id)
    .execute()
}

function toEnrolment(row: Selectable<TrainingEnrolmentTable>): Enrolment {
  return {
    id: row.id,
    sessionId: row.session_id,
    personId: row.person_id,
    seat: row.seat,
    state: row.state,
    enrolledAt: row.enrolled_at,
    score: row.score,
    recordedAt: row.recorded_at,
  }
}

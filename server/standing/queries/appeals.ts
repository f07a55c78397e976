/** Appeals: by id, by what they are against, of a person, and those to be decided. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { AppealState } from '../rules/appeals.ts'
import type { AppealTable } from '../tables.ts'

export type Appeal = {
  readonly id: string
  readonly personId: string
  /** One of the two is appealed against. */
  readonly restrictionId: string | null
  readonly eventId: string | null
  /** Whose manager decides; null: the city. */
  readonly institutionId: string | null
  readonly text: string
  readonly state: AppealState
  readonly filedAt: Instant
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  readonly decision: string | null
}

export async function appealById(db: Db, id: string): Promise<Appeal | undefined> {
  const row = await db.selectFrom('appeal').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toAppeal(row)
}

/** The appeal against each subject, in the order of `ids`; undefined where there is none. */
export async function appealsAgainst(
  db: Db,
  what: 'restriction_id' | 'event_id',
  ids: readonly string[],
): Promise<(Appeal | undefined)[]> {
  const rows = await db.selectFrom('appeal').selectAll().where(what, 'in', ids).execute()
  const found = new Map(rows.map((it) => [it[what], toAppeal(it)]))
  return ids.map((it) => found.get(it))
}

export type AppealFilter = {
  /** Those that this institution decides; undefined: everybody's. */
  readonly institutionId: string | undefined
  readonly isOpen: boolean
}

/** Appeals: those to be decided longest waiting first, the others latest first; one more than the page holds when more follow. */
export async function appealsPage(
  db: Db,
  { institutionId, isOpen }: AppealFilter,
  { limit, after }: PageRequest,
): Promise<Appeal[]> {
  const direction = isOpen ? 'asc' : 'desc'
  let query = db
    .selectFrom('appeal')
    .selectAll()
    .where('state', 'in', isOpen ? ['open'] : ['upheld', 'dismissed'])
  if (institutionId !== undefined) query = query.where('institution_id', '=', institutionId)
  const [filedAt, id] = after ?? []
  if (typeof filedAt === 'number' && typeof id === 'string') {
    query = query.where(
      isOpen
        ? sql<SqlBool>`(filed_at, id) > (${filedAt}, ${id})`
        : sql<SqlBool>`(filed_at, id) < (${filedAt}, ${id})`,
    )
  }
  const rows = await query
    .orderBy('filed_at', direction)
    .orderBy('id', direction)
    .limit(limit + 1)
    .execute()
  return rows.map(toAppeal)
}

export async function insertAppeal(trx: Trx, it: Appeal): Promise<void> {
  await trx
    .insertInto('appeal')
    .values({
      id: it.id,
      person_id: it.personId,
      restriction_id: it.restrictionId,
      event_id: it.eventId,
      institution_id: it.institutionId,
      text: it.text,
      state: it.state,
      filed_at: it.filedAt,
      decided_at: it.decidedAt,
      decided_by: it.decidedBy,
      decision: it.decision,
    })
    .execute()
}

export async function updateAppealDecided(
  trx: Trx,
  id: string,
  { state, decidedAt, decidedBy, decision }: Pick<Appeal, 'state' | 'decidedAt' | 'decidedBy' | 'decision'>,
): Promise<void> {
  await trx
    .updateTable('appeal')
    .set({ state, decided_at: decidedAt, decided_by: decidedBy, decision })
    .where('id', '=', id)
    .execute()
}

function toAppeal(row: Selectable<AppealTable>): Appeal {
  return {
    id: row.id,
    personId: row.person_id,
    restrictionId: row.restriction_id,
    eventId: row.event_id,
    institutionId: row.institution_id,
    text: row.text,
    state: row.state,
    filedAt: row.filed_at,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decision: row.decision,
  }
}

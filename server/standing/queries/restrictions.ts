/** Restrictions: by id, of a person, of a place. Rows in snake_case stop here. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { RestrictionScope } from '../rules/restrictions.ts'
import type { RestrictionTable } from '../tables.ts'

export type Restriction = Interval & {
  readonly id: string
  readonly personId: string
  readonly scope: RestrictionScope
  readonly instrumentId: string | null
  /** Where it was imposed; null for the platform. */
  readonly institutionId: string | null
  readonly reason: string
  /** Null where the points fell below a level. */
  readonly imposedBy: string | null
  readonly imposedAt: Instant
  /** The event by which the points fell. */
  readonly eventId: string | null
  /** It falls away when the points are this many again. */
  readonly belowPoints: number | null
  readonly liftedAt: Instant | null
  readonly liftReason: string | null
}

/** Restrictions in the order of `ids`; undefined where there is none. */
export async function restrictionsByIds(
  db: Db,
  ids: readonly string[],
): Promise<(Restriction | undefined)[]> {
  const rows = await db.selectFrom('restriction').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toRestriction(it)]))
  return ids.map((it) => found.get(it))
}

/** A person's restrictions that were neither lifted nor are over. */
export async function openRestrictions(db: Db, personId: string, now: Instant): Promise<Restriction[]> {
  const rows = await db
    .selectFrom('restriction')
    .selectAll()
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .where('ends_at', '>', now)
    .orderBy('ends_at')
    .execute()
  return rows.map(toRestriction)
}

/** Whose restrictions: of a person, of an institution with its instruments, or (null) of the platform. */
export type RestrictionsOf = { readonly personId: string } | { readonly institutionId: string | null }

/** Restrictions, the latest first; one more than the page holds when more follow. */
export async function restrictionsPage(
  db: Db,
  of: RestrictionsOf,
  { limit, after }: PageRequest,
): Promise<Restriction[]> {
  let query = db.selectFrom('restriction').selectAll()
  if ('personId' in of) query = query.where('person_id', '=', of.personId)
  else if (of.institutionId === null) query = query.where('scope', '=', sql.lit('platform'))
  else query = query.where('institution_id', '=', of.institutionId)
  const [imposedAt, id] = after ?? []
  if (typeof imposedAt === 'number' && typeof id === 'string') {
    query = query.where(sql<SqlBool>`(imposed_at, id) < (${imposedAt}, ${id})`)
  }
  const rows = await query
    .orderBy('imposed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toRestriction)
}

/** Adds a restriction; false when its cause has brought it already. */
export async function insertRestriction(trx: Trx, it: Restriction): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('restriction')
    .values({
      id: it.id,
      person_id: it.personId,
      scope: it.scope,
      instrument_id: it.instrumentId,
      institution_id: it.institutionId,
      reason: it.reason,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      imposed_by: it.imposedBy,
      imposed_at: it.imposedAt,
      event_id: it.eventId,
      below_points: it.belowPoints,
      lifted_at: it.liftedAt,
      lifted_by: null,
      lift_reason: it.liftReason,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateRestrictionLifted(
  trx: Trx,
  id: string,
  lift: { readonly at: Instant; readonly by: string | null; readonly reason: string },
): Promise<void> {
  await trx
    .updateTable('restriction')
    .set({ lifted_at: lift.at, lifted_by: lift.by, lift_reason: lift.reason })
    .where('id', '=', id)
    .execute()
}

function toRestriction(row: Selectable<RestrictionTable>): Restriction {
  return {
    id: row.id,
    personId: row.person_id,
    scope: row.scope,
    instrumentId: row.instrument_id,
    institutionId: row.institution_id,
    reason: row.reason,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    imposedBy: row.imposed_by,
    imposedAt: row.imposed_at,
    eventId: row.event_id,
    belowPoints: row.below_points,
    liftedAt: row.lifted_at,
    liftReason: row.lift_reason,
  }
}

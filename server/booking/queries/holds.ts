/** Time that is held for research groups: one row for each unit and each part that is left of a hold. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { HoldState } from '../rules/holds.ts'
import type { TimeHoldTable } from '../tables.ts'

export type TimeHold = Interval & {
  readonly id: string
  /** The id of the first part of the first unit, which all parts of one hold share. */
  readonly originId: string
  readonly instrumentId: string
  readonly groupId: string
  /** When what is left of it becomes free for all. */
  readonly expiresAt: Instant
  readonly reason: string
  /** The id of a person. */
  readonly createdBy: string
  readonly createdAt: Instant
  readonly state: HoldState
}

/** Parts of holds in the order of `ids`; undefined where there is none. */
export async function holdsByIds(db: Db, ids: readonly string[]): Promise<(TimeHold | undefined)[]> {
  const rows =
    ids.length === 0 ? [] : await db.selectFrom('time_hold').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toHold(it)]))
  return ids.map((it) => found.get(it))
}

/** What is left of holds on an instrument and ends after `from`, by start, `limit` parts at most. */
export async function openHolds(
  db: Db,
  instrumentId: string,
  { from, limit }: { readonly from: Instant; readonly limit: number },
): Promise<TimeHold[]> {
  const rows = await db
    .selectFrom('time_hold')
    .selectAll()
    .where('instrument_id', '=', instrumentId)
    .where('state', '=', sql.lit('open'))
    .where('ends_at', '>', from)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toHold)
}

/** What is left of all that is held for a group. */
export async function holdsOfGroup(db: Db, groupId: string): Promise<TimeHold[]> {
  const rows = await db
    .selectFrom('time_hold')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('state', '=', sql.lit('open'))
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(toHold)
}

/** What is left of one hold, by start. */
export async function partsOfHold(db: Db, originId: string): Promise<TimeHold[]> {
  const rows = await db
    .selectFrom('time_hold')
    .selectAll()
    .where('origin_id', '=', originId)
    .where('state', '=', 'open')
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(toHold)
}

/** Holds that ran out until `now`, by when, behind the place `after`. */
export async function dueHolds(
  db: Db,
  now: Instant,
  after: TimeHold | undefined,
  limit: number,
): Promise<TimeHold[]> {
  const rows = await db
    .selectFrom('time_hold')
    .selectAll()
    .where('state', '=', sql.lit('open'))
    .where('expires_at', '<=', now)
    .$if(after !== undefined, (it) =>
      it.where(sql<boolean>`(expires_at, id) > (${after?.expiresAt}, ${after?.id})`),
    )
    .orderBy('expires_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toHold)
}

/** The parts of `ids` that are held on this very instrument for the group of a person. */
export async function holdsOfPerson(
  db: Db,
  ids: readonly string[],
  { instrumentId, personId }: { readonly instrumentId: string; readonly personId: string },
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('time_hold')
    .innerJoin('research_group', 'research_group.id', 'time_hold.group_id')
    .innerJoin('group_member', (join) =>
      join
        .onRef('group_member.institution_id', '=', 'research_group.institution_id')
        .onRef('group_member.group_id', '=', 'research_group.id')
        .on('group_member.person_id', '=', personId),
    )
    .select('time_hold.id')
    .where('time_hold.id', 'in', ids)
    .where('time_hold.instrument_id', '=', instrumentId)
    .execute()
  return rows.map((it) => it.id)
}

/** The lane of its instrument that a part of a hold takes. */
export async function laneOfHold(db: Db, { id, instrumentId }: TimeHold): Promise<string | undefined> {
  const row = await db
    .selectFrom('blocked_span')
    .innerJoin('instrument_unit', 'instrument_unit.unit_id', 'blocked_span.unit_id')
    .select('blocked_span.unit_id')
    .where('blocked_span.id', '=', id)
    .where('instrument_unit.instrument_id', '=', instrumentId)
    .where('instrument_unit.is_lane', '=', 1)
    .executeTakeFirst()
  return row?.unit_id
}

export type HeldFor = {
  readonly id: string
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  readonly nameZh: string
  readonly nameEn: string | null
  /** Whether the person belongs to the group. */
  readonly isOwn: boolean
}

/** For which groups parts are held, and whether a person belongs to them. */
export async function heldFor(db: Db, ids: readonly string[], personId: string): Promise<HeldFor[]> {
  const rows = await db
    .selectFrom('time_hold')
    .innerJoin('research_group', 'research_group.id', 'time_hold.group_id')
    .innerJoin('instrument', 'instrument.id', 'time_hold.instrument_id')
    .leftJoin('group_member', (join) =>
      join
        .onRef('group_member.institution_id', '=', 'research_group.institution_id')
        .onRef('group_member.group_id', '=', 'research_group.id')
        .on('group_member.person_id', '=', personId),
    )
    .select(['time_hold.id', 'time_hold.instrument_id', 'instrument.institution_id'])
    .select(['research_group.name_zh', 'research_group.name_en', 'group_member.person_id'])
    .where('time_hold.id', 'in', ids)
    .execute()
  return rows.map((it) => ({
    id: it.id,
    instrumentId: it.instrument_id,
    institutionId: it.institution_id,
    nameZh: it.name_zh,
    nameEn: it.name_en,
    isOwn: it.person_id !== null,
  }))
}

export type HeldUnit = Interval & { readonly instrumentId: string; readonly unitId: string }

/** The units that are held during `span` for the group of a person of an institution. */
export async function heldUnits(
  db: Db,
  { personId, institutionId }: { readonly personId: string; readonly institutionId: string },
  { startsAt, endsAt }: Interval,
): Promise<HeldUnit[]> {
  const rows = await db
    .selectFrom('group_member')
    .innerJoin('time_hold', 'time_hold.group_id', 'group_member.group_id')
    .innerJoin('blocked_span', 'blocked_span.id', 'time_hold.id')
    .select(['time_hold.instrument_id', 'blocked_span.unit_id'])
    .select(['blocked_span.starts_at', 'blocked_span.ends_at'])
    .where('group_member.institution_id', '=', institutionId)
    .where('group_member.person_id', '=', personId)
    .where('time_hold.state', '=', sql.lit('open'))
    .where('time_hold.starts_at', '<', endsAt)
    .where('time_hold.ends_at', '>', startsAt)
    .execute()
  return rows.map((it) => ({
    instrumentId: it.instrument_id,
    unitId: it.unit_id,
    startsAt: it.starts_at,
    endsAt: it.ends_at,
  }))
}

export async function insertHold(trx: Trx, it: TimeHold): Promise<void> {
  await trx
    .insertInto('time_hold')
    .values({
      id: it.id,
      origin_id: it.originId,
      instrument_id: it.instrumentId,
      group_id: it.groupId,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      expires_at: it.expiresAt,
      reason: it.reason,
      created_by: it.createdBy,
      created_at: it.createdAt,
      state: it.state,
    })
    .execute()
}

export async function updateHold(
  trx: Trx,
  id: string,
  { startsAt, endsAt, state }: Pick<TimeHold, 'startsAt' | 'endsAt' | 'state'>,
): Promise<void> {
  await trx
    .updateTable('time_hold')
    .set({ starts_at: startsAt, ends_at: endsAt, state })
    .where('id', '=', id)
    .execute()
}

function toHold(row: Selectable<TimeHoldTable>): TimeHold {
  return {
    id: row.id,
    originId: row.origin_id,
    instrumentId: row.instrument_id,
    groupId: row.group_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    expiresAt: row.expires_at,
    reason: row.reason,
    createdBy: row.created_by,
    createdAt: row.created_at,
    state: row.state,
  }
}

/** Who waits for which time on an instrument. What is over is left out everywhere: queues stay short. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import { prepared } from '../../platform/prepared.ts'
import type { WaitingState, WaitsFor, Wish } from '../rules/waiting-list.ts'
import type { WaitingEntryTable } from '../tables.ts'

export type WaitingEntry = Wish & {
  readonly id: string
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  readonly personId: string
  readonly wants: WaitsFor
  readonly purpose: string
  readonly state: WaitingState
  /** Whether the last offer lapsed. */
  readonly hasMissed: boolean
  /** Whether somebody is to operate; otherwise as the instrument demands. */
  readonly withOperator: boolean
  readonly createdAt: Instant
}

/** Waiting entries in the order of `ids`; undefined where there is none. */
export async function waitingEntriesByIds(
  db: Db,
  ids: readonly string[],
): Promise<(WaitingEntry | undefined)[]> {
  const rows = await db.selectFrom('waiting_entry').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toEntry(it)]))
  return ids.map((it) => found.get(it))
}

const waitedForIds = prepared((db, it: Interval & { readonly instrumentId: string }) =>
  db
    .selectFrom('instrument_unit as own')
    .innerJoin('instrument_unit as shared', 'shared.unit_id', 'own.unit_id')
    .innerJoin('waiting_entry', 'waiting_entry.instrument_id', 'shared.instrument_id')
    .select(['waiting_entry.instrument_id as id', sql<number>`1`.as('shares_unit')])
    .where('own.instrument_id', '=', it.instrumentId)
    .where('waiting_entry.state', '=', sql.lit('waiting'))
    .where('waiting_entry.starts_at', '<', it.endsAt)
    .where('waiting_entry.ends_at', '>', it.startsAt)
    .union(
      db
        .selectFrom('instrument_operator as own')
        .innerJoin('instrument_operator as shared', 'shared.person_id', 'own.person_id')
        .innerJoin('waiting_entry', 'waiting_entry.instrument_id', 'shared.instrument_id')
        .select(['waiting_entry.instrument_id as id', sql<number>`0`.as('shares_unit')])
        .where('own.instrument_id', '=', it.instrumentId)
        .where('waiting_entry.state', '=', sql.lit('waiting'))
        .where('waiting_entry.starts_at', '<', it.endsAt)
        .where('waiting_entry.ends_at', '>', it.startsAt),
    ),
)

/** An instrument for which somebody waits; `sharesUnit` is false where it has only those in common who operate it. */
export type WaitedFor = { readonly instrumentId: string; readonly sharesUnit: boolean }

/**
 * Instruments that share a unit or an operator with this one, itself too, for which somebody waits during `span`; by id.
 */
export async function waitedForDuring(db: Db, instrumentId: string, span: Interval): Promise<WaitedFor[]> {
  const { startsAt, endsAt } = span
  const rows = await waitedForIds(db, { instrumentId, startsAt, endsAt })
  return [...Map.groupBy(rows, (it) => it.id)]
    .map(([id, own]) => ({ instrumentId: id, sharesUnit: own.some((it) => it.shares_unit === 1) }))
    .toSorted((a, b) => (a.instrumentId < b.instrumentId ? -1 : 1))
}

/** Everybody who waits for an instrument, oldest first. */
export async function queueOf(db: Db, instrumentId: string): Promise<WaitingEntry[]> {
  const queues = await queuesByInstrumentIds(db, [instrumentId])
  return queues[0] ?? []
}

/** The queue of each instrument, oldest first, in the order of `ids`. */
export async function queuesByInstrumentIds(db: Db, ids: readonly string[]): Promise<WaitingEntry[][]> {
  const rows = await db
    .selectFrom('waiting_entry')
    .selectAll()
    .where('instrument_id', 'in', ids)
    .where('state', '=', sql.lit('waiting'))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const queues = Map.groupBy(rows, (it) => it.instrument_id)
  return ids.map((id) => (queues.get(id) ?? []).map(toEntry))
}

/** What a person waits for, oldest first; one more than the page holds when more follow. */
export async function personWaitingEntries(
  db: Db,
  personId: string,
  page: PageRequest,
): Promise<WaitingEntry[]> {
  const [createdAt, id] = page.after ?? []
  const rows = await db
    .selectFrom('waiting_entry')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', '=', sql.lit('waiting'))
    .$if(page.after !== undefined, (it) => it.where(sql<SqlBool>`(created_at, id) > (${createdAt}, ${id})`))
    .orderBy('created_at')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toEntry)
}

export async function insertWaitingEntry(trx: Trx, it: WaitingEntry): Promise<void> {
  await trx
    .insertInto('waiting_entry')
    .values({
      id: it.id,
      instrument_id: it.instrumentId,
      institution_id: it.institutionId,
      person_id: it.personId,
      wants: it.wants,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      length_ms: it.lengthMs,
      weekdays: it.weekdays.join(''),
      day_from: it.dayFrom,
      day_until: it.dayUntil,
      purpose: it.purpose,
      state: it.state,
      has_missed: it.hasMissed ? 1 : 0,
      with_operator: it.withOperator ? 1 : 0,
      created_at: it.createdAt,
    })
    .execute()
}

/** Ends the waiting of an entry that still waits; true when it did. */
export async function endWaitingEntry(
  trx: Trx,
  id: string,
  state: Exclude<WaitingState, 'waiting'>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('waiting_entry')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Puts an entry behind all who did not let their last offer lapse, or back among them. */
export async function setMissed(trx: Trx, id: string, hasMissed: boolean): Promise<void> {
  await trx
    .updateTable('waiting_entry')
    .set({ has_missed: hasMissed ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

/** Ends the waiting of those who have booked since what fulfils their wish: for one instrument, or everywhere. */
export async function serveWaitingEntries(trx: Trx, instrumentId?: string): Promise<void> {
  await trx
    .updateTable('waiting_entry')
    .set({ state: 'served' })
    .where('state', '=', sql.lit('waiting'))
    .where('wants', '=', 'offer')
    .$if(instrumentId !== undefined, (it) => it.where('instrument_id', '=', instrumentId ?? ''))
    .where((it) =>
      it.exists(
        it
          .selectFrom('booking')
          .select('booking.id')
          .whereRef('booking.person_id', '=', 'waiting_entry.person_id')
          .whereRef('booking.instrument_id', '=', 'waiting_entry.instrument_id')
          .whereRef('booking.starts_at', '>=', 'waiting_entry.starts_at')
          .whereRef('booking.starts_at', '<', 'waiting_entry.ends_at')
          .whereRef('booking.ends_at', '<=', 'waiting_entry.ends_at')
          .whereRef('booking.created_at', '>', 'waiting_entry.created_at')
          .where('booking.state', 'in', ['requested', 'confirmed', 'in_use', 'completed'])
          .where(sql<SqlBool>`booking.ends_at - booking.starts_at >= waiting_entry.length_ms`),
      ),
    )
    .execute()
}

/** Ends the waiting of those whose window has passed. */
export async function closeWaitingEntries(trx: Trx, now: Instant): Promise<void> {
  await trx
    .updateTable('waiting_entry')
    .set({ state: 'over' })
    .where('state', '=', sql.lit('waiting'))
    .where('ends_at', '<=', now)
    .execute()
}

function toEntry(row: Selectable<WaitingEntryTable>): WaitingEntry {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    institutionId: row.institution_id,
    personId: row.person_id,
    wants: row.wants,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    lengthMs: row.length_ms,
    weekdays: row.weekdays.split('').map(Number),
    dayFrom: row.day_from,
    dayUntil: row.day_until,
    purpose: row.purpose,
    state: row.state,
    hasMissed: row.has_missed === 1,
    withOperator: row.with_operator === 1,
    createdAt: row.created_at,
  }
}

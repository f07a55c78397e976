/** Bookings as rows and as domain shapes, by id, and what changes them. Rows in snake_case stop in these files. */

import { type Selectable, sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import type { BookingState } from '../rules/states.ts'
import type { BookingTable } from '../tables.ts'

export type Booking = Interval & {
  readonly id: string
  readonly instrumentId: string
  readonly personId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  /** Where the person worked when he booked; null when he belonged to none. */
  readonly customerInstitutionId: string | null
  readonly state: BookingState
  readonly purpose: string
  readonly decisionNote: string | null
  /** Bookings with the same were made together; null for one alone. */
  readonly groupId: string | null
  /** Who operates the instrument for the person; null where nobody does. */
  readonly operatorId: string | null
  /** Counts changes, from 1. */
  readonly version: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** Chosen by the client so that sending twice books once, with what it sent. */
export type ClientKey = { readonly key: string; readonly input: string }

/** Bookings in the order of `ids`; undefined where there is none. */
export async function bookingsByIds(db: Db, ids: readonly string[]): Promise<(Booking | undefined)[]> {
  const rows = await db.selectFrom('booking').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toBooking(it)]))
  return ids.map((it) => found.get(it))
}

/** The bookings that were made together, by start. */
export async function bookingsOfGroup(db: Db, groupId: string): Promise<Booking[]> {
  return (await bookingsOfGroups(db, [groupId]))[0] ?? []
}

/** The bookings of each group, by start, in the order of `groupIds`. */
export async function bookingsOfGroups(db: Db, groupIds: readonly string[]): Promise<Booking[][]> {
  const rows = await db
    .selectFrom('booking')
    .selectAll()
    .where('group_id', 'in', groupIds)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  const found = Map.groupBy(rows, (it) => it.group_id)
  return groupIds.map((it) => (found.get(it) ?? []).map(toBooking))
}

/** What a person booked with a client key, and what was sent with it. */
export async function bookingByClientKey(
  db: Db,
  personId: string,
  key: string,
): Promise<{ readonly booking: Booking; readonly input: string | null } | undefined> {
  const row = await db
    .selectFrom('booking')
    .selectAll()
    .where('person_id', '=', personId)
    .where('client_key', '=', key)
    .executeTakeFirst()
  return row && { booking: toBooking(row), input: row.client_input }
}

const insertRow = prepared(
  (trx, it: Booking & { readonly clientKey: string | null; readonly clientInput: string | null }) =>
    trx.insertInto('booking').values({
      id: it.id,
      instrument_id: it.instrumentId,
      person_id: it.personId,
      institution_id: it.institutionId,
      customer_institution_id: it.customerInstitutionId,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
      state: it.state,
      purpose: it.purpose,
      client_key: it.clientKey,
      client_input: it.clientInput,
      decision_note: it.decisionNote,
      group_id: it.groupId,
      operator_id: it.operatorId,
      version: it.version,
      created_at: it.createdAt,
      updated_at: it.updatedAt,
    }),
)

export async function insertBooking(
  trx: Trx,
  booking: Booking,
  client: ClientKey | undefined,
): Promise<void> {
  await insertRow(trx, { ...booking, clientKey: client?.key ?? null, clientInput: client?.input ?? null })
}

/** Moves a booking to another state when it is in one of `from`; true when it was. */
export async function setBookingState(
  trx: Trx,
  id: string,
  change: {
    readonly from: readonly BookingState[]
    readonly to: BookingState
    readonly at: Instant
    /** Left out: the note stays. */
    readonly decisionNote?: string | null
  },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('booking')
    .set({ state: change.to, updated_at: change.at, version: sql<number>`version + 1` })
    .$if(change.decisionNote !== undefined, (it) => it.set({ decision_note: change.decisionNote ?? null }))
    .where('id', '=', id)
    .where('state', 'in', change.from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

type Respanned = Interval & Pick<Booking, 'state' | 'operatorId'> & { readonly at: Instant }

/** Gives a booking another span, state and operator. */
export async function updateBookingSpan(
  trx: Trx,
  id: string,
  { startsAt, endsAt, state, operatorId, at }: Respanned,
): Promise<void> {
  await trx
    .updateTable('booking')
    .set({
      starts_at: startsAt,
      ends_at: endsAt,
      state,
      operator_id: operatorId,
      updated_at: at,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
}

/** A booking's place in the order of starts. */
export type BookingPlace = Pick<Booking, 'startsAt' | 'id'>

/** Bookings in `state` that were to start before `before`, by start, at most `limit`, behind the place `after`. */
export async function standingBefore(
  db: Db,
  { state, before }: { readonly state: 'requested' | 'confirmed'; readonly before: Instant },
  after: BookingPlace | undefined,
  limit: number,
): Promise<Booking[]> {
  const rows = await db
    .selectFrom('booking')
    .selectAll()
    // A literal, because a partial index serves no parameter.
    .where('state', '=', sql.lit(state))
    .where('starts_at', '<', before)
    .$if(after !== undefined, (it) =>
      it.where(sql<SqlBool>`(starts_at, id) > (${after?.startsAt}, ${after?.id})`),
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toBooking)
}

/** What a booking is read from: all but what its client sent. */
export const BOOKING_COLUMNS = [
  'booking.id',
  'booking.instrument_id',
  'booking.person_id',
  'booking.institution_id',
  'booking.customer_institution_id',
  'booking.starts_at',
  'booking.ends_at',
  'booking.state',
  'booking.purpose',
  'booking.decision_note',
  'booking.group_id',
  'booking.operator_id',
  'booking.version',
  'booking.created_at',
  'booking.updated_at',
] as const

export function toBooking(row: Omit<Selectable<BookingTable>, 'client_key' | 'client_input'>): Booking {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    personId: row.person_id,
    institutionId: row.institution_id,
    customerInstitutionId: row.customer_institution_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state: row.state,
    purpose: row.purpose,
    decisionNote: row.decision_note,
    groupId: row.group_id,
    operatorId: row.operator_id,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** What came of bookings: one record for each, made out of its sessions. Rows in snake_case stop here. */

import type { Selectable } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Attendance } from '../rules/attendance.ts'
import type { UsageOrigin } from '../rules/sessions.ts'
import type { UsageRecordTable } from '../tables.ts'

export type UsageRecord = {
  readonly id: string
  readonly bookingId: string
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  readonly personId: string
  readonly customerInstitutionId: string | null
  /** Whether the customer is not of the owner. */
  readonly isExternal: boolean
  /** When the first session began. */
  readonly startedAt: Instant
  /** When the last session ended; null while the use is not over. */
  readonly endedAt: Instant | null
  /** Of all sessions together. */
  readonly samples: number
  /** Null while the use is not over. */
  readonly attendance: Attendance | null
  readonly note: string | null
  /** Who checked the person in. */
  readonly recordedBy: string
  readonly origin: UsageOrigin
}

/** Records in the order of `ids`; undefined where there is none. */
export async function usageByIds(db: Db, ids: readonly string[]): Promise<(UsageRecord | undefined)[]> {
  const rows = await db.selectFrom('usage_record').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toUsageRecord(it)]))
  return ids.map((it) => found.get(it))
}

/** The record of each booking, in the order of `bookingIds`; undefined where nobody has come yet. */
export async function usageByBookingIds(
  db: Db,
  bookingIds: readonly string[],
): Promise<(UsageRecord | undefined)[]> {
  const rows = await db.selectFrom('usage_record').selectAll().where('booking_id', 'in', bookingIds).execute()
  const found = new Map(rows.map((it) => [it.booking_id, toUsageRecord(it)]))
  return bookingIds.map((it) => found.get(it))
}

/** A use that is not over, of an instrument or of one that has units in common with it. */
export type OpenUse = {
  readonly recordId: string
  readonly bookingId: string
  readonly personId: string
  /** Whether it leaves none of the units, however many there are. */
  readonly takesAll: boolean
  /** Whether the person is there, and has not gone to come back. */
  readonly isThere: boolean
}

/** Who is using an instrument, or one that has units in common with it, by start: those who are there, and those who come back. */
export async function openUses(db: Db, instrumentId: string): Promise<OpenUse[]> {
  const rows = await db
    .selectFrom('instrument_unit as own')
    .innerJoin('instrument_unit as other', 'other.unit_id', 'own.unit_id')
    .innerJoin('usage_record', 'usage_record.instrument_id', 'other.instrument_id')
    .leftJoin('usage_session', (join) =>
      join
        .onRef('usage_session.instrument_id', '=', 'usage_record.instrument_id')
        .onRef('usage_session.record_id', '=', 'usage_record.id')
        .on('usage_session.ended_at', 'is', null),
    )
    .select(['usage_record.id', 'usage_record.booking_id', 'usage_record.person_id'])
    .select(['own.is_lane', 'other.is_lane as is_lane_there', 'usage_session.id as session_id'])
    .where('own.instrument_id', '=', instrumentId)
    .where('usage_record.ended_at', 'is', null)
    .orderBy('usage_record.started_at')
    .execute()
  return [...Map.groupBy(rows, (it) => it.id)].map(([recordId, own]) => ({
    recordId,
    bookingId: own[0]?.booking_id ?? '',
    personId: own[0]?.person_id ?? '',
    takesAll: own.some((it) => it.is_lane === 0 || it.is_lane_there === 0),
    isThere: own.some((it) => it.session_id !== null),
  }))
}

export async function insertUsageRecord(trx: Trx, record: UsageRecord): Promise<void> {
  await trx
    .insertInto('usage_record')
    .values({
      id: record.id,
      booking_id: record.bookingId,
      instrument_id: record.instrumentId,
      institution_id: record.institutionId,
      person_id: record.personId,
      customer_institution_id: record.customerInstitutionId,
      is_external: record.isExternal ? 1 : 0,
      started_at: record.startedAt,
      ended_at: record.endedAt,
      samples: record.samples,
      attendance: record.attendance,
      note: record.note,
      recorded_by: record.recordedBy,
      origin: record.origin,
    })
    .execute()
}

/** What the sessions of a use amount to, once it is over. */
export type UsageOutcome = Pick<UsageRecord, 'startedAt' | 'samples' | 'note'> & {
  readonly endedAt: Instant
  readonly attendance: Attendance
}

/** Says what came of a use, or says it anew. */
export async function updateUsageOutcome(trx: Trx, id: string, outcome: UsageOutcome): Promise<void> {
  const { startedAt, endedAt, samples, attendance, note } = outcome
  await trx
    .updateTable('usage_record')
    .set({ started_at: startedAt, ended_at: endedAt, samples, attendance, note })
    .where('id', '=', id)
    .execute()
}

function toUsageRecord(row: Selectable<UsageRecordTable>): UsageRecord {
  return {
    id: row.id,
    bookingId: row.booking_id,
    instrumentId: row.instrument_id,
    institutionId: row.institution_id,
    personId: row.person_id,
    customerInstitutionId: row.customer_institution_id,
    isExternal: row.is_external === 1,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    samples: row.samples,
    attendance: row.attendance,
    note: row.note,
    recordedBy: row.recorded_by,
    origin: row.origin,
  }
}

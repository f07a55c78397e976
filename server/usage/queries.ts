/** The only SQL that touches usage's tables. Rows in snake_case stop here. */

import type { Selectable } from 'kysely'
import type { Db, Trx } from '../database.ts'
import type { Instant } from '../kernel/interval.ts'
import type { Attendance } from './rules.ts'
import type { UsageRecordTable } from './tables.ts'

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
  readonly startedAt: Instant
  /** Null while the instrument is in use. */
  readonly endedAt: Instant | null
  readonly samples: number
  /** Null while the instrument is in use. */
  readonly attendance: Attendance | null
  readonly note: string | null
  /** Who checked the person in. */
  readonly recordedBy: string
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

/** The use of an instrument that has not ended; undefined when nobody is using it. */
export async function openUsage(db: Db, instrumentId: string): Promise<UsageRecord | undefined> {
  const row = await db
    .selectFrom('usage_record')
    .selectAll()
    .where('instrument_id', '=', instrumentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && toUsageRecord(row)
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
    })
    .execute()
}

/** Ends the use of an instrument. */
export async function updateUsageEnd(
  trx: Trx,
  id: string,
  end: {
    readonly endedAt: Instant
    readonly samples: number
    readonly attendance: Attendance
    readonly note: string | null
  },
): Promise<void> {
  await trx
    .updateTable('usage_record')
    .set({ ended_at: end.endedAt, samples: end.samples, attendance: end.attendance, note: end.note })
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
  }
}

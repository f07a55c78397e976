/** Who stays at an instrument beyond his booked end, and whether the next one was told. Rows in snake_case stop here. */

import { sql, type SqlBool } from 'kysely'
import {
  type Booking,
  BOOKING_COLUMNS,
  type BookingPlace,
  toBooking,
} from '../../booking/queries/bookings.ts'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'

/** Bookings in use whose time has passed and at whose instrument somebody is, by start, at most `limit`, behind `after`. */
export async function overrunningBookings(
  db: Db,
  now: Instant,
  after: BookingPlace | undefined,
  limit: number,
): Promise<Booking[]> {
  const rows = await db
    .selectFrom('booking')
    .select(BOOKING_COLUMNS)
    // A literal, because a partial index serves no parameter.
    .where('state', '=', sql.lit('in_use'))
    .where('ends_at', '<=', now)
    .where((it) =>
      it.exists(
        it
          .selectFrom('usage_record')
          .innerJoin('usage_session', 'usage_session.record_id', 'usage_record.id')
          .select('usage_session.id')
          .whereRef('usage_record.booking_id', '=', 'booking.id')
          .where('usage_session.ended_at', 'is', null),
      ),
    )
    .$if(after !== undefined, (it) =>
      it.where(sql<SqlBool>`(starts_at, id) > (${after?.startsAt}, ${after?.id})`),
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toBooking)
}

/** Those of `ids` that are bookings to which somebody is expected. */
export async function expectedAmong(db: Db, ids: readonly string[]): Promise<Booking[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('booking')
    .select(BOOKING_COLUMNS)
    .where('id', 'in', ids)
    .where('state', '=', 'confirmed')
    .execute()
  return rows.map(toBooking)
}

/** Whether the next one has been warned of the one who stays. */
export async function isWarned(db: Db, bookingId: string, nextBookingId: string): Promise<boolean> {
  const row = await db
    .selectFrom('overtime_warning')
    .select('warned_at')
    .where('booking_id', '=', bookingId)
    .where('next_booking_id', '=', nextBookingId)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertOvertimeWarning(
  trx: Trx,
  {
    bookingId,
    nextBookingId,
    at,
  }: { readonly bookingId: string; readonly nextBookingId: string; readonly at: Instant },
): Promise<void> {
  await trx
    .insertInto('overtime_warning')
    .values({ booking_id: bookingId, next_booking_id: nextBookingId, warned_at: at })
    .execute()
}

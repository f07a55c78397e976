/** Bookings as those ask who come and go. Rows in snake_case stop here. */

import { sql, type SqlBool } from 'kysely'
import type { Db } from '../../database.ts'
import {
  type Booking,
  BOOKING_COLUMNS,
  type BookingPlace,
  toBooking,
} from '../../booking/queries/bookings.ts'
import { BOOKING_MS_MAX } from '../../booking/rules/booking-problems.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'

/** The id of a person's confirmed booking that is to be attended next; undefined when there is none in `span`. */
export async function bookingToAttend(
  db: Db,
  { personId, instrumentId }: { readonly personId: string; readonly instrumentId: string },
  span: Interval,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('booking')
    .select('id')
    .where('person_id', '=', personId)
    .where('starts_at', '>', span.startsAt - BOOKING_MS_MAX)
    .where('starts_at', '<', span.endsAt)
    .where('instrument_id', '=', instrumentId)
    .where('state', '=', 'confirmed')
    .where('ends_at', '>', span.startsAt)
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** A person's bookings of an instrument that share time with `span` and were not given back, by start; no walk-ins. */
export async function bookingsOfPerson(
  db: Db,
  { personId, instrumentId }: { readonly personId: string; readonly instrumentId: string },
  span: Interval,
): Promise<Booking[]> {
  const rows = await db
    .selectFrom('booking')
    .leftJoin('usage_record', 'usage_record.booking_id', 'booking.id')
    .select(BOOKING_COLUMNS)
    .where('booking.instrument_id', '=', instrumentId)
    .where('booking.starts_at', '>', span.startsAt - BOOKING_MS_MAX)
    .where('booking.starts_at', '<', span.endsAt)
    .where('booking.ends_at', '>', span.startsAt)
    .where('booking.person_id', '=', personId)
    .where('booking.state', 'in', ['confirmed', 'in_use', 'completed', 'missed'])
    .where(sql<SqlBool>`coalesce(usage_record.origin, 'booking') = 'booking'`)
    .orderBy('booking.starts_at')
    .execute()
  return rows.map(toBooking)
}

/**
 * Bookings in use whose time has passed and where nobody is any more, by start, at most `limit`, behind the place
 * `after`. What is in use is never much.
 */
export async function bookingsToConclude(
  db: Db,
  now: Instant,
  after: BookingPlace | undefined,
  limit: number,
): Promise<Booking[]> {
  const rows = await db
    .selectFrom('booking')
    .innerJoin('usage_record', 'usage_record.booking_id', 'booking.id')
    .select(BOOKING_COLUMNS)
    // A literal, because a partial index serves no parameter.
    .where('booking.state', '=', sql.lit('in_use'))
    .where('booking.ends_at', '<=', now)
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('usage_session')
            .select('usage_session.id')
            .whereRef('usage_session.record_id', '=', 'usage_record.id')
            .where('usage_session.ended_at', 'is', null),
        ),
      ),
    )
    .$if(after !== undefined, (it) =>
      it.where(sql<SqlBool>`(booking.starts_at, booking.id) > (${after?.startsAt}, ${after?.id})`),
    )
    .orderBy('booking.starts_at')
    .orderBy('booking.id')
    .limit(limit)
    .execute()
  return rows.map(toBooking)
}

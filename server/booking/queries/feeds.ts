/** Bookings as calendar programs read them, with what they need of the instrument. */

import type { Db } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { BOOKING_MS_MAX } from '../rules/booking-problems.ts'
import { type Booking, toBooking } from './bookings.ts'

export type FedBooking = Booking & {
  readonly nameZh: string
  readonly nameEn: string | null
  readonly locationZh: string
}

/** More than any calendar program shows; bookings behind the limit are far ahead. */
const FEED_MAX = 2_000

/** Bookings of an instrument or a person that share time with `span`, by start, in every state but rejected. */
export async function fedBookings(
  db: Db,
  of: { readonly instrumentId: string } | { readonly personId: string },
  span: Interval,
): Promise<FedBooking[]> {
  const rows = await db
    .selectFrom('booking')
    .innerJoin('instrument', 'instrument.id', 'booking.instrument_id')
    .selectAll('booking')
    .select(['instrument.name_zh', 'instrument.name_en', 'instrument.location_zh'])
    .where((it) =>
      'personId' in of
        ? it('booking.person_id', '=', of.personId)
        : it('booking.instrument_id', '=', of.instrumentId),
    )
    .where('booking.starts_at', '>', span.startsAt - BOOKING_MS_MAX)
    .where('booking.starts_at', '<', span.endsAt)
    .where('booking.ends_at', '>', span.startsAt)
    .where('booking.state', '<>', 'rejected')
    .orderBy('booking.starts_at')
    .orderBy('booking.id')
    .limit(FEED_MAX)
    .execute()
  return rows.map((it) => ({
    ...toBooking(it),
    nameZh: it.name_zh,
    nameEn: it.name_en,
    locationZh: it.location_zh,
  }))
}

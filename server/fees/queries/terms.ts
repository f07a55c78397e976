/** What the price of a booking depends on, besides the tariff. */

import type { BookingState } from '../../booking/rules/states.ts'
import type { Db } from '../../database.ts'
import { preparedByIds } from '../../platform/prepared.ts'
import type { Terms } from '../rules/tariffs.ts'

export type BookingTerms = Terms & {
  readonly bookingId: string
  readonly personId: string
  readonly state: BookingState
}

const termRows = preparedByIds((db, ids) =>
  db
    .selectFrom('booking')
    .innerJoin('instrument', 'instrument.id', 'booking.instrument_id')
    .select([
      'booking.id',
      'booking.instrument_id',
      'booking.person_id',
      'booking.institution_id',
      'booking.customer_institution_id',
      'booking.starts_at',
      'booking.ends_at',
      'booking.state',
      'instrument.time_zone',
    ])
    .where('booking.id', 'in', ids),
)

/** The terms of each booking, in the order of `ids`; undefined where there is none. */
export async function termsByBookingIds(
  db: Db,
  ids: readonly string[],
): Promise<(BookingTerms | undefined)[]> {
  const rows = await termRows(db, ids)
  const found = new Map(
    rows.map((it) => [
      it.id,
      {
        bookingId: it.id,
        instrumentId: it.instrument_id,
        personId: it.person_id,
        ownerId: it.institution_id,
        customerInstitutionId: it.customer_institution_id,
        reserved: { startsAt: it.starts_at, endsAt: it.ends_at },
        state: it.state,
        timeZone: it.time_zone,
      },
    ]),
  )
  return ids.map((it) => found.get(it))
}

/** What the price of a booking depends on, besides the tariff. */

import type { BookingState } from '../../booking/rules/states.ts'
import type { Db } from '../../database.ts'
import { prepared, preparedByIds } from '../../platform/prepared.ts'
import type { Tariff, Terms } from '../rules/tariffs.ts'
import { toTariff } from './tariffs.ts'

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
  const found = new Map(rows.map((it) => [it.id, toTerms(it)]))
  return ids.map((it) => found.get(it))
}

const pricedRows = prepared((db, { bookingId }: { readonly bookingId: string }) =>
  db
    .selectFrom('booking')
    .innerJoin('instrument', 'instrument.id', 'booking.instrument_id')
    .innerJoin('tariff', 'tariff.instrument_id', 'booking.instrument_id')
    .selectAll('tariff')
    .select(['booking.id as booking_id', 'booking.person_id', 'booking.institution_id', 'booking.state'])
    .select(['booking.customer_institution_id', 'booking.starts_at', 'booking.ends_at'])
    .select('instrument.time_zone')
    .where('booking.id', '=', bookingId),
)

/** The terms of a booking with the tariffs of its instrument, by class and oldest first; undefined where it has none. */
export async function pricedTerms(
  db: Db,
  bookingId: string,
): Promise<{ readonly terms: BookingTerms; readonly tariffs: readonly Tariff[] } | undefined> {
  const rows = await pricedRows(db, { bookingId })
  const [first] = rows
  if (!first) return undefined
  const tariffs = rows
    .map(toTariff)
    .toSorted((a, b) => (`${a.customerClass} ${a.validFrom}` < `${b.customerClass} ${b.validFrom}` ? -1 : 1))
  return { terms: toTerms({ ...first, id: first.booking_id }), tariffs }
}

type TermRow = {
  readonly id: string
  readonly instrument_id: string
  readonly person_id: string
  readonly institution_id: string
  readonly customer_institution_id: string | null
  readonly starts_at: number
  readonly ends_at: number
  readonly state: BookingState
  readonly time_zone: string
}

function toTerms(it: TermRow): BookingTerms {
  return {
    bookingId: it.id,
    instrumentId: it.instrument_id,
    personId: it.person_id,
    ownerId: it.institution_id,
    customerInstitutionId: it.customer_institution_id,
    reserved: { startsAt: it.starts_at, endsAt: it.ends_at },
    state: it.state,
    timeZone: it.time_zone,
  }
}

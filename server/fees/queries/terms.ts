/** What the price of a booking depends on, besides the tariff. */

import type { Selectable } from 'kysely'
import type { BookingState } from '../../booking/rules/states.ts'
import type { Database, Db } from '../../database.ts'
import { prepared, preparedByIds } from '../../platform/prepared.ts'
import type { TariffDay, Terms } from '../rules/tariffs.ts'

export type BookingTerms = Terms & {
  readonly bookingId: string
  readonly personId: string
  readonly state: BookingState
}

const TERM_COLUMNS = [
  'booking.instrument_id',
  'booking.institution_id',
  'booking.customer_institution_id',
  'booking.starts_at',
  'booking.ends_at',
  'booking.state',
  'instrument.time_zone',
] as const

type TermRow = Pick<
  Selectable<Database['booking']>,
  'instrument_id' | 'institution_id' | 'customer_institution_id' | 'starts_at' | 'ends_at' | 'state'
> &
  Pick<Selectable<Database['instrument']>, 'time_zone'>

function toTerms(row: TermRow): Omit<Terms, 'quotedAt'> & Pick<BookingTerms, 'state'> {
  return {
    instrumentId: row.instrument_id,
    ownerId: row.institution_id,
    customerInstitutionId: row.customer_institution_id,
    reserved: { startsAt: row.starts_at, endsAt: row.ends_at },
    state: row.state,
    timeZone: row.time_zone,
  }
}

const termRows = preparedByIds((db, ids) =>
  db
    .selectFrom('booking')
    .innerJoin('instrument', 'instrument.id', 'booking.instrument_id')
    .select(['booking.id', 'booking.person_id', ...TERM_COLUMNS])
    .select((it) =>
      it.fn
        .coalesce(
          it
            .selectFrom('booking_change as move')
            .whereRef('move.booking_id', '=', 'booking.id')
            .where('move.what', '=', 'moved')
            .whereRef('move.actor_id', '=', 'booking.person_id')
            .select((moves) => moves.fn.max('move.at').as('at')),
          'booking.created_at',
        )
        .as('quoted_at'),
    )
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
      { bookingId: it.id, personId: it.person_id, quotedAt: it.quoted_at, ...toTerms(it) },
    ]),
  )
  return ids.map((it) => found.get(it))
}

/** A booking that is judged: whose it is, when, and from which days on its instrument has prices. */
type PricedTerms = Omit<BookingTerms, 'bookingId' | 'personId' | 'quotedAt'> & {
  readonly tariffDays: readonly TariffDay[]
}

const pricedRows = prepared((db, { bookingId }: { readonly bookingId: string }) =>
  db
    .selectFrom('booking')
    .innerJoin('instrument', 'instrument.id', 'booking.instrument_id')
    .leftJoin('tariff', 'tariff.instrument_id', 'booking.instrument_id')
    .select([...TERM_COLUMNS, 'tariff.customer_class', 'tariff.valid_from', 'tariff.set_at'])
    .where('booking.id', '=', bookingId),
)

/** What decides whether a booking has a price, in one statement; undefined where there is no booking. */
export async function pricedTermsOf(db: Db, bookingId: string): Promise<PricedTerms | undefined> {
  const rows = await pricedRows(db, { bookingId })
  const [first] = rows
  return (
    first && {
      ...toTerms(first),
      tariffDays: rows.flatMap(({ customer_class: customerClass, valid_from: validFrom, set_at: setAt }) =>
        customerClass === null || validFrom === null || setAt === null
          ? []
          : [{ customerClass, validFrom, setAt }],
      ),
    }
  )
}

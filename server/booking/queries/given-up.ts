/** Time that was given up late and has not been taken again. Rows in snake_case stop here. */

import type { Trx } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { prepared } from '../../platform/prepared.ts'
import { CERTAIN_STATES } from '../rules/given-up.ts'

export type GivenUpTime = Interval & { readonly bookingId: string; readonly instrumentId: string }

/** Remembers that a booking was given up late; once, however often it is said. */
export async function insertGivenUp(trx: Trx, it: GivenUpTime): Promise<void> {
  await trx
    .insertInto('given_up_time')
    .values({
      booking_id: it.bookingId,
      instrument_id: it.instrumentId,
      starts_at: it.startsAt,
      ends_at: it.endsAt,
    })
    .onConflict((conflict) => conflict.column('booking_id').doNothing())
    .execute()
}

const rowsFor = prepared((db, { bookingId }: { readonly bookingId: string }) =>
  db
    .selectFrom('booking')
    .innerJoin('instrument_unit as own', 'own.instrument_id', 'booking.instrument_id')
    .innerJoin('instrument_unit as shared', 'shared.unit_id', 'own.unit_id')
    .innerJoin('given_up_time as gone', (join) =>
      join
        .onRef('gone.instrument_id', '=', 'shared.instrument_id')
        .onRef('gone.ends_at', '>', 'booking.starts_at'),
    )
    .innerJoin('booking as given_up', 'given_up.id', 'gone.booking_id')
    .select(['gone.booking_id', 'gone.instrument_id', 'gone.starts_at', 'gone.ends_at', 'given_up.person_id'])
    .distinct()
    .where('booking.id', '=', bookingId)
    .where('booking.state', 'in', CERTAIN_STATES)
    .whereRef('gone.starts_at', '<', 'booking.ends_at')
    .orderBy('gone.booking_id'),
)

/** What was given up late in the time of a booking that is certain, on units that it takes, and by whom; by booking. */
export async function givenUpInTimeOf(
  trx: Trx,
  bookingId: string,
): Promise<(GivenUpTime & { readonly personId: string })[]> {
  const rows = await rowsFor(trx, { bookingId })
  return rows.map((it) => ({
    bookingId: it.booking_id,
    instrumentId: it.instrument_id,
    personId: it.person_id,
    startsAt: it.starts_at,
    endsAt: it.ends_at,
  }))
}

/** Forgets what was taken again. */
export async function deleteGivenUp(trx: Trx, bookingId: string): Promise<void> {
  await trx.deleteFrom('given_up_time').where('booking_id', '=', bookingId).execute()
}

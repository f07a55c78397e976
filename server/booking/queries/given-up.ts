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
    .innerJoin('given_up_time', (join) =>
      join
        .onRef('given_up_time.instrument_id', '=', 'shared.instrument_id')
        .onRef('given_up_time.ends_at', '>', 'booking.starts_at'),
    )
    .selectAll('given_up_time')
    .where('booking.id', '=', bookingId)
    .where('booking.state', 'in', CERTAIN_STATES)
    .whereRef('given_up_time.starts_at', '<', 'booking.ends_at'),
)

/** What was given up late in the time of a booking that is certain, on units that it takes; in order of what was given up. */
export async function givenUpInTimeOf(trx: Trx, bookingId: string): Promise<GivenUpTime[]> {
  const rows = await rowsFor(trx, { bookingId })
  // A row comes once for each unit that is shared.
  const found = new Map(
    rows.map((it) => [
      it.booking_id,
      {
        bookingId: it.booking_id,
        instrumentId: it.instrument_id,
        startsAt: it.starts_at,
        endsAt: it.ends_at,
      },
    ]),
  )
  return [...found.values()].toSorted((a, b) => (a.bookingId < b.bookingId ? -1 : 1))
}

/** Forgets what was taken again. */
export async function deleteGivenUp(trx: Trx, bookingId: string): Promise<void> {
  await trx.deleteFrom('given_up_time').where('booking_id', '=', bookingId).execute()
}

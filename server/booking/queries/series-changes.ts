/** What changes series: their making, exceptions, and splitting one in two. */

import type { Trx } from '../../database.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import { prepared } from '../../platform/prepared.ts'
import type { ClientKey } from './bookings.ts'
import type { Series, SeriesOccurrence } from './series.ts'

export async function insertSeries(trx: Trx, it: Series, client: ClientKey | undefined): Promise<void> {
  await trx
    .insertInto('booking_series')
    .values({
      id: it.id,
      instrument_id: it.instrumentId,
      institution_id: it.institutionId,
      person_id: it.personId,
      time_zone: it.timeZone,
      rrule: it.rrule,
      purpose: it.purpose,
      split_from: it.splitFrom,
      client_key: client?.key ?? null,
      client_input: client?.input ?? null,
      created_at: it.createdAt,
    })
    .execute()
}

/** Records all occurrences of a series with one statement, the refused ones with their reasons. */
export async function insertOccurrences(trx: Trx, occurrences: readonly SeriesOccurrence[]): Promise<void> {
  await trx
    .insertInto('series_occurrence')
    .values(
      occurrences.map((it) => ({
        series_id: it.seriesId,
        date: it.date,
        starts_at: it.startsAt,
        ends_at: it.endsAt,
        booking_id: it.bookingId,
        problems: it.bookingId === null ? JSON.stringify(it.problems) : null,
        is_exception: it.isException ? 1 : 0,
      })),
    )
    .execute()
}

const markMoved = prepared((trx, { id }: { readonly id: string }) =>
  trx.updateTable('series_occurrence').set({ is_exception: 1 }).where('booking_id', '=', id),
)

/** Lets later changes of its series pass by a booking that was moved on its own; does nothing where it is in none. */
export async function markException(trx: Trx, bookingId: string): Promise<void> {
  await markMoved(trx, { id: bookingId })
}

/** Gives the occurrences of a series from a day on to another. */
export async function handOverOccurrences(
  trx: Trx,
  { from, to, since }: { readonly from: string; readonly to: string; readonly since: LocalDate },
): Promise<void> {
  await trx
    .updateTable('series_occurrence')
    .set({ series_id: to })
    .where('series_id', '=', from)
    .where('date', '>=', since)
    .execute()
}

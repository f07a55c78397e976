/** Series of bookings and their occurrences, as they are read. */

import { type Selectable, sql } from 'kysely'
import type { Db } from '../../database.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { BookingSeriesTable } from '../tables.ts'
import { type Booking, BOOKING_COLUMNS, toBooking } from './bookings.ts'

export type Series = {
  readonly id: string
  readonly instrumentId: string
  /** The owner of the instrument. */
  readonly institutionId: string
  readonly personId: string
  /** The zone on whose wall clock it repeats. */
  readonly timeZone: string
  /** As it was asked; what became of it is in the occurrences. */
  readonly rrule: string
  readonly purpose: string
  /** The series that it was a part of until its occurrences were changed from one on. */
  readonly splitFrom: string | null
  readonly createdAt: Instant
}

/** One occurrence: a booking, or why there is none. */
export type SeriesOccurrence = Interval & {
  readonly seriesId: string
  /** The local day on which it was to start. */
  readonly date: LocalDate
  readonly bookingId: string | null
  /** Why it was refused; empty where it was booked. */
  readonly problems: readonly Problem[]
  /** Moved on its own. */
  readonly isException: boolean
}

/** Where a booking stands in its series. */
export type SeriesMembership = Pick<SeriesOccurrence, 'seriesId' | 'isException'> & {
  readonly bookingId: string
  /** From 1, by date. */
  readonly position: number
  /** All occurrences, the refused ones too. */
  readonly size: number
}

/** Series in the order of `ids`; undefined where there is none. */
export async function seriesByIds(db: Db, ids: readonly string[]): Promise<(Series | undefined)[]> {
  const rows = await db.selectFrom('booking_series').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toSeries(it)]))
  return ids.map((it) => found.get(it))
}

/** What a person booked with a client key, and what was sent with it. */
export async function seriesByClientKey(
  db: Db,
  personId: string,
  key: string,
): Promise<{ readonly series: Series; readonly input: string | null } | undefined> {
  const row = await db
    .selectFrom('booking_series')
    .selectAll()
    .where('person_id', '=', personId)
    .where('client_key', '=', key)
    .executeTakeFirst()
  return row && { series: toSeries(row), input: row.client_input }
}

/** The occurrences of each series by date, in the order of `seriesIds`; a booking says where it is now. */
export async function occurrencesBySeriesIds(
  db: Db,
  seriesIds: readonly string[],
): Promise<SeriesOccurrence[][]> {
  const rows = await db
    .selectFrom('series_occurrence as occurrence')
    .leftJoin('booking', 'booking.id', 'occurrence.booking_id')
    .select(['occurrence.series_id', 'occurrence.date', 'occurrence.booking_id', 'occurrence.problems'])
    .select(['occurrence.is_exception', 'occurrence.starts_at', 'occurrence.ends_at'])
    .select(['booking.starts_at as booked_from', 'booking.ends_at as booked_until'])
    .where('occurrence.series_id', 'in', seriesIds)
    .orderBy('occurrence.series_id')
    .orderBy('occurrence.date')
    .execute()
  const bySeries = Map.groupBy(rows, (it) => it.series_id)
  return seriesIds.map((id) =>
    (bySeries.get(id) ?? []).map((it) => ({
      seriesId: id,
      date: it.date,
      startsAt: it.booked_from ?? it.starts_at,
      endsAt: it.booked_until ?? it.ends_at,
      bookingId: it.booking_id,
      problems: it.problems === null ? [] : JSON.parse(it.problems),
      isException: it.is_exception === 1,
    })),
  )
}

/** Where each booking stands in its series, in the order of `bookingIds`; null where it belongs to none. */
export async function membershipsByBookingIds(
  db: Db,
  bookingIds: readonly string[],
): Promise<(SeriesMembership | null)[]> {
  const rows = await db
    .selectFrom('series_occurrence as own')
    .innerJoin('series_occurrence as each', 'each.series_id', 'own.series_id')
    .select(['own.booking_id', 'own.series_id', 'own.is_exception'])
    .select(sql<number>`count(*)`.as('size'))
    .select(sql<number>`sum(case when each.date <= own.date then 1 else 0 end)`.as('position'))
    .where('own.booking_id', 'in', bookingIds)
    .groupBy(['own.booking_id', 'own.series_id', 'own.is_exception'])
    .execute()
  const found = new Map(
    rows.map((it) => [
      it.booking_id,
      {
        bookingId: it.booking_id ?? '',
        seriesId: it.series_id,
        isException: it.is_exception === 1,
        position: it.position,
        size: it.size,
      },
    ]),
  )
  return bookingIds.map((it) => found.get(it) ?? null)
}

/** A booking of a series with what its occurrence says of it. */
export type SeriesMember = {
  readonly booking: Booking
  readonly date: LocalDate
  readonly isException: boolean
}

/** The bookings of a series by date, whatever became of them. */
export async function seriesMembers(db: Db, seriesId: string): Promise<SeriesMember[]> {
  const rows = await db
    .selectFrom('series_occurrence as occurrence')
    .innerJoin('booking', 'booking.id', 'occurrence.booking_id')
    .select(BOOKING_COLUMNS)
    .select(['occurrence.date', 'occurrence.is_exception'])
    .where('occurrence.series_id', '=', seriesId)
    .orderBy('occurrence.date')
    .execute()
  return rows.map((it) => ({ booking: toBooking(it), date: it.date, isException: it.is_exception === 1 }))
}

function toSeries(row: Selectable<BookingSeriesTable>): Series {
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    institutionId: row.institution_id,
    personId: row.person_id,
    timeZone: row.time_zone,
    rrule: row.rrule,
    purpose: row.purpose,
    splitFrom: row.split_from,
    createdAt: row.created_at,
  }
}

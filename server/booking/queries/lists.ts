/** Lists of bookings: of one instrument, of a person, of a desk, of those who wait for a decision. */

import { sql, type SqlBool } from 'kysely'
import type { Db } from '../../database.ts'
import { DAY_MS, type Instant, type Interval } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import { prepared } from '../../platform/prepared.ts'
import { BOOKING_MS_MAX } from '../rules/booking-problems.ts'
import { type Booking, BOOKING_COLUMNS, toBooking } from './bookings.ts'

const duringRows = prepared(
  (db, it: Interval & { readonly instrumentId: string; readonly startedAfter: Instant }) =>
    db
      .selectFrom('booking')
      .innerJoin('instrument', 'instrument.id', 'booking.instrument_id')
      .select(BOOKING_COLUMNS)
      .select('instrument.is_public')
      .where('booking.instrument_id', '=', it.instrumentId)
      .where('booking.starts_at', '>', it.startedAfter)
      .where('booking.starts_at', '<', it.endsAt)
      .where('booking.ends_at', '>', it.startsAt)
      .where('booking.state', 'not in', ['rejected', 'cancelled'])
      .orderBy('booking.starts_at'),
)

/** Bookings of an instrument that share time with `span`, by start, without those that were rejected or cancelled. */
export async function bookingsDuring(
  db: Db,
  instrumentId: string,
  { startsAt, endsAt }: Interval,
): Promise<{ readonly booking: Booking; readonly isPublic: boolean }[]> {
  const startedAfter = startsAt - BOOKING_MS_MAX
  const rows = await duringRows(db, { instrumentId, startsAt, endsAt, startedAfter })
  return rows.map((it) => ({ booking: toBooking(it), isPublic: it.is_public === 1 }))
}

export const BOOKING_SCOPES = ['upcoming', 'past', 'all'] as const
export type BookingScope = (typeof BOOKING_SCOPES)[number]

/**
 * A person's bookings, one more than the page holds when more follow: those to come by start, the others and all of
 * them latest first. What is in use is to come until it is checked out.
 */
export async function personBookings(
  db: Db,
  wanted: { readonly personId: string; readonly scope: BookingScope; readonly now: Instant },
  page: PageRequest,
): Promise<Booking[]> {
  const { personId, scope, now } = wanted
  const direction = scope === 'upcoming' ? 'asc' : 'desc'
  const isOpen = sql<SqlBool>`(state = 'in_use' or (state in ('requested', 'confirmed') and ends_at > ${now}))`
  let query = db.selectFrom('booking').selectAll().where('person_id', '=', personId)
  if (scope === 'upcoming') query = query.where('starts_at', '>', now - BOOKING_MS_MAX - DAY_MS).where(isOpen)
  if (scope === 'past') query = query.where(sql<SqlBool>`not ${isOpen}`)
  if (page.after) query = query.where(isAfter(page.after, direction))
  const rows = await query
    .orderBy('starts_at', direction)
    .orderBy('id', direction)
    .limit(page.limit + 1)
    .execute()
  return rows.map(toBooking)
}

/**
 * Bookings of the institutions' instruments that share time with `span`, by start, without those that were rejected
 * or cancelled; one more than the page holds when more follow. Those longer than a day have an index of their own,
 * so that a day's list reads two days of starts and not two weeks.
 */
export async function deskBookingsPage(
  db: Db,
  { institutionIds, span }: { readonly institutionIds: readonly string[]; readonly span: Interval },
  page: PageRequest,
): Promise<Booking[]> {
  if (institutionIds.length === 0) return []
  const startedAfter = (from: Instant) => {
    let query = db
      .selectFrom('booking')
      .selectAll()
      .where('institution_id', 'in', institutionIds)
      .where('starts_at', '>', from)
      .where('ends_at', '>', span.startsAt)
      .where('state', 'not in', ['rejected', 'cancelled'])
    if (page.after) query = query.where(isAfter(page.after, 'asc'))
    return query
      .orderBy('starts_at')
      .orderBy('id')
      .limit(page.limit + 1)
  }
  const dayBefore = span.startsAt - DAY_MS
  const recent = startedAfter(dayBefore).where('starts_at', '<', span.endsAt)
  const long = startedAfter(span.startsAt - BOOKING_MS_MAX)
    .where(sql<SqlBool>`ends_at - starts_at > 86400000`)
    .where('starts_at', '<=', dayBefore)
  const rows = await db
    .selectFrom(
      db
        .selectFrom(recent.as('recent'))
        .selectAll()
        .unionAll(db.selectFrom(long.as('long')).selectAll())
        .as('booking'),
    )
    .selectAll()
    .orderBy('starts_at')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toBooking)
}

/** Requests at the institutions' instruments whose turn it is with the keeper, those that wait longest first; one more than the page holds when more follow. */
export async function requestsPage(
  db: Db,
  institutionIds: readonly string[],
  page: PageRequest,
): Promise<Booking[]> {
  if (institutionIds.length === 0) return []
  const [createdAt, id] = page.after ?? []
  let query = db
    .selectFrom('booking')
    .selectAll()
    .where('state', '=', sql.lit('requested'))
    .where('institution_id', 'in', institutionIds)
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('approval_wait')
            .select('approval_wait.booking_id')
            .whereRef('approval_wait.booking_id', '=', 'booking.id')
            .where('approval_wait.awaits', '=', 'pi'),
        ),
      ),
    )
  if (typeof createdAt === 'number' && typeof id === 'string') {
    query = query.where(sql<SqlBool>`(created_at, id) > (${createdAt}, ${id})`)
  }
  const rows = await query
    .orderBy('created_at')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toBooking)
}

/** True for rows behind the key (start, id); for all rows where it is none. */
function isAfter([startsAt, id]: readonly (string | number)[], direction: 'asc' | 'desc') {
  if (typeof startsAt !== 'number' || typeof id !== 'string') return sql<SqlBool>`1 = 1`
  return direction === 'asc'
    ? sql<SqlBool>`(starts_at, id) > (${startsAt}, ${id})`
    : sql<SqlBool>`(starts_at, id) < (${startsAt}, ${id})`
}

/** Bookings for which somebody operates and that share time with `span`, by start; without those that hold no time. */
export async function dutiesDuring(db: Db, operatorId: string, span: Interval): Promise<Booking[]> {
  const rows = await db
    .selectFrom('booking')
    .select(BOOKING_COLUMNS)
    .where('operator_id', '=', operatorId)
    .where('starts_at', '>', span.startsAt - BOOKING_MS_MAX)
    .where('starts_at', '<', span.endsAt)
    .where('ends_at', '>', span.startsAt)
    .where('state', 'not in', ['rejected', 'cancelled', 'missed'])
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(toBooking)
}

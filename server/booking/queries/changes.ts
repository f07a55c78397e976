/** The history of bookings. */

import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { ProblemCode } from '../../kernel/problem.ts'
import { prepared } from '../../platform/prepared.ts'
import type { BookingChangeKind } from '../rules/states.ts'
import type { BookingChangeTable } from '../tables.ts'

export type BookingChange = {
  readonly bookingId: string
  /** The version that the booking has since. */
  readonly version: number
  readonly at: Instant
  /** Null for a job. */
  readonly actorId: string | null
  readonly what: BookingChangeKind
  /** Null where nothing was before. */
  readonly before: Interval | null
  /** Null where no span was given. */
  readonly after: Interval | null
  /** Who was to operate until then; null where nobody was. */
  readonly operatorBefore: string | null
  /** Who is to operate since; null where nobody is. */
  readonly operatorAfter: string | null
  readonly note: string | null
  /** The reasons that staff set aside; empty where they set none aside. */
  readonly overridden: readonly ProblemCode[]
}

/** The history of each booking, oldest first, in the order of `bookingIds`. */
export async function changesByBookingIds(db: Db, bookingIds: readonly string[]): Promise<BookingChange[][]> {
  const rows = await db
    .selectFrom('booking_change')
    .selectAll()
    .where('booking_id', 'in', bookingIds)
    .orderBy('booking_id')
    .orderBy('version')
    .execute()
  const byBooking = Map.groupBy(rows, (it) => it.booking_id)
  return bookingIds.map((id) =>
    (byBooking.get(id) ?? []).map((it) => ({
      bookingId: it.booking_id,
      version: it.version,
      at: it.at,
      actorId: it.actor_id,
      what: it.what,
      before: spanOf(it.before_starts_at, it.before_ends_at),
      after: spanOf(it.after_starts_at, it.after_ends_at),
      operatorBefore: it.before_operator_id,
      operatorAfter: it.after_operator_id,
      note: it.note,
      overridden: overriddenOf(it.overridden),
    })),
  )
}

/** Who asked for a booking, or moved it, the last time, and what was set aside then. */
export async function lastAsked(
  db: Db,
  bookingId: string,
): Promise<Pick<BookingChange, 'actorId' | 'overridden'> | undefined> {
  const row = await db
    .selectFrom('booking_change')
    .select(['actor_id', 'overridden'])
    .where('booking_id', '=', bookingId)
    .where('what', 'in', ['requested', 'moved'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { actorId: row.actor_id, overridden: overriddenOf(row.overridden) }
}

function overriddenOf(text: string | null): ProblemCode[] {
  return text === null ? [] : JSON.parse(text)
}

const insertRow = prepared((trx, row: BookingChangeTable) =>
  trx.insertInto('booking_change').values({
    booking_id: row.booking_id,
    version: row.version,
    at: row.at,
    actor_id: row.actor_id,
    what: row.what,
    before_starts_at: row.before_starts_at,
    before_ends_at: row.before_ends_at,
    after_starts_at: row.after_starts_at,
    after_ends_at: row.after_ends_at,
    before_operator_id: row.before_operator_id,
    after_operator_id: row.after_operator_id,
    note: row.note,
    overridden: row.overridden,
  }),
)

export async function insertBookingChange(trx: Trx, change: BookingChange): Promise<void> {
  await insertRow(trx, {
    booking_id: change.bookingId,
    version: change.version,
    at: change.at,
    actor_id: change.actorId,
    what: change.what,
    before_starts_at: change.before?.startsAt ?? null,
    before_ends_at: change.before?.endsAt ?? null,
    after_starts_at: change.after?.startsAt ?? null,
    after_ends_at: change.after?.endsAt ?? null,
    before_operator_id: change.operatorBefore,
    after_operator_id: change.operatorAfter,
    note: change.note,
    overridden: change.overridden.length > 0 ? JSON.stringify(change.overridden) : null,
  })
}

function spanOf(startsAt: Instant | null, endsAt: Instant | null): Interval | null {
  return startsAt === null || endsAt === null ? null : { startsAt, endsAt }
}

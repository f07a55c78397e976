/** Bookings of which somebody may be reminded, and how far reminders have come. */

import { sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'

export type BookingAhead = Interval & {
  readonly id: string
  readonly instrumentId: string
  readonly personId: string
}

/** Confirmed bookings that start in `[from, until)`, by start, at most `limit`, behind the place `after`. */
export async function bookingsAhead(
  db: Db,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  after: BookingAhead | undefined,
  limit: number,
): Promise<BookingAhead[]> {
  const rows = await db
    .selectFrom('booking')
    .select(['id', 'instrument_id', 'person_id', 'starts_at', 'ends_at'])
    .where('state', '=', sql.lit('confirmed'))
    .where('starts_at', '>=', from)
    .where('starts_at', '<', until)
    .$if(after !== undefined, (it) =>
      it.where(sql<SqlBool>`(starts_at, id) > (${after?.startsAt}, ${after?.id})`),
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((it) => ({
    id: it.id,
    instrumentId: it.instrument_id,
    personId: it.person_id,
    startsAt: it.starts_at,
    endsAt: it.ends_at,
  }))
}

/** Up to which start bookings have been reminded of; undefined before the first time. */
export async function remindedUntil(trx: Trx, minutesAhead: number): Promise<Instant | undefined> {
  const row = await trx
    .selectFrom('reminder_progress')
    .select('until')
    .where('minutes_ahead', '=', minutesAhead)
    .executeTakeFirst()
  return row?.until
}

export async function updateRemindedUntil(trx: Trx, minutesAhead: number, until: Instant): Promise<void> {
  await trx
    .insertInto('reminder_progress')
    .values({ minutes_ahead: minutesAhead, until })
    .onConflict((it) => it.column('minutes_ahead').doUpdateSet({ until }))
    .execute()
}

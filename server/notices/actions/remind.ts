/** Reminds people of their bookings as long before as they chose: once each, those of a downtime too. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { MINUTE_MS } from '../../kernel/interval.ts'
import { remindersOf } from '../queries/preferences.ts'
import { type BookingAhead, bookingsAhead, remindedUntil, updateRemindedUntil } from '../queries/reminders.ts'
import { REMINDER_MINUTES } from '../rules/preferences.ts'
import { writeNotices } from './collect.ts'

const BATCH = 500

/** Reminds of bookings that have come as near as their people chose. Job. */
export async function sendReminders(ctx: Context): Promise<void> {
  for (const minutes of REMINDER_MINUTES) {
    await ctx.store.transact(async (trx) => {
      await ctx.store.dialect.lock(trx, [`reminders:${minutes}`])
      const now = ctx.now()
      const until = now + minutes * MINUTE_MS
      const from = Math.max(now, (await remindedUntil(trx, minutes)) ?? now)
      let after: BookingAhead | undefined
      for (;;) {
        const bookings = await bookingsAhead(trx, { from, until }, after, BATCH)
        await remind(ctx, trx, minutes, bookings)
        after = bookings.at(-1)
        if (bookings.length < BATCH) break
      }
      await updateRemindedUntil(trx, minutes, Math.max(from, until))
    })
  }
}

async function remind(
  ctx: Context,
  trx: Trx,
  minutes: number,
  bookings: readonly BookingAhead[],
): Promise<void> {
  if (bookings.length === 0) return
  const chosen = await remindersOf(trx, [...new Set(bookings.map((it) => it.personId))])
  const due = bookings.filter((it) => chosen.get(it.personId)?.includes(minutes))
  const notices = due.map(({ id, personId, instrumentId, startsAt, endsAt }) => ({
    id: `${id}:${startsAt}:${minutes}`,
    at: ctx.now(),
    kind: 'booking_reminder' as const,
    personId,
    instrumentId,
    bookingId: id,
    data: { span: { startsAt, endsAt } },
  }))
  await writeNotices(ctx, trx, notices)
}

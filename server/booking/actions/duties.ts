/** What somebody operates for others, and who may know it. */

import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import { type BookingChange, changesByBookingIds } from '../queries/changes.ts'
import { dutiesDuring } from '../queries/lists.ts'
import { askingProblems, CALENDAR_MS_MAX } from '../rules/asking.ts'
import { calendarPrivacy } from './privacy.ts'

/** Bookings for which the viewer operates, by start; none when nobody is signed in. */
export async function operatorDuties(ctx: Context, during: Interval): Promise<readonly Booking[]> {
  refuse(askingProblems(during, CALENDAR_MS_MAX))
  const operatorId = ctx.viewer?.personId
  if (!may(ctx.viewer, 'seeBookings', { personId: operatorId ?? null })) return []
  return operatorId === undefined ? [] : dutiesDuring(ctx.store.db, operatorId, during)
}

/** Who operates each booking, in their order; null where nobody does, or the viewer may not see who. */
export async function shownOperators(ctx: Context, bookings: readonly Booking[]): Promise<(string | null)[]> {
  const helped = bookings.filter((it) => it.operatorId !== null)
  const shown = await operatorSight(ctx, helped)
  return bookings.map((it) => shown(it, it.operatorId))
}

/**
 * Tells who operates a booking: to the staff, to whoever it is, and to whom the booking is for where the calendar of the
 * instrument shows names to anybody; null for others.
 */
async function operatorSight(ctx: Context, bookings: readonly Booking[]) {
  const isOwn = (it: Booking) => it.personId === ctx.viewer?.personId
  const ids = [...new Set(bookings.filter(isOwn).map((it) => it.instrumentId))]
  const privacy = ids.length > 0 ? await calendarPrivacy(ctx, ids) : []
  const names = new Map(ids.map((id, i) => [id, privacy[i]?.names]))
  return (booking: Booking, operatorId: string | null): string | null => {
    const { institutionId, instrumentId } = booking
    if (operatorId === null) return null
    const isStaff = may(ctx.viewer, 'seeBookings', { institutionId, personId: operatorId })
    const isOpen = isOwn(booking) && (names.get(instrumentId) ?? 'nobody') !== 'nobody'
    return isStaff || isOpen ? operatorId : null
  }
}

/** The histories of bookings, oldest first, in the order of `ids`, with operators only as the viewer may see them. */
export async function shownHistories(ctx: Context, ids: readonly string[]): Promise<BookingChange[][]> {
  const { db } = ctx.store
  const histories = await changesByBookingIds(db, ids)
  const isHelped = (it: BookingChange) => it.operatorBefore !== null || it.operatorAfter !== null
  const helpedIds = ids.filter((_, i) => histories[i]?.some(isHelped))
  if (helpedIds.length === 0) return histories
  const helped = (await bookingsByIds(db, helpedIds)).flatMap((it) => it ?? [])
  const shown = await operatorSight(ctx, helped)
  const byId = new Map(helped.map((it) => [it.id, it]))
  return histories.map((changes) =>
    changes.map((it) => {
      const booking = byId.get(it.bookingId)
      if (!booking) return it
      return {
        ...it,
        operatorBefore: shown(booking, it.operatorBefore),
        operatorAfter: shown(booking, it.operatorAfter),
      }
    }),
  )
}

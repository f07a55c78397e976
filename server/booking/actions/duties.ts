/** What somebody operates for others, and who may know it. */

import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import type { Booking } from '../queries/bookings.ts'
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

/**
 * Who operates each booking, in their order: for the staff, for whoever it is, and for whom the booking is where the
 * calendar of the instrument shows names to anybody.
 */
export async function shownOperators(ctx: Context, bookings: readonly Booking[]): Promise<(string | null)[]> {
  const isOwn = (it: Booking) => it.operatorId !== null && it.personId === ctx.viewer?.personId
  const ids = [...new Set(bookings.filter(isOwn).map((it) => it.instrumentId))]
  const privacy = ids.length > 0 ? await calendarPrivacy(ctx, ids) : []
  const names = new Map(ids.map((id, i) => [id, privacy[i]?.names]))
  return bookings.map((it) => {
    const { operatorId, institutionId, instrumentId } = it
    if (operatorId === null) return null
    const isStaff = may(ctx.viewer, 'seeBookings', { institutionId, personId: operatorId })
    const isOpen = isOwn(it) && (names.get(instrumentId) ?? 'nobody') !== 'nobody'
    return isStaff || isOpen ? operatorId : null
  })
}

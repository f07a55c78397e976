/** Pages of bookings: the viewer's own, those of the desks he keeps, and those that wait for him. */

import type { Context } from '../../context.ts'
import { may, mayEverywhere, placesOf } from '../../identity/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { refuse } from '../../kernel/problem.ts'
import type { Booking } from '../queries/bookings.ts'
import { type BookingScope, deskBookingsPage, personBookings, requestsPage } from '../queries/lists.ts'
import { askingProblems, CALENDAR_MS_MAX } from '../rules/asking.ts'

/** The viewer's bookings: to come by start, otherwise latest first; none when nobody is signed in. */
export async function myBookings(ctx: Context, scope: BookingScope, args: PageArgs): Promise<Page<Booking>> {
  const page = pageRequest(args)
  const personId = ctx.viewer?.personId
  const rows = personId ? await personBookings(ctx.store.db, { personId, scope, now: ctx.now() }, page) : []
  return pageOf(rows, page, (it) => [it.startsAt, it.id])
}

export type DeskFilter = { readonly institutionId?: string | null | undefined; readonly during: Interval }

/** Bookings of the instruments that the viewer keeps or manages, by start. The city may look at one institution's. */
export async function deskBookings(ctx: Context, filter: DeskFilter, args: PageArgs): Promise<Page<Booking>> {
  refuse(askingProblems(filter.during, CALENDAR_MS_MAX))
  const page = pageRequest(args)
  const institutionIds = desksOf(ctx, filter.institutionId ?? null)
  const rows = await deskBookingsPage(ctx.store.db, { institutionIds, span: filter.during }, page)
  return pageOf(rows, page, (it) => [it.startsAt, it.id])
}

/** Requests that the viewer may decide, those that wait longest first. */
export async function bookingRequests(
  ctx: Context,
  institutionId: string | null,
  args: PageArgs,
): Promise<Page<Booking>> {
  const page = pageRequest(args)
  const rows = await requestsPage(ctx.store.db, desksOf(ctx, institutionId), page)
  return pageOf(rows, page, (it) => [it.createdAt, it.id])
}

/** The institutions whose desk the viewer sees: his own, or the one that he asks for. */
function desksOf({ viewer }: Context, institutionId: string | null): readonly string[] {
  if (institutionId === null) return placesOf(viewer, 'seeBookings')
  const sees = mayEverywhere(viewer, 'seeBookings') || may(viewer, 'seeBookings', { institutionId })
  return sees ? [institutionId] : []
}

/** What calendar programs may read: an instrument's busy time for everybody, a person's bookings for who has his link. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { personByCalendarToken, type Person } from '../../identity/queries/people.ts'
import { hashOfSecret } from '../../identity/secrets.ts'
import { DAY_MS, type Interval } from '../../kernel/interval.ts'
import { type FedBooking, fedBookings } from '../queries/feeds.ts'
import { cancelledMaintenance, type Maintenance, maintenanceDuring } from '../queries/maintenance.ts'
import { seesCalendar } from './access.ts'

const PAST_MS = 30 * DAY_MS
const AHEAD_MS = 180 * DAY_MS

/** The busy time of an instrument, for everybody; null when there is none that the viewer may see. */
export async function instrumentFeed(ctx: Context, instrumentId: string) {
  const { db } = ctx.store
  const [instrument] = await instrumentsByIds(db, [instrumentId])
  if (!instrument || !seesCalendar(ctx.viewer, instrument)) return null
  const span = fedSpan(ctx)
  const bookings: readonly FedBooking[] = await fedBookings(db, { instrumentId }, span)
  const maintenance: readonly Maintenance[] = await maintenanceDuring(db, instrumentId, span)
  return { instrument, bookings, maintenance, cancelled: await cancelledMaintenance(db, instrumentId, span) }
}

/** The bookings of the person whose private link holds this token; null when there is no such link, or no longer. */
export async function personFeed(
  ctx: Context,
  token: string,
): Promise<{ readonly person: Person; readonly bookings: readonly FedBooking[] } | null> {
  const { db } = ctx.store
  const person = await personByCalendarToken(db, hashOfSecret(token))
  if (!person) return null
  return { person, bookings: await fedBookings(db, { personId: person.id }, fedSpan(ctx)) }
}

function fedSpan(ctx: Context): Interval {
  const now = ctx.now()
  return { startsAt: now - PAST_MS, endsAt: now + AHEAD_MS }
}

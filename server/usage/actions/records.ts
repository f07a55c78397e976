/** Sessions as people look at them. */

import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { type Instant, type Interval, MINUTE_MS, unionMs } from '../../kernel/interval.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { refuse } from '../../kernel/problem.ts'
import { askingProblems } from '../../booking/rules/asking.ts'
import { DAY_MS } from '../../kernel/interval.ts'
import { usageByBookingIds, usageByIds } from '../queries/records.ts'
import { type SessionScope, sessionsPage } from '../queries/session-lists.ts'
import { sessionsByRecordIds, type UsageSession } from '../queries/sessions.ts'
import { locksAt } from '../rules/adjustments.ts'

/** A year and a day. */
const PERIOD_MS_MAX = 367 * DAY_MS

export type SessionFilter = Omit<SessionScope, 'during'> & { readonly during: Interval }

/** Sessions on the instruments of an institution, latest first, for its keepers and for the city. */
export async function findSessions(
  ctx: Context,
  filter: SessionFilter,
  args: PageArgs,
): Promise<Page<UsageSession>> {
  authorise(ctx.viewer, 'seeUsage', { institutionId: filter.institutionId })
  refuse(askingProblems(filter.during, PERIOD_MS_MAX))
  const page = pageRequest(args)
  return pageOf(await sessionsPage(ctx.store.db, filter, page), page, (it) => [it.startsAt, it.id])
}

/** The sessions of each booking, in the order of `bookingIds`; within a booking by start. */
export async function sessionsOfBookings(
  ctx: Context,
  bookingIds: readonly string[],
): Promise<UsageSession[][]> {
  const records = await usageByBookingIds(ctx.store.db, bookingIds)
  const ids = records.flatMap((it) => (it ? [it.id] : []))
  const sessions = ids.length > 0 ? await sessionsByRecordIds(ctx.store.db, ids) : []
  const found = new Map(ids.map((id, i) => [id, sessions[i]]))
  return records.map((it) => (it ? (found.get(it.id) ?? []) : []))
}

/** How long each use was in its sessions, in minutes, each moment once; null while it is not over. */
export async function effectiveMinutes(
  ctx: Context,
  recordIds: readonly string[],
): Promise<(number | null)[]> {
  const records = await usageByIds(ctx.store.db, recordIds)
  const sessions = await sessionsByRecordIds(ctx.store.db, recordIds)
  return records.map((record, i) => {
    if (!record || record.endedAt === null) return null
    const spans = (sessions[i] ?? []).map((it) => ({
      startsAt: it.startsAt,
      endsAt: it.endsAt ?? it.startsAt,
    }))
    return Math.round(unionMs(spans) / MINUTE_MS)
  })
}

/** From when on a session is locked. */
export function sessionLocksAt(session: UsageSession): Instant {
  return locksAt(session)
}

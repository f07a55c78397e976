/** Requests that wait for somebody, and the steps of those that were decided. */

import { sql, type SqlBool } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { ApprovalStep, ApprovalVerdict, ApprovalWait } from '../rules/approval.ts'
import type { ApprovalWaitTable } from '../tables.ts'
import { type Booking, BOOKING_COLUMNS, toBooking } from './bookings.ts'

/** For whom each booking waits, in the order of `bookingIds`; undefined where it waits for nobody. */
export async function waitsByBookingIds(
  db: Db,
  bookingIds: readonly string[],
): Promise<(ApprovalWait | undefined)[]> {
  const rows = await db
    .selectFrom('approval_wait')
    .selectAll()
    .where('booking_id', 'in', bookingIds)
    .execute()
  const found = new Map(rows.map((it) => [it.booking_id, toWait(it)]))
  return bookingIds.map((it) => found.get(it))
}

/** Writes for whom a request waits, anew where it waited before. */
export async function upsertWait(trx: Trx, bookingId: string, wait: ApprovalWait): Promise<void> {
  const values = {
    awaits: wait.awaits,
    then_keeper: wait.thenKeeper ? 1 : 0,
    group_id: wait.groupId,
    asked_at: wait.askedAt,
    expires_at: wait.expiresAt,
  }
  await trx
    .insertInto('approval_wait')
    .values({ booking_id: bookingId, ...values })
    .onConflict((conflict) => conflict.column('booking_id').doUpdateSet(values))
    .execute()
}

export async function deleteWait(trx: Trx, bookingId: string): Promise<void> {
  await trx.deleteFrom('approval_wait').where('booking_id', '=', bookingId).execute()
}

/** One decision in the chain of a request. */
export type DecidedStep = {
  readonly id: string
  readonly bookingId: string
  readonly step: ApprovalStep
  readonly verdict: ApprovalVerdict
  /** Null for the platform. */
  readonly deciderId: string | null
  readonly at: Instant
  readonly note: string | null
}

/** Decisions only grow: a request that was moved keeps those of before. */
export async function insertStep(trx: Trx, it: DecidedStep): Promise<void> {
  await trx
    .insertInto('approval_step')
    .values({
      id: it.id,
      booking_id: it.bookingId,
      step: it.step,
      verdict: it.verdict,
      decider_id: it.deciderId,
      at: it.at,
      note: it.note,
    })
    .execute()
}

/** The decisions about each booking, oldest first, in the order of `bookingIds`. */
export async function stepsByBookingIds(db: Db, bookingIds: readonly string[]): Promise<DecidedStep[][]> {
  const rows = await db
    .selectFrom('approval_step')
    .selectAll()
    .where('booking_id', 'in', bookingIds)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const found = Map.groupBy(rows, (it) => it.booking_id)
  return bookingIds.map((id) =>
    (found.get(id) ?? []).map((it) => ({
      id: it.id,
      bookingId: it.booking_id,
      step: it.step,
      verdict: it.verdict,
      deciderId: it.decider_id,
      at: it.at,
      note: it.note,
    })),
  )
}

export type WaitingRequest = { readonly booking: Booking; readonly wait: ApprovalWait }

/** Requests that wait for the person as the one who leads a group, longest first; one more than the page holds when more follow. */
export async function requestsOfPrincipal(
  db: Db,
  personId: string,
  page: PageRequest,
): Promise<WaitingRequest[]> {
  const [askedAt, id] = page.after ?? []
  const rows = await db
    .selectFrom('research_group')
    .innerJoin('approval_wait', 'approval_wait.group_id', 'research_group.id')
    .innerJoin('booking', 'booking.id', 'approval_wait.booking_id')
    .select(BOOKING_COLUMNS)
    .select(['awaits', 'then_keeper', 'approval_wait.group_id as asked_group_id', 'asked_at', 'expires_at'])
    .where('research_group.principal_id', '=', personId)
    .where('approval_wait.awaits', '=', sql.lit('pi'))
    .$if(typeof askedAt === 'number', (it) =>
      it.where(sql<SqlBool>`(asked_at, approval_wait.booking_id) > (${askedAt}, ${id})`),
    )
    .orderBy('asked_at')
    .orderBy('approval_wait.booking_id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((it) => ({
    booking: toBooking(it),
    wait: toWait({ ...it, group_id: it.asked_group_id }),
  }))
}

/** How many requests wait for the person as the one who leads a group, `max` at most. */
export async function waitingCount(db: Db, personId: string, max: number): Promise<number> {
  const rows = await db
    .selectFrom('research_group')
    .innerJoin('approval_wait', 'approval_wait.group_id', 'research_group.id')
    .select('approval_wait.booking_id')
    .where('research_group.principal_id', '=', personId)
    .where('approval_wait.awaits', '=', sql.lit('pi'))
    .limit(max)
    .execute()
  return rows.length
}

/** Requests that expired until `now`, by when, behind the place `after`. */
export async function expiredRequests(
  db: Db,
  now: Instant,
  after: WaitingRequest | undefined,
  limit: number,
): Promise<WaitingRequest[]> {
  const rows = await db
    .selectFrom('approval_wait')
    .innerJoin('booking', 'booking.id', 'approval_wait.booking_id')
    .select(BOOKING_COLUMNS)
    .select(['awaits', 'then_keeper', 'approval_wait.group_id as asked_group_id', 'asked_at', 'expires_at'])
    .where('expires_at', '<=', now)
    .$if(after !== undefined, (it) =>
      it.where(
        sql<SqlBool>`(expires_at, approval_wait.booking_id) > (${after?.wait.expiresAt}, ${after?.booking.id})`,
      ),
    )
    .orderBy('expires_at')
    .orderBy('approval_wait.booking_id')
    .limit(limit)
    .execute()
  return rows.map((it) => ({
    booking: toBooking(it),
    wait: toWait({ ...it, group_id: it.asked_group_id }),
  }))
}

function toWait(row: Omit<ApprovalWaitTable, 'booking_id'>): ApprovalWait {
  return {
    awaits: row.awaits,
    thenKeeper: row.then_keeper === 1,
    groupId: row.group_id,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
  }
}

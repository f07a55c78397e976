/** Claims, their lines, and what can be claimed. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { ClaimState } from '../rules/movements.ts'
import type { VoucherClaimTable } from '../tables.ts'
import { toReserve, type VoucherReserve } from './reserves.ts'

export type Claim = {
  readonly id: string
  readonly programmeId: string
  readonly providerId: string
  /** Its bookings were settled in this span. */
  readonly period: Interval
  readonly lineCount: number
  readonly amountFen: Fen
  readonly state: ClaimState
  readonly submittedAt: Instant
  readonly submittedBy: string
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  readonly paymentReference: string | null
  readonly paidOn: LocalDate | null
  readonly reason: string | null
}

/** Claims in the order of `ids`; undefined where there is none. */
export async function claimsByIds(db: Db, ids: readonly string[]): Promise<(Claim | undefined)[]> {
  const rows = await db.selectFrom('voucher_claim').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toClaim(it)]))
  return ids.map((it) => found.get(it))
}

export type ClaimScope = {
  readonly providerId?: string | null | undefined
  readonly state?: ClaimState | null | undefined
}

/** Claims, newest first, one more than the page holds when more follow. */
export async function claimsPage(
  db: Db,
  { providerId, state }: ClaimScope,
  { limit, after }: PageRequest,
): Promise<Claim[]> {
  const [at, id] = after ?? []
  let query = db.selectFrom('voucher_claim').selectAll()
  if (providerId) query = query.where('provider_id', '=', providerId)
  if (state) query = query.where('state', '=', state)
  const rows = await query
    .$if(after !== undefined, (it) => it.where(sql<boolean>`(submitted_at, id) < (${at}, ${id})`))
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(toClaim)
}

export type ClaimSource = {
  readonly providerId: string
  readonly programmeId: string
  readonly period: Interval
}

/** What vouchers have paid to a provider in a period and it has not claimed, the oldest first. */
export async function unclaimedReserves(
  trx: Trx,
  { providerId, programmeId, period }: ClaimSource,
  limit: number,
): Promise<VoucherReserve[]> {
  const rows = await trx
    .selectFrom('voucher_reserve')
    .selectAll()
    .where('provider_id', '=', providerId)
    .where('programme_id', '=', programmeId)
    .where('claim_id', 'is', null)
    .where('captured_fen', '>', 0)
    .where('settled_at', '>=', period.startsAt)
    .where('settled_at', '<', period.endsAt)
    .orderBy('settled_at')
    .orderBy('booking_id')
    .limit(limit)
    .execute()
  return rows.map(toReserve)
}

export type Unclaimed = {
  readonly programmeId: string
  readonly count: number
  readonly amountFen: Fen
  /** When the first of them was settled. */
  readonly firstAt: Instant
}

/** What a provider could claim by now, by programme. */
export async function unclaimedTotals(db: Db, providerId: string): Promise<Unclaimed[]> {
  const rows = await db
    .selectFrom('voucher_reserve')
    .select([
      'programme_id',
      sql<number>`count(*)`.as('count'),
      sql<number>`cast(sum(captured_fen) as bigint)`.as('amount'),
      sql<number>`min(settled_at)`.as('first'),
    ])
    .where('provider_id', '=', providerId)
    .where('claim_id', 'is', null)
    .where('captured_fen', '>', 0)
    .groupBy('programme_id')
    .orderBy('programme_id')
    .execute()
  return rows.map((it) => ({
    programmeId: it.programme_id,
    count: it.count,
    amountFen: it.amount,
    firstAt: it.first,
  }))
}

/** The lines of each claim, the oldest first, in the order of `claimIds`. */
export async function linesByClaimIds(db: Db, claimIds: readonly string[]): Promise<VoucherReserve[][]> {
  const rows = await db
    .selectFrom('voucher_reserve')
    .selectAll()
    .where('claim_id', 'in', claimIds)
    .orderBy('settled_at')
    .orderBy('booking_id')
    .execute()
  const found = Map.groupBy(rows.map(toReserve), (it) => it.claimId)
  return claimIds.map((it) => found.get(it) ?? [])
}

export async function insertClaim(trx: Trx, it: Claim): Promise<void> {
  await trx
    .insertInto('voucher_claim')
    .values({
      id: it.id,
      programme_id: it.programmeId,
      provider_id: it.providerId,
      period_starts_at: it.period.startsAt,
      period_ends_at: it.period.endsAt,
      line_count: it.lineCount,
      amount_fen: it.amountFen,
      state: it.state,
      submitted_at: it.submittedAt,
      submitted_by: it.submittedBy,
      decided_at: it.decidedAt,
      decided_by: it.decidedBy,
      payment_reference: it.paymentReference,
      paid_on: it.paidOn,
      reason: it.reason,
    })
    .execute()
}

/** Bookings belong to a claim; false where one of them belongs to another by now. */
export async function updateReservesClaimed(
  trx: Trx,
  bookingIds: readonly string[],
  claimId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('voucher_reserve')
    .set({ claim_id: claimId })
    .where('booking_id', 'in', bookingIds)
    .where('claim_id', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === BigInt(bookingIds.length)
}

/** The lines of a claim that is refused can be claimed again. */
export async function updateReservesUnclaimed(trx: Trx, claimId: string): Promise<void> {
  await trx.updateTable('voucher_reserve').set({ claim_id: null }).where('claim_id', '=', claimId).execute()
}

/** Each line of a claim is paid with what its voucher pays by now. */
export async function updateReservesPaid(trx: Trx, claimId: string): Promise<void> {
  await trx
    .updateTable('voucher_reserve')
    .set({ paid_fen: sql<number>`captured_fen` })
    .where('claim_id', '=', claimId)
    .execute()
}

export async function updateClaimDecided(trx: Trx, it: Claim): Promise<void> {
  await trx
    .updateTable('voucher_claim')
    .set({
      amount_fen: it.amountFen,
      state: it.state,
      decided_at: it.decidedAt,
      decided_by: it.decidedBy,
      payment_reference: it.paymentReference,
      paid_on: it.paidOn,
      reason: it.reason,
    })
    .where('id', '=', it.id)
    .execute()
}

function toClaim(row: Selectable<VoucherClaimTable>): Claim {
  return {
    id: row.id,
    programmeId: row.programme_id,
    providerId: row.provider_id,
    period: { startsAt: row.period_starts_at, endsAt: row.period_ends_at },
    lineCount: row.line_count,
    amountFen: row.amount_fen,
    state: row.state,
    submittedAt: row.submitted_at,
    submittedBy: row.submitted_by,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    paymentReference: row.payment_reference,
    paidOn: row.paid_on,
    reason: row.reason,
  }
}

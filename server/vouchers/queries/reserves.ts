/** What bookings set aside of grants, and the balances of grants and programmes, which the checks keep exact. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Reserve } from '../rules/reserves.ts'
import type { VoucherReserveTable } from '../tables.ts'

export type VoucherReserve = Reserve & {
  readonly bookingId: string
  readonly programmeId: string
  readonly grantId: string
  readonly institutionId: string
  readonly providerId: string
  readonly reservedAt: Instant
  readonly settledAt: Instant | null
  /** Counts how often it was settled, from 1 before the first time. */
  readonly version: number
  readonly claimId: string | null
  readonly paidFen: Fen
  readonly returnedFen: Fen
  readonly returnReason: string | null
}

/** The reserve of each booking, in the order of `bookingIds`; undefined where there is none. */
export async function reservesByBookingIds(
  db: Db,
  bookingIds: readonly string[],
): Promise<(VoucherReserve | undefined)[]> {
  const rows = await db
    .selectFrom('voucher_reserve')
    .selectAll()
    .where('booking_id', 'in', bookingIds)
    .execute()
  const found = new Map(rows.map((it) => [it.booking_id, toReserve(it)]))
  return bookingIds.map((it) => found.get(it))
}

export async function insertReserve(trx: Trx, it: VoucherReserve): Promise<void> {
  await trx
    .insertInto('voucher_reserve')
    .values({
      booking_id: it.bookingId,
      programme_id: it.programmeId,
      grant_id: it.grantId,
      institution_id: it.institutionId,
      provider_id: it.providerId,
      reserved_fen: it.reservedFen,
      captured_fen: it.capturedFen,
      released_fen: it.releasedFen,
      state: it.state,
      reserved_at: it.reservedAt,
      settled_at: it.settledAt,
      version: it.version,
      claim_id: it.claimId,
      paid_fen: it.paidFen,
      returned_fen: it.returnedFen,
      return_reason: it.returnReason,
    })
    .execute()
}

export async function updateReserveSettled(trx: Trx, it: VoucherReserve): Promise<void> {
  await trx
    .updateTable('voucher_reserve')
    .set({
      captured_fen: it.capturedFen,
      released_fen: it.releasedFen,
      state: it.state,
      settled_at: it.settledAt,
      version: it.version,
      returned_fen: it.returnedFen,
      return_reason: it.returnReason,
    })
    .where('booking_id', '=', it.bookingId)
    .execute()
}

/** How much more is set aside and captured; either may be negative. */
export type BalanceChange = { readonly reservedFen: Fen; readonly capturedFen: Fen }

/** Changes the balances of a grant and its programme; false where either has not so much left, and then nothing may be kept. */
export async function changeBalances(
  trx: Trx,
  { programmeId, grantId }: { readonly programmeId: string; readonly grantId: string },
  { reservedFen, capturedFen }: BalanceChange,
): Promise<boolean> {
  const change = {
    reserved_fen: sql<number>`reserved_fen + ${reservedFen}`,
    captured_fen: sql<number>`captured_fen + ${capturedFen}`,
  }
  const more = reservedFen + capturedFen
  const programme = await trx
    .updateTable('voucher_programme')
    .set(change)
    .where('id', '=', programmeId)
    .where(sql<boolean>`reserved_fen + captured_fen + ${more} <= budget_fen`)
    .executeTakeFirst()
  const grant = await trx
    .updateTable('voucher_grant')
    .set(change)
    .where('id', '=', grantId)
    .where(sql<boolean>`reserved_fen + captured_fen + ${more} <= granted_fen`)
    .executeTakeFirst()
  return programme.numUpdatedRows === 1n && grant.numUpdatedRows === 1n
}

export function toReserve(row: Selectable<VoucherReserveTable>): VoucherReserve {
  return {
    bookingId: row.booking_id,
    programmeId: row.programme_id,
    grantId: row.grant_id,
    institutionId: row.institution_id,
    providerId: row.provider_id,
    reservedFen: row.reserved_fen,
    capturedFen: row.captured_fen,
    releasedFen: row.released_fen,
    state: row.state,
    reservedAt: row.reserved_at,
    settledAt: row.settled_at,
    version: row.version,
    claimId: row.claim_id,
    paidFen: row.paid_fen,
    returnedFen: row.returned_fen,
    returnReason: row.return_reason,
  }
}

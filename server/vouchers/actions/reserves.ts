/**
 * Voucher money in two phases, in the transaction of what causes it: a booking sets aside what its price is covered with,
 * a use takes what it costs, and what is not taken is let go. The lock of the programme makes its budget exact.
 */

import { bookingsByIds } from '../../booking/queries/bookings.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { may } from '../../identity/rules.ts'
import type { Instant } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem, Rejection } from '../../kernel/problem.ts'
import { type Grant, grantsByIds, usableGrants } from '../queries/grants.ts'
import { insertMovement } from '../queries/movements.ts'
import { bansOf, programmesByIds } from '../queries/programmes.ts'
import {
  changeBalances,
  insertReserve,
  reservesByBookingIds,
  updateReserveSettled,
  type VoucherReserve,
} from '../queries/reserves.ts'
import { type Movement, programmeKey } from '../rules/movements.ts'
import { bestOffer, type HeldVoucher, type Offer, settledCover } from '../rules/offers.ts'
import { capture, reserveOf, voidReserve } from '../rules/reserves.ts'

/** What is to be booked, by whom, and what it costs. */
export type PricedBooking = {
  readonly instrumentId: string
  readonly institutionId: string | null
  readonly startsAt: Instant
  readonly priceFen: Fen
}

/** What a voucher would pay of a booking for the institution that makes it, and every reason why it would not. */
export async function voucherOffer(
  ctx: Context,
  db: Db,
  booking: PricedBooking,
): Promise<{ readonly offer: Offer<Grant> | undefined; readonly problems: readonly Problem[] }> {
  const { institutionId } = booking
  if (institutionId === null) return { offer: undefined, problems: [problem('VOUCHER_NOT_HELD')] }
  return offerOf(ctx, db, { ...booking, institutionId }, await grantsFor(db, institutionId, booking))
}

function grantsFor(db: Db, institutionId: string, { startsAt }: PricedBooking): Promise<Grant[]> {
  return usableGrants(db, institutionId, startsAt)
}

async function offerOf(
  ctx: Context,
  db: Db,
  booking: PricedBooking & { readonly institutionId: string },
  grants: readonly Grant[],
) {
  const { institutionId, priceFen } = booking
  const [instrument] = await instrumentsByIds(db, [booking.instrumentId])
  const { institutionId: providerId, originalValueFen } = present(instrument, booking.instrumentId)
  const programmeIds = [...new Set(grants.map((it) => it.programmeId))]
  const programmes = new Map(
    (await programmesByIds(db, programmeIds)).flatMap((it) => (it ? [[it.id, it]] : [])),
  )
  const bans = await bansOf(db, institutionId, programmeIds, ctx.now())
  const held: HeldVoucher<Grant>[] = grants.flatMap((grant) => {
    const programme = programmes.get(grant.programmeId)
    if (!programme) return []
    const { rules, budgetFen, reservedFen, capturedFen } = programme
    const budgetLeftFen = budgetFen - reservedFen - capturedFen
    return [{ grant, rules, budgetLeftFen, bannedUntil: bans.get(programme.id) }]
  })
  return bestOffer(held, { institutionId, providerId, instrumentValueFen: originalValueFen, priceFen })
}

/** Sets aside what a voucher pays of a booking that is being made; refuses with every reason where none does. */
export async function reserveVoucher(
  ctx: Context,
  trx: Trx,
  { bookingId, providerId, ...booking }: PricedBooking & { bookingId: string; providerId: string },
): Promise<VoucherReserve> {
  const { institutionId } = booking
  if (institutionId === null) throw new Rejection([problem('VOUCHER_NOT_HELD')])
  const known = await grantsFor(trx, institutionId, booking)
  await ctx.store.dialect.lock(trx, [...new Set(known.map((it) => programmeKey(it.programmeId)))])
  // Only what is locked may be used, as it is under the lock.
  const locked = new Set(known.map((it) => it.id))
  const grants = (await grantsFor(trx, institutionId, booking)).filter((it) => locked.has(it.id))
  const { offer, problems } = await offerOf(ctx, trx, { ...booking, institutionId }, grants)
  if (!offer) throw new Rejection(problems)
  const { id: grantId, programmeId } = offer.grant
  const reserve: VoucherReserve = {
    ...reserveOf(offer.coverFen),
    bookingId,
    programmeId,
    grantId,
    institutionId,
    providerId,
    reservedAt: ctx.now(),
    settledAt: null,
    version: 1,
    claimId: null,
    paidFen: 0,
    returnedFen: 0,
    returnReason: null,
  }
  const isLeft = await changeBalances(trx, reserve, { reservedFen: offer.coverFen, capturedFen: 0 })
  if (!isLeft) throw new Rejection([problem('VOUCHER_EXHAUSTED')])
  await insertReserve(trx, reserve)
  await move(ctx, trx, reserve, { kind: 'reserve', amountFen: offer.coverFen })
  await ctx.audit(ctx, trx, {
    action: 'reserveVoucher',
    subjectType: 'Booking',
    subjectId: bookingId,
    detail: { grantId, reservedFen: offer.coverFen },
  })
  return reserve
}

/**
 * What the voucher of a booking pays of what its use cost. The first time it is taken out of what was set aside, and the
 * rest is let go; where the use is put right afterwards it pays at most what it had paid, and gives the rest back.
 */
export async function settleVoucher(
  ctx: Context,
  trx: Trx,
  { bookingId, priceFen }: { readonly bookingId: string; readonly priceFen: Fen },
): Promise<Fen> {
  const reserve = await lockedReserve(ctx, trx, bookingId)
  if (!reserve || reserve.state === 'void') return 0
  const [programme] = await programmesByIds(trx, [reserve.programmeId])
  const { rules } = present(programme, reserve.programmeId)
  const most = reserve.state === 'reserved' ? reserve.reservedFen : reserve.capturedFen
  const coverFen = settledCover(rules, priceFen, most)
  if (reserve.state === 'captured') await lower(ctx, trx, reserve, { coverFen, reason: null })
  else await settle(ctx, trx, reserve, coverFen)
  return coverFen
}

async function settle(ctx: Context, trx: Trx, reserve: VoucherReserve, coverFen: Fen): Promise<void> {
  const after = present(
    coverFen > 0 ? capture(reserve, coverFen) : voidReserve(reserve),
    'a reserve that is open',
  )
  const settled = { ...reserve, ...after, settledAt: ctx.now(), version: reserve.version + 1 }
  await changed(trx, reserve, { reservedFen: 0 - reserve.reservedFen, capturedFen: coverFen })
  await updateReserveSettled(trx, settled)
  await move(ctx, trx, reserve, { kind: 'capture', amountFen: after.capturedFen })
  await move(ctx, trx, reserve, { kind: 'release', amountFen: after.releasedFen })
}

/** Takes back of what was captured what is more than `coverFen`. */
export async function lower(
  ctx: Context,
  trx: Trx,
  reserve: VoucherReserve,
  { coverFen, reason }: { readonly coverFen: Fen; readonly reason: string | null },
): Promise<void> {
  const backFen = reserve.capturedFen - coverFen
  if (backFen === 0) return
  await changed(trx, reserve, { reservedFen: 0, capturedFen: 0 - backFen })
  await updateReserveSettled(trx, {
    ...reserve,
    state: coverFen > 0 ? 'captured' : 'void',
    capturedFen: coverFen,
    releasedFen: reserve.releasedFen + backFen,
    returnedFen: Math.max(reserve.returnedFen, reserve.paidFen - coverFen),
    returnReason: reason ?? reserve.returnReason,
    version: reserve.version + 1,
  })
  await move(ctx, trx, reserve, { kind: 'clawback', amountFen: backFen })
}

async function changed(
  trx: Trx,
  reserve: VoucherReserve,
  change: Parameters<typeof changeBalances>[2],
): Promise<void> {
  if (!(await changeBalances(trx, reserve, change))) throw new Error(`the voucher of ${reserve.bookingId}`)
}

/** Lets go of what a booking set aside, once it is given up, refused or missed, or starts after its grant has ended. */
export async function voidVoucher(
  ctx: Context,
  trx: Trx,
  { subjectId: bookingId }: { readonly subjectId: string },
): Promise<void> {
  const [known] = await reservesByBookingIds(trx, [bookingId])
  if (known?.state !== 'reserved') return
  const [booking] = await bookingsByIds(trx, [bookingId])
  const { state, startsAt } = present(booking, `booking ${bookingId}`)
  const [grant] = await grantsByIds(trx, [known.grantId])
  const isOver = GIVEN_UP.has(state) || startsAt >= (grant?.expiresAt ?? 0)
  const reserve = isOver ? await lockedReserve(ctx, trx, bookingId) : undefined
  if (reserve?.state === 'reserved') await settle(ctx, trx, reserve, 0)
}

const GIVEN_UP: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'missed'])

/** The reserve of a booking as it is under the lock of its programme; undefined where there is none. */
export async function lockedReserve(
  ctx: Context,
  trx: Trx,
  bookingId: string,
): Promise<VoucherReserve | undefined> {
  const [known] = await reservesByBookingIds(trx, [bookingId])
  if (!known) return undefined
  await ctx.store.dialect.lock(trx, [programmeKey(known.programmeId)])
  const [reserve] = await reservesByBookingIds(trx, [bookingId])
  return reserve
}

async function move(
  ctx: Context,
  trx: Trx,
  { programmeId, grantId, bookingId, version }: VoucherReserve,
  moved: Pick<Movement, 'kind' | 'amountFen'>,
): Promise<void> {
  const movement = { ...moved, programmeId, grantId, bookingId, claimId: null, version }
  const actorId = ctx.viewer?.personId ?? null
  await insertMovement(trx, movement, { at: ctx.now(), actorId })
}

/** The reserve of each booking; null where there is none, or the viewer may not see it. */
export async function visibleReserves(
  ctx: Context,
  bookingIds: readonly string[],
): Promise<(VoucherReserve | null)[]> {
  const found = await reservesByBookingIds(ctx.store.db, bookingIds)
  return found.map((it) => (it && seesReserve(ctx, it) ? it : null))
}

function seesReserve(ctx: Context, { institutionId, providerId }: VoucherReserve): boolean {
  return [institutionId, providerId].some((it) => may(ctx.viewer, 'seeVouchers', { institutionId: it }))
}

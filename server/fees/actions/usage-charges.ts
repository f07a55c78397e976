/**
 * What a use costs. It is charged once, when the use is over; where the use is put right afterwards, the charge is taken
 * back by another one of a negative amount, and charged anew. Nothing in the ledger is changed.
 */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import type { Interval } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { usageByIds } from '../../usage/queries/records.ts'
import { sessionsByRecordIds } from '../../usage/queries/sessions.ts'
import { chargedSpans } from '../../usage/rules/sessions.ts'
import { settleVoucher } from '../../vouchers/actions/reserves.ts'
import { chargesOfBooking } from '../queries/charges.ts'
import type { BookingTerms } from '../queries/terms.ts'
import { basisOf, type ChargeBasis, linesOfBasis } from '../rules/basis.ts'
import type { PriceLine } from '../rules/price-lines.ts'
import { tariffFor, termsOf } from './booking-terms.ts'
import { charge } from './charges.ts'
import { standingCharges, takeBack } from './reversals.ts'

/**
 * Charges a use by its sessions, or puts right what was charged for it: also what was charged because nobody seemed to
 * come. Does nothing when it is charged like this already, or was waived.
 */
export async function chargeUsage(
  ctx: Context,
  trx: Trx,
  { subjectId }: { readonly subjectId: string },
): Promise<void> {
  const [found] = await usageByIds(trx, [subjectId])
  const usage = present(found, `usage ${subjectId}`)
  const endedAt = present(usage.endedAt, 'the end of the usage')
  const terms = await termsOf(trx, usage.bookingId)
  const spans = await spansOf(trx, usage.id)
  const { lines, basis } = await reckoned(trx, terms, spans)
  const all = await chargesOfBooking(trx, terms.bookingId)
  const standing = standingCharges(all)
  if (standing.some((it) => it.usageId !== null && (it.state === 'waived' || isSame(it.lines, lines)))) return
  const wrong = standing.filter((it) => it.state !== 'waived')
  for (const it of wrong) await takeBack(ctx, trx, it, 'corrected')
  if (!basis) {
    await settleVoucher(ctx, trx, { bookingId: terms.bookingId, priceFen: 0 })
    return
  }
  const count = all.filter((it) => it.usageId !== null && it.reversesId === null).length
  const id = count === 0 ? `usage:${usage.id}` : `usage:${usage.id}:${count + 1}`
  const isSettled = wrong.some((it) => it.state !== 'open')
  await charge(ctx, trx, terms, {
    id,
    usageId: usage.id,
    lines,
    basis,
    occurredAt: isSettled ? ctx.now() : endedAt,
  })
}

async function spansOf(trx: Trx, usageId: string): Promise<readonly Interval[]> {
  const [sessions = []] = await sessionsByRecordIds(trx, [usageId])
  return chargedSpans(sessions.flatMap((it) => (it.endsAt === null ? [] : [{ ...it, endsAt: it.endsAt }])))
}

/** Nothing is reckoned, and no tariff is asked for, where nothing was used. */
async function reckoned(
  trx: Trx,
  terms: BookingTerms,
  used: readonly Interval[],
): Promise<{ readonly lines: readonly PriceLine[]; readonly basis?: ChargeBasis }> {
  if (used.length === 0) return { lines: [] }
  const tariff = await tariffFor(trx, terms)
  const basis = basisOf(tariff, terms, { kind: 'use', used })
  return { lines: linesOfBasis(tariff, basis), basis }
}

/** Whether the same was charged; what a voucher paid of it is no part of the price. */
function isSame(charged: readonly PriceLine[], b: readonly PriceLine[]): boolean {
  const a = charged.filter((it) => it.kind !== 'voucher')
  return JSON.stringify(a) === JSON.stringify(b)
}

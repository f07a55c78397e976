/** The bureau takes back what a voucher paid, because the enterprise had no right to it; and may shut it out. */

import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { addDays, dateOf, dayInterval, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { insertBan } from '../queries/programmes.ts'
import { reservesByBookingIds, type VoucherReserve } from '../queries/reserves.ts'
import { reasonProblems } from '../rules/claims.ts'
import { programmeById } from './programmes.ts'
import { lockedReserve, lower } from './reserves.ts'

export type ClawBack = { readonly bookingId: string; readonly reason: string; readonly ban: boolean }

/** Takes back a line that was paid. What the customer owes the provider is between the enterprise and the bureau by then. */
export async function clawBack(ctx: Context, { bookingId, reason, ban }: ClawBack): Promise<VoucherReserve> {
  const { personId } = authorise(ctx.viewer, 'reviewVouchers')
  const [known] = await reservesByBookingIds(ctx.store.db, [bookingId])
  if (!known) throw new Rejection([problem('VOUCHER_LINE_NOT_PAID', [bookingId])])
  const { programmeId, institutionId } = known
  const { rules } = await programmeById(ctx.store.db, programmeId)
  return ctx.store.transact(async (trx) => {
    const reserve = present(await lockedReserve(ctx, trx, bookingId), bookingId)
    const isPaid = reserve.paidFen > reserve.returnedFen && reserve.state === 'captured'
    refuse([...(isPaid ? [] : [problem('VOUCHER_LINE_NOT_PAID', [bookingId])]), ...reasonProblems(reason)])
    const now = ctx.now()
    await lower(ctx, trx, reserve, { coverFen: 0, reason: reason.trim() })
    if (ban && rules.banYears > 0) {
      const imposed = { imposedAt: now, imposedBy: personId, reason: reason.trim() }
      await insertBan(trx, { institutionId, programmeId, endsAt: banEnd(now, rules.banYears), ...imposed })
    }
    await ctx.audit(ctx, trx, {
      action: 'clawBackVoucher',
      subjectType: 'Booking',
      subjectId: bookingId,
      detail: { programmeId, institutionId, amountFen: reserve.paidFen, reason: reason.trim(), ban },
    })
    const [after] = await reservesByBookingIds(trx, [bookingId])
    return present(after, bookingId)
  })
}

/** So many years of 365 days from today. */
function banEnd(now: Instant, years: number): Instant {
  return dayInterval(addDays(dateOf(now, DEFAULT_ZONE), years * 365), DEFAULT_ZONE).startsAt
}

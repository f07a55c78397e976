/** Where vouchers meet prices: what they pay of a quote, of a booking that is made, and of a charge. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Problem } from '../../kernel/problem.ts'
import { reserveVoucher, settleVoucher, voucherOffer } from '../../vouchers/actions/reserves.ts'
import type { Charge } from '../queries/charges.ts'
import { insertTransfer } from '../queries/ledger.ts'
import { voucherReversalTransfer, voucherTransfer } from '../rules/ledger.ts'
import { priceLines, totalOf } from '../rules/pricing.ts'
import { tariffFor, termsOf } from './booking-terms.ts'

/** What a voucher would pay of a price. */
export type VoucherQuote = {
  /** 0 where it pays nothing. */
  readonly coverFen: Fen
  readonly programmeId: string | null
  readonly problems: readonly Problem[]
}

/** What a voucher of the customer's institution would pay of a booking. */
export async function voucherQuote(
  ctx: Context,
  booking: Parameters<typeof voucherOffer>[2],
): Promise<VoucherQuote> {
  const { offer, problems } = await voucherOffer(ctx, ctx.store.db, booking)
  return { coverFen: offer?.coverFen ?? 0, programmeId: offer?.grant.programmeId ?? null, problems }
}

/** Sets aside what a voucher pays of a booking that is being made, where its customer wishes it. */
export async function payByVoucher(
  ctx: Context,
  trx: Trx,
  { subjectId, useVoucher }: { readonly subjectId: string; readonly useVoucher?: true },
): Promise<void> {
  if (useVoucher !== true) return
  const terms = await termsOf(trx, subjectId)
  const tariff = await tariffFor(trx, terms)
  await reserveVoucher(ctx, trx, {
    bookingId: subjectId,
    instrumentId: terms.instrumentId,
    providerId: terms.ownerId,
    institutionId: terms.customerInstitutionId,
    startsAt: terms.reserved.startsAt,
    priceFen: totalOf(priceLines(tariff, terms.reserved, terms.timeZone)),
  })
}

/** A charge of which a voucher pays a part; as it was, where none does. */
export async function lessVoucher(ctx: Context, trx: Trx, charge: Charge): Promise<Charge> {
  if (charge.usageId === null) return charge
  const { bookingId, amountFen, lines } = charge
  const voucherFen = await settleVoucher(ctx, trx, { bookingId, priceFen: amountFen })
  if (voucherFen === 0) return charge
  const line = { kind: 'voucher', amountFen: 0 - voucherFen, facts: {} } as const
  return { ...charge, voucherFen, amountFen: amountFen - voucherFen, lines: [...lines, line] }
}

/** The programme owes what the voucher pays of a charge. */
export async function postVoucher(
  ctx: Context,
  trx: Trx,
  { id, voucherFen, ...parties }: Charge,
): Promise<void> {
  if (voucherFen > 0) await insertTransfer(trx, voucherTransfer(id, parties, voucherFen), ctx.now())
}

/** The programme owes nothing for a charge any more, because it is taken back or let go. */
export async function postVoucherBack(
  ctx: Context,
  trx: Trx,
  { id, voucherFen, ...parties }: Charge,
): Promise<void> {
  if (voucherFen > 0) await insertTransfer(trx, voucherReversalTransfer(id, parties, voucherFen), ctx.now())
}

/** A charge as it is without its voucher, whose money is let go. */
export async function withoutVoucher(ctx: Context, trx: Trx, charge: Charge): Promise<Charge> {
  const { bookingId, voucherFen, amountFen, lines } = charge
  if (voucherFen === 0) return charge
  await settleVoucher(ctx, trx, { bookingId, priceFen: 0 })
  await postVoucherBack(ctx, trx, charge)
  return {
    ...charge,
    voucherFen: 0,
    amountFen: amountFen + voucherFen,
    lines: lines.filter((it) => it.kind !== 'voucher'),
  }
}

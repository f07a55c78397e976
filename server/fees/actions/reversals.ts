/** Charges that are taken back: by another one of the opposite amount, because nothing in the ledger is changed. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { type Charge, chargesOfBooking, insertCharge } from '../queries/charges.ts'
import { insertTransfer } from '../queries/ledger.ts'
import { reversalTransfer } from '../rules/ledger.ts'
import type { PriceLine, ReversalCause } from '../rules/price-lines.ts'
import { settlementKey } from '../rules/statements.ts'
import { openMomentFrom } from './periods.ts'
import { postVoucherBack } from './voucher-payments.ts'

/** Takes the fee for a late cancellation back, because others took the time again; not what was waived. */
export async function takeBackCancellation(
  ctx: Context,
  trx: Trx,
  { subjectId }: { readonly subjectId: string },
): Promise<void> {
  const standing = standingCharges(await chargesOfBooking(trx, subjectId))
  const fees = standing.filter((it) => it.id === cancellationId(subjectId) && it.state !== 'waived')
  for (const it of fees) await takeBack(ctx, trx, it, 'replaced')
}

/** The id of the charge for a late cancellation. */
export function cancellationId(bookingId: string): string {
  return `cancellation:${bookingId}`
}

/** Those of the charges of a booking that are not taken back, and do not take back another. */
export function standingCharges(all: readonly Charge[]): readonly Charge[] {
  const reversed = new Set(all.map((it) => it.reversesId))
  return all.filter((it) => it.reversesId === null && !reversed.has(it.id))
}

/** Takes a charge back. What is on no statement yet is taken back in its own period, anything else now. */
export async function takeBack(ctx: Context, trx: Trx, wrong: Charge, cause: ReversalCause): Promise<void> {
  await ctx.store.dialect.lock(trx, [settlementKey(wrong)])
  const { amountFen } = wrong
  const at = wrong.state === 'open' ? wrong.occurredAt : ctx.now()
  const line: PriceLine = { kind: 'reversal', amountFen: 0 - amountFen, facts: { cause } }
  await insertCharge(trx, {
    ...wrong,
    id: `reversal:${wrong.id}`,
    amountFen: 0 - amountFen,
    waivedFen: 0,
    voucherFen: 0 - wrong.voucherFen,
    lines: [line],
    state: 'open',
    occurredAt: await openMomentFrom(ctx, trx, { providerId: wrong.providerId, at }),
    statementId: null,
    waiverReason: null,
    reversesId: wrong.id,
  })
  const grossFen = amountFen + wrong.voucherFen
  if (grossFen > 0) await insertTransfer(trx, reversalTransfer(wrong.id, wrong, grossFen), ctx.now())
  await postVoucherBack(ctx, trx, wrong)
}

/** The one table "when X happened, also do Y", in the same transaction. What leaves the process reads the outbox. */

import {
  excuseCancelledConduct,
  recordCancelledConduct,
  recordMissedConduct,
} from './booking/actions/conduct.ts'
import { settleGivenUp } from './booking/actions/given-up.ts'
import { releaseHoldsOfGroup } from './booking/actions/holds.ts'
import { offerAfterChange } from './booking/actions/waiting-list.ts'
import type { Context, DomainEvent } from './context.ts'
import type { Trx } from './database.ts'
import { chargeLateCancellation, chargeMissed, requireTariff } from './fees/actions/charges.ts'
import { takeBackCancellation } from './fees/actions/reversals.ts'
import { payByVoucher } from './fees/actions/voucher-payments.ts'
import { chargeUsage } from './fees/actions/usage-charges.ts'
import type { Interval } from './kernel/interval.ts'
import { appendOutboxEvent } from './platform/outbox.ts'
import { refreshDays } from './statistics/actions/facts.ts'
import { recordPublication, recordWithdrawal } from './statistics/actions/publications.ts'
import { recordUseConduct } from './usage/actions/conduct.ts'
import { voidVoucher } from './vouchers/actions/reserves.ts'

type Handler = (ctx: Context, trx: Trx, event: Told) => Promise<void>

/** What every event carries; `touched` is the time that a correction is about, `useVoucher` what a customer wishes. */
type Told = { readonly subjectId: string; readonly touched?: Interval; readonly useVoucher?: true }

const HANDLERS: Partial<Record<DomainEvent['type'], readonly Handler[]>> = {
  'booking.booked': [requireTariff, settleGivenUp, payByVoucher],
  'booking.cancelled': [chargeLateCancellation, recordCancelledConduct, voidVoucher],
  'booking.changed': [requireTariff, settleGivenUp, voidVoucher],
  'booking.missed': [chargeMissed, recordMissedConduct, voidVoucher],
  'time.retaken': [takeBackCancellation, excuseCancelledConduct],
  'group.dissolved': [releaseHoldsOfGroup],
  'instrument.published': [recordPublication, offerAfterChange],
  'instrument.updated': [offerAfterChange],
  'instrument.withdrawn': [recordWithdrawal],
  'usage.corrected': [chargeUsage, refreshDays, recordUseConduct],
  'usage.recorded': [chargeUsage, refreshDays, recordUseConduct],
}

/** Runs every handler of an event, then writes it to the outbox. */
export const emit = emitWithout()

/** The same without some handlers, for bulk work that does once at the end what they do each time. */
export function emitWithout(...left: readonly Handler[]): Context['emit'] {
  return async (ctx: Context, trx: Trx, event: DomainEvent) => {
    for (const handle of HANDLERS[event.type] ?? []) if (!left.includes(handle)) await handle(ctx, trx, event)
    const { type, subjectId, ...payload } = event
    await appendOutboxEvent(trx, { at: ctx.now(), type, subjectId, payload })
  }
}

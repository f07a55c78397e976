/** The one table "when X happened, also do Y", in the same transaction. What leaves the process reads the outbox. */

import type { Context, DomainEvent } from './context.ts'
import type { Trx } from './database.ts'
import { chargeLateCancellation, chargeMissed, chargeUsage, requireTariff } from './fees/actions/charges.ts'
import { appendOutboxEvent } from './platform/outbox.ts'
import { refreshDays } from './statistics/actions/facts.ts'
import { recordPublication, recordWithdrawal } from './statistics/actions/publications.ts'

type Handler = (ctx: Context, trx: Trx, event: { readonly subjectId: string }) => Promise<void>

const HANDLERS: Partial<Record<DomainEvent['type'], readonly Handler[]>> = {
  'booking.booked': [requireTariff],
  'booking.cancelled': [chargeLateCancellation],
  'booking.changed': [requireTariff],
  'booking.missed': [chargeMissed],
  'instrument.published': [recordPublication],
  'instrument.withdrawn': [recordWithdrawal],
  'usage.recorded': [chargeUsage, refreshDays],
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

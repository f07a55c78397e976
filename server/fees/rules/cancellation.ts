/** What it costs to cancel late, or not to come. */

import type { BookingChangeKind } from '../../booking/rules/states.ts'
import { type Instant, type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import type { PriceLine } from './price-lines.ts'
import { costAndSubsidy, priceLines } from './pricing.ts'
import type { Rates } from './tariffs.ts'

export type Cancellation = {
  readonly reserved: Interval
  /** When it is cancelled; for a missed booking any moment from its start on. */
  readonly at: Instant
  /** True when it costs nothing: the owner of the instrument cancels, or the platform, or it was only asked for. */
  readonly isFree: boolean
  /** True when nobody cancelled and nobody came. */
  readonly missed: boolean
}

/** Whether a booking has ever been certain: one that only waited for approval is given back freely. */
export function wasConfirmed(changes: readonly { readonly what: BookingChangeKind }[]): boolean {
  return changes.some((it) => it.what === 'booked' || it.what === 'approved')
}

/**
 * The fee at the given moment, as one line; empty when there is none. The fee is due from the notice on, that moment
 * included, and is never more than the price of the booking; where the tariff says so it is the whole price.
 */
export function cancellationLines(
  rates: Rates,
  cancellation: Cancellation,
  zone: string,
): readonly PriceLine[] {
  const { reserved, at, isFree, missed } = cancellation
  const noticeMinutes = rates.cancelNoticeMinutes
  if (isFree || noticeMinutes === 0 || at < reserved.startsAt - noticeMinutes * MINUTE_MS) return []
  const { costFen, subsidyFen } = costAndSubsidy(priceLines(rates, reserved, zone))
  const isFull = rates.fullPriceWhenLate === true
  const priceFen = costFen - subsidyFen
  const amountFen = isFull ? costFen : Math.min(rates.cancelFeeFen, priceFen)
  if (amountFen === 0) return []
  const capped = !isFull && amountFen < rates.cancelFeeFen
  const fee: PriceLine = { kind: 'cancellation', amountFen, facts: { noticeMinutes, missed, capped } }
  return isFull && subsidyFen > 0 ? [fee, { kind: 'subsidy', amountFen: -subsidyFen, facts: {} }] : [fee]
}

/** Whether a booking may be given up by somebody: his own always, that of somebody else for a reason. */
export function mayCancel(isOwn: boolean, reason: string | null): boolean {
  return isOwn || (reason ?? '').trim() !== ''
}

/** What a charge is reckoned from, kept with it, so that it can be reckoned again: by its own tariff, or by any other. */

import type { Instant, Interval } from '../../kernel/interval.ts'
import { spansToBill } from './billed-spans.ts'
import { cancellationLines } from './cancellation.ts'
import type { PriceLine } from './price-lines.ts'
import { ENGINE_VERSION, priceLinesOfAll } from './pricing.ts'
import type { Rates, Tariff } from './tariffs.ts'

export type ChargeBasis = {
  /** Of the rules by which it was reckoned. */
  readonly engine: number
  readonly tariffId: string
  /** IANA name: in it fall the rate windows. */
  readonly timeZone: string
  readonly reserved: Interval
  readonly cause: ChargeCause
}

/** Why something is charged: what was used, each moment once; or when it was given up. */
export type ChargeCause =
  | { readonly kind: 'use'; readonly used: readonly Interval[] }
  | { readonly kind: 'cancelled' | 'missed'; readonly at: Instant }

/** What a booking is charged by under a tariff. */
export function basisOf(
  { id: tariffId }: Pick<Tariff, 'id'>,
  { reserved, timeZone }: Pick<ChargeBasis, 'reserved' | 'timeZone'>,
  cause: ChargeCause,
): ChargeBasis {
  return { engine: ENGINE_VERSION, tariffId, timeZone, reserved, cause }
}

/** The price by some rates, line by line; empty where nothing is due. */
export function linesOfBasis(
  rates: Rates,
  { reserved, timeZone, cause }: Omit<ChargeBasis, 'engine' | 'tariffId'>,
): readonly PriceLine[] {
  if (cause.kind === 'use') {
    return cause.used.length === 0
      ? []
      : priceLinesOfAll(rates, spansToBill(rates.mode, reserved, cause.used), timeZone)
  }
  const given = { reserved, at: cause.at, isFree: false, missed: cause.kind === 'missed' }
  return cancellationLines(rates, given, timeZone)
}

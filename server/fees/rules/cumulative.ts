/** Discounts on what a customer has been charged in a period: a percentage off the part above each threshold. */

import { type Fen, percentOf, roundHalfUp, sumRatios } from '../../kernel/money.ts'

/** Off the part of the period's charges above `aboveFen`, up to the next threshold. */
export type CumulativeTier = { readonly aboveFen: Fen; readonly percent: number }

/** The discount on a charge after so much has been charged, before discounts; a charge that crosses a threshold is split. */
export function cumulativeDiscount(chargedFen: Fen, newFen: Fen, tiers: readonly CumulativeTier[]): Fen {
  const ascending = tiers.toSorted((a, b) => a.aboveFen - b.aboveFen)
  const discounts = ascending.map(({ aboveFen, percent }, i) => {
    const upTo = Math.min(chargedFen + newFen, ascending[i + 1]?.aboveFen ?? Infinity)
    return percentOf(Math.max(0, upTo - Math.max(chargedFen, aboveFen)), percent)
  })
  return roundHalfUp(sumRatios(discounts))
}

/** Charges in their order, each less its discount. */
export function discountedCharges(
  grossFen: readonly Fen[],
  tiers: readonly CumulativeTier[],
  chargedFen: Fen = 0,
): readonly Fen[] {
  let before = chargedFen
  return grossFen.map((fen) => {
    const net = fen - cumulativeDiscount(before, fen, tiers)
    before += fen
    return net
  })
}

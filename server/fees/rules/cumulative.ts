/** Discounts on what a customer has been charged in a period: a percentage off the part above each threshold. */

import { addRatios, type Fen, type FenRatio, percentOf, roundHalfUp } from '../../kernel/money.ts'

/** Off the part of the period's charges above `aboveFen`, up to the next threshold. */
export type CumulativeTier = { readonly aboveFen: Fen; readonly percent: number }

/** The discount on a charge after so much has been charged, before discounts; a charge that crosses a threshold is split. */
export function cumulativeDiscount(chargedFen: Fen, newFen: Fen, tiers: readonly CumulativeTier[]): Fen {
  const ascending = tiers.toSorted((a, b) => a.aboveFen - b.aboveFen)
  const none: FenRatio = { numerator: 0n, denominator: 1n }
  const discount = ascending.reduce((sum, { aboveFen, percent }, i) => {
    const upTo = Math.min(chargedFen + newFen, ascending[i + 1]?.aboveFen ?? Infinity)
    const part = upTo - Math.max(chargedFen, aboveFen)
    return part > 0 ? addRatios(sum, percentOf(part, percent)) : sum
  }, none)
  return roundHalfUp(discount)
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

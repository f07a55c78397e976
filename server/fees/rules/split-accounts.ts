/** One charge or quantity over several accounts, by percentages. */

import { type Fen, percentOf, ratioOf, roundDown } from '../../kernel/money.ts'

export type Share = { readonly percent: number; readonly takesRemainder: boolean }

/** Whether these shares can be: two or more, none negative, together 100 %, one of which takes the remainder. */
export function areShares(shares: readonly Share[]): boolean {
  const hundred = ratioOf(100).numerator
  return (
    shares.length >= 2 &&
    shares.every((it) => it.percent >= 0) &&
    shares.reduce((sum, it) => sum + ratioOf(it.percent).numerator, 0n) === hundred &&
    shares.filter((it) => it.takesRemainder).length === 1
  )
}

/** Each share rounded down to the fen, what is left to the flagged one; an amount taken back splits as it was split. */
export function splitFen(totalFen: Fen, shares: readonly Share[]): readonly Fen[] {
  const sign = totalFen < 0 ? -1 : 1
  const size = Math.abs(totalFen)
  const floored = shares.map((it) => roundDown(percentOf(size, it.percent)))
  const rest = size - floored.reduce((sum, it) => sum + it, 0)
  return floored.map((fen, i) => sign * (shares[i]?.takesRemainder ? fen + rest : fen) + 0)
}

/** The part of a quantity that falls on each share. */
export function splitQuantity(quantity: number, shares: readonly Share[]): readonly number[] {
  return shares.map((it) => (quantity * it.percent) / 100)
}

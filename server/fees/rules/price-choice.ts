/** Which of several prices counts for a customer. */

import type { Fen } from '../../kernel/money.ts'

export type PriceOffer = {
  readonly name: string
  /** What the customer pays in the end. */
  readonly netFen: Fen
  readonly isBase: boolean
  /** Whether the customer may buy at this price at all. */
  readonly isOpen: boolean
}

/** The cheapest net price; at a tie the base class, then the first name. Undefined where none is open. */
export function cheapestOffer<T extends PriceOffer>(offers: readonly T[]): T | undefined {
  return offers
    .filter((it) => it.isOpen)
    .toSorted(
      (a, b) =>
        a.netFen - b.netFen ||
        Number(b.isBase) - Number(a.isBase) ||
        (a.name < b.name ? -1 : Number(a.name > b.name)),
    )[0]
}

/** The price for anybody without a tag that has one. */
export const ANYBODY = '*'

/** The first tag, by weight, that has a price; else the price for anybody. Undefined where there is none. */
export function taggedPrice<T>(
  tagsByWeight: readonly string[],
  prices: ReadonlyMap<string, T>,
): { readonly tag: string; readonly price: T } | undefined {
  for (const tag of [...tagsByWeight, ANYBODY]) {
    const price = prices.get(tag)
    if (price !== undefined) return { tag, price }
  }
  return undefined
}

/** Money in two phases: it is set aside, then taken, or let go; once. */

import type { Fen } from '../../kernel/money.ts'

export type Reserve = {
  readonly reservedFen: Fen
  readonly state: 'reserved' | 'captured' | 'void'
  readonly capturedFen: Fen
  readonly releasedFen: Fen
}

export function reserveOf(reservedFen: Fen): Reserve {
  return { reservedFen, state: 'reserved', capturedFen: 0, releasedFen: 0 }
}

/** Takes a part, at most all, and lets the rest go. Undefined where it cannot be. */
export function capture(reserve: Reserve, amountFen: Fen): Reserve | undefined {
  if (reserve.state !== 'reserved' || amountFen < 0 || amountFen > reserve.reservedFen) return undefined
  return {
    ...reserve,
    state: 'captured',
    capturedFen: amountFen,
    releasedFen: reserve.reservedFen - amountFen,
  }
}

/** Lets all of it go. Undefined where it was taken or let go before. */
export function voidReserve(reserve: Reserve): Reserve | undefined {
  if (reserve.state !== 'reserved') return undefined
  return { ...reserve, state: 'void', releasedFen: reserve.reservedFen }
}

/** Postings of which those with a reference that was posted before are the first one again. */
export function postedOnce<T extends { readonly reference: string }>(postings: readonly T[]): readonly T[] {
  const seen = new Set<string>()
  return postings.filter(({ reference }) => {
    const isNew = !seen.has(reference)
    seen.add(reference)
    return isNew
  })
}

/** Payments less what the ledger says: anything but 0, of either sign, is wrong. */
export function drift(ledgerFen: Fen, paymentsFen: Fen): { readonly driftFen: Fen; readonly isOk: boolean } {
  const driftFen = paymentsFen - ledgerFen
  return { driftFen, isOk: driftFen === 0 }
}

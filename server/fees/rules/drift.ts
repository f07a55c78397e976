/** By how much the ledger differs from what was charged, waived and paid. Anything but 0, of either sign, is wrong. */

import type { Fen } from '../../kernel/money.ts'
import { type Balance, balancesOf, type Settled } from './ledger.ts'

/** The largest difference of an account, whichever sign it has. */
export function driftOf(balances: readonly Balance[], { chargedFen, waivedFen, paidFen }: Settled): Fen {
  const expected = {
    receivable: chargedFen - waivedFen - paidFen,
    income: 0 - chargedFen,
    clearing: paidFen,
    waivers: waivedFen,
  }
  return balancesOf(balances)
    .map((it) => it.balanceFen - expected[it.kind])
    .reduce((worst, it) => (Math.abs(it) > Math.abs(worst) ? it : worst), 0)
}

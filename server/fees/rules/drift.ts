/** By how much the ledger differs from what was charged, waived, paid by vouchers and paid. Anything but 0, of either sign, is wrong. */

import type { Fen } from '../../kernel/money.ts'
import { type Balance, balancesOf, expectedBalances, type Settled } from './ledger.ts'

/** The largest difference of an account, whichever sign it has. */
export function driftOf(balances: readonly Balance[], settled: Settled): Fen {
  const expected = expectedBalances(settled)
  return balancesOf(balances)
    .map((it) => it.balanceFen - expected[it.kind])
    .reduce((worst, it) => (Math.abs(it) > Math.abs(worst) ? it : worst), 0)
}

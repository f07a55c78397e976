/** Prepaid accounts: what was paid in, what was spent, what may still be spent. */

import type { Fen } from '../../kernel/money.ts'

export type PrepaidAccount = {
  /** All that was paid in, confirmed or not. */
  readonly incomeFen: Fen
  readonly confirmedFen: Fen
  readonly spentFen: Fen
  readonly balanceFen: Fen
  readonly creditLineFen: Fen
}

export type PrepaidMovement =
  | { readonly kind: 'top_up'; readonly amountFen: Fen; readonly isConfirmed: boolean }
  | { readonly kind: 'charge'; readonly amountFen: Fen }
  | { readonly kind: 'credit_line'; readonly amountFen: Fen }

/** The account afterwards: a top-up that waits is income and no balance; a charge counts at once; a credit line is no money. */
export function afterMovement(account: PrepaidAccount, movement: PrepaidMovement): PrepaidAccount {
  const { amountFen } = movement
  if (movement.kind === 'credit_line') return { ...account, creditLineFen: amountFen }
  if (movement.kind === 'charge') {
    return {
      ...account,
      spentFen: account.spentFen + amountFen,
      balanceFen: account.balanceFen - amountFen,
    }
  }
  const confirmed = movement.isConfirmed ? amountFen : 0
  return {
    ...account,
    incomeFen: account.incomeFen + amountFen,
    confirmedFen: account.confirmedFen + confirmed,
    balanceFen: account.balanceFen + confirmed,
  }
}

/** Whether the customer may use instruments: not once he owes more than his credit line. */
export function mayUse({
  balanceFen,
  creditLineFen,
}: Pick<PrepaidAccount, 'balanceFen' | 'creditLineFen'>): boolean {
  return balanceFen + creditLineFen >= 0
}

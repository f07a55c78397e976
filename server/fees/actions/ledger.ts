/** Whether the books agree. */

import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import type { Fen } from '../../kernel/money.ts'
import { ledgerTotals } from '../queries/ledger.ts'
import { ACCOUNT_NAMES, type AccountKind, balancesOf, isBalanced } from '../rules/ledger.ts'

export type AccountBalance = {
  readonly kind: AccountKind
  readonly nameZh: string
  readonly nameEn: string
  readonly balanceFen: Fen
}

export type LedgerCheck = {
  readonly balanced: boolean
  readonly debitFen: Fen
  readonly creditFen: Fen
  readonly transferCount: number
  readonly balances: readonly AccountBalance[]
}

/** Adds the whole ledger up, of one provider for its finance or (null) of the city, and holds it against the charges. */
export async function ledgerCheck(ctx: Context, providerId: string | null): Promise<LedgerCheck> {
  authorise(ctx.viewer, 'seeLedger', { institutionId: providerId })
  const { balances, transferCount, settled } = await ledgerTotals(ctx.store.db, providerId)
  return {
    balanced: isBalanced(balances, settled),
    debitFen: balances.reduce((sum, it) => sum + it.debitFen, 0),
    creditFen: balances.reduce((sum, it) => sum + it.creditFen, 0),
    transferCount,
    balances: balancesOf(balances).map((it) => {
      const { zh: nameZh, en: nameEn } = ACCOUNT_NAMES[it.kind]
      return { ...it, nameZh, nameEn }
    }),
  }
}

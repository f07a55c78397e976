/**
 * Double entry: every amount leaves one account and enters another, so all balances together are zero. Nothing is
 * changed afterwards; what was wrong is put right by a further transfer.
 */

import type { Fen } from '../../kernel/money.ts'

/** `receivable`: owed by the payer. `income`: earned. `clearing`: confirmed as paid, outside. `waivers`: let go. `voucher`: owed by a voucher programme. */
export const ACCOUNT_KINDS = ['receivable', 'income', 'clearing', 'waivers', 'voucher'] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

/** What accountants call the accounts. */
export const ACCOUNT_NAMES = {
  receivable: { zh: '应收账款', en: 'Receivable' },
  income: { zh: '服务收入', en: 'Service income' },
  clearing: { zh: '已确认收款', en: 'Confirmed payments' },
  waivers: { zh: '费用减免', en: 'Waivers' },
  voucher: { zh: '应收创新券', en: 'Vouchers receivable' },
} as const satisfies Record<AccountKind, { readonly zh: string; readonly en: string }>

/** Every provider has one account of each kind for each of its payers. */
export type Account = { readonly kind: AccountKind; readonly providerId: string; readonly payerId: string }

export type Transfer = {
  /** Derived from the cause: the same cause twice is the same id, which the primary key refuses. */
  readonly id: string
  readonly debit: Account
  readonly credit: Account
  readonly amountFen: Fen
}

type Parties = { readonly providerId: string; readonly payerId: string }

export function accountId({ kind, providerId, payerId }: Account): string {
  return `${kind}:${providerId}:${payerId}`
}

/** A charge: the payer owes it, the provider has earned it. */
export function chargeTransfer(chargeId: string, parties: Parties, amountFen: Fen): Transfer {
  return transfer(`charge:${chargeId}`, parties, ['receivable', 'income'], amountFen)
}

/** A waiver: the payer owes it no longer. */
export function waiverTransfer(chargeId: string, parties: Parties, amountFen: Fen): Transfer {
  return transfer(`waiver:${chargeId}`, parties, ['waivers', 'receivable'], amountFen)
}

/** A voucher pays a part of a charge: its programme owes that, and the payer no longer. */
export function voucherTransfer(chargeId: string, parties: Parties, amountFen: Fen): Transfer {
  return transfer(`voucher:${chargeId}`, parties, ['voucher', 'receivable'], amountFen)
}

/** A voucher pays no part of a charge any more. */
export function voucherReversalTransfer(chargeId: string, parties: Parties, amountFen: Fen): Transfer {
  return transfer(`voucher-reversal:${chargeId}`, parties, ['receivable', 'voucher'], amountFen)
}

/** A charge that is taken back: the payer owes it no longer, the provider has not earned it. */
export function reversalTransfer(chargeId: string, parties: Parties, amountFen: Fen): Transfer {
  return transfer(`reversal:${chargeId}`, parties, ['income', 'receivable'], amountFen)
}

/** A confirmed payment. */
export function paymentTransfer(
  payment: { readonly statementId: string; readonly reference: string },
  parties: Parties,
  amountFen: Fen,
): Transfer {
  const id = `payment:${payment.statementId}:${payment.reference}`
  return transfer(id, parties, ['clearing', 'receivable'], amountFen)
}

/** A payment that is taken back: the payer owes it again. */
export function paymentReversalTransfer(paymentId: string, parties: Parties, amountFen: Fen): Transfer {
  return transfer(`payment-reversal:${paymentId}`, parties, ['receivable', 'clearing'], amountFen)
}

function transfer(
  id: string,
  { providerId, payerId }: Parties,
  [debit, credit]: readonly [AccountKind, AccountKind],
  amountFen: Fen,
): Transfer {
  return {
    id,
    debit: { kind: debit, providerId, payerId },
    credit: { kind: credit, providerId, payerId },
    amountFen,
  }
}

export type Balance = { readonly kind: AccountKind; readonly debitFen: Fen; readonly creditFen: Fen }

/** What charges, waivers, vouchers and payments say the ledger must hold. */
export type Settled = {
  readonly chargedFen: Fen
  readonly waivedFen: Fen
  readonly paidFen: Fen
  readonly voucherFen: Fen
}

/** Debits less credits of each kind of account, in the order of `ACCOUNT_KINDS`; 0 for a kind without transfers. */
export function balancesOf(
  balances: readonly Balance[],
): readonly { readonly kind: AccountKind; readonly balanceFen: Fen }[] {
  return ACCOUNT_KINDS.map((kind) => ({
    kind,
    balanceFen: balances
      .filter((it) => it.kind === kind)
      .reduce((sum, it) => sum + it.debitFen - it.creditFen, 0),
  }))
}

/** The balance that each kind of account must have. */
export function expectedBalances({
  chargedFen,
  waivedFen,
  paidFen,
  voucherFen,
}: Settled): Readonly<Record<AccountKind, Fen>> {
  return {
    receivable: chargedFen - waivedFen - voucherFen - paidFen,
    income: 0 - chargedFen,
    clearing: paidFen,
    waivers: waivedFen,
    voucher: voucherFen,
  }
}

/** True when debits and credits are equal and no balance differs, to either side, from what was settled. */
export function isBalanced(balances: readonly Balance[], settled: Settled): boolean {
  const expected = expectedBalances(settled)
  const found = balancesOf(balances)
  const total = found.reduce((sum, it) => sum + it.balanceFen, 0)
  return total === 0 && found.every((it) => it.balanceFen === expected[it.kind])
}

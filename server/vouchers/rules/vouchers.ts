/**
 * What a voucher programme pays of a service. In this order: the lesser of invoice and contract, less what is excluded;
 * the rate, by tier; the cap of an order; what is left of the user's year; what is left of the budget. Then rounded down
 * to the fen, because the public purse pays.
 */

import { type Fen, percentOf, roundDown, sumRatios } from '../../kernel/money.ts'

/** `percent` of the part of the base up to `upToFen`, from the tier before on; null: of all the rest. */
export type VoucherTier = { readonly upToFen: Fen | null; readonly percent: number }

export type VoucherRules = {
  readonly tiers: readonly VoucherTier[]
  /** A base of at most this is paid in full; 0: none is. */
  readonly fullCoverLimitFen: Fen
  readonly perOrderFen?: Fen
}

export type VoucherClaim = {
  readonly contractFen: Fen
  readonly invoiceFen: Fen
  readonly excludedFen: Fen
  /** Left of the user's grant or year, and of the programme's budget. */
  readonly userLeftFen: Fen
  readonly budgetLeftFen: Fen
}

/** What the voucher pays; the customer pays the rest. */
export function voucherCover(rules: VoucherRules, claim: VoucherClaim): Fen {
  const base = Math.max(0, Math.min(claim.invoiceFen, claim.contractFen) - claim.excludedFen)
  const covered = base <= rules.fullCoverLimitFen ? base : tieredCover(base, rules.tiers)
  const caps = [base, rules.perOrderFen ?? Infinity, claim.userLeftFen, claim.budgetLeftFen]
  return Math.max(0, Math.min(covered, ...caps))
}

function tieredCover(baseFen: Fen, tiers: readonly VoucherTier[]): Fen {
  const covered = tiers.map(({ upToFen, percent }, i) => {
    const part = Math.min(baseFen, upToFen ?? Infinity) - (tiers[i - 1]?.upToFen ?? 0)
    return percentOf(Math.max(0, part), percent)
  })
  return roundDown(sumRatios(covered))
}

export type GrantLimits = { readonly perGrantFen: Fen; readonly perYearFen: Fen }

/** Whether a grant may be given: within its own limit, and with what the year has seen within the year's. */
export function mayGrant(askedFen: Fen, yearUsedFen: Fen, { perGrantFen, perYearFen }: GrantLimits): boolean {
  return askedFen > 0 && askedFen <= perGrantFen && yearUsedFen + askedFen <= perYearFen
}

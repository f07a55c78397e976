/** What a voucher would pay of a price, out of which grant; or every reason why it pays nothing. */

import { dateOf, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { ProgrammeRules } from './programmes.ts'
import { voucherCover } from './vouchers.ts'

/** What is to be paid, to whom and by whom. */
export type Purchase = {
  readonly institutionId: string
  readonly providerId: string
  readonly instrumentValueFen: Fen
  readonly priceFen: Fen
}

type HeldGrant = {
  readonly id: string
  readonly programmeId: string
  readonly relatedIds: readonly string[]
  readonly grantedFen: Fen
  readonly reservedFen: Fen
  readonly capturedFen: Fen
}

export type HeldVoucher<G extends HeldGrant = HeldGrant> = {
  readonly grant: G
  readonly rules: ProgrammeRules
  /** Left of the budget of its programme. */
  readonly budgetLeftFen: Fen
  /** Until when the institution gets nothing of it; undefined where it may. */
  readonly bannedUntil: Instant | undefined
}

export type Offer<G extends HeldGrant = HeldGrant> = { readonly grant: G; readonly coverFen: Fen }

/** Of the vouchers that an institution holds the one that pays most; of equals the first. One at most pays a booking. */
export function bestOffer<G extends HeldGrant>(
  held: readonly HeldVoucher<G>[],
  purchase: Purchase,
): { readonly offer: Offer<G> | undefined; readonly problems: readonly Problem[] } {
  if (held.length === 0) return { offer: undefined, problems: [problem('VOUCHER_NOT_HELD')] }
  const judged = held.map((it) => ({ ...it, problems: voucherProblems(it, purchase) }))
  const offers = judged
    .filter((it) => it.problems.length === 0)
    .map(({ grant, ...rest }) => ({ grant, coverFen: coverOf({ grant, ...rest }, purchase.priceFen) }))
  const offer = offers.toSorted((a, b) => b.coverFen - a.coverFen)[0]
  if (offer) return { offer, problems: [] }
  const all = judged.flatMap((it) => it.problems)
  return { offer: undefined, problems: [...new Map(all.map((it) => [it.code, it])).values()] }
}

function voucherProblems(held: HeldVoucher, purchase: Purchase): readonly Problem[] {
  const { grant, rules, bannedUntil } = held
  const { institutionId, providerId, instrumentValueFen, priceFen } = purchase
  const isForThis =
    providerId !== institutionId &&
    !grant.relatedIds.includes(providerId) &&
    instrumentValueFen >= rules.minInstrumentValueFen
  return [
    ...(bannedUntil === undefined
      ? []
      : [problem('VOUCHER_BANNED', [], { until: dateOf(bannedUntil, DEFAULT_ZONE) })]),
    ...(isForThis ? [] : [problem('VOUCHER_NOT_FOR_THIS')]),
    ...(coverOf(held, priceFen) > 0 ? [] : [problem('VOUCHER_EXHAUSTED')]),
  ]
}

function coverOf({ grant, rules, budgetLeftFen }: Omit<HeldVoucher, 'bannedUntil'>, priceFen: Fen): Fen {
  const userLeftFen = grant.grantedFen - grant.reservedFen - grant.capturedFen
  return voucherCover(rules, {
    contractFen: priceFen,
    invoiceFen: priceFen,
    excludedFen: 0,
    userLeftFen,
    budgetLeftFen,
  })
}

/** What of a reserve pays what use cost in the end: by the same rules, and never more than was set aside. */
export function settledCover(rules: ProgrammeRules, priceFen: Fen, reservedFen: Fen): Fen {
  const price = { contractFen: priceFen, invoiceFen: priceFen, excludedFen: 0 }
  return voucherCover(rules, { ...price, userLeftFen: reservedFen, budgetLeftFen: reservedFen })
}

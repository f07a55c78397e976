/** Cases about accounts, the ledger, discounts over a period, cancelling, and what may be settled. */

import { z } from 'zod'
import { changeProblems } from '../../server/booking/rules/states.ts'
import {
  isBillable,
  isLatestMonth,
  isManualPriceFounded,
  isReconcileDay,
  journalTotal,
  reconciledOf,
} from '../../server/fees/rules/billable.ts'
import { cancellationLines, mayCancel } from '../../server/fees/rules/cancellation.ts'
import { cumulativeDiscount, discountedCharges } from '../../server/fees/rules/cumulative.ts'
import { fiscalYearOf, isOneFiscalYear } from '../../server/fees/rules/fiscal-year.ts'
import { afterMovement, mayUse } from '../../server/fees/rules/prepaid.ts'
import { priceLines, totalOf } from '../../server/fees/rules/pricing.ts'
import { capture, drift, postedOnce, reserveOf, voidReserve } from '../../server/vouchers/rules/reserves.ts'
import { areShares, splitFen, splitQuantity } from '../../server/fees/rules/split-accounts.ts'
import { mayGrant, voucherCover } from '../../server/vouchers/rules/vouchers.ts'
import { addDays, DEFAULT_ZONE } from '../../server/kernel/calendar.ts'
import { HOUR_MS, MINUTE_MS } from '../../server/kernel/interval.ts'
import { ratesOf, Yuan, yuan } from './money-words.ts'
import type { Adapters } from './report.ts'

const Account = z.object({
  total_income: Yuan.default(0),
  confirmed_income: Yuan.default(0),
  outcome: Yuan.default(0),
  balance: Yuan.default(0),
  credit_line: Yuan.default(0),
})
const BalanceInput = z.object({
  account: Account,
  op: z.enum(['topup', 'charge', 'set_credit_line']),
  amount: Yuan,
  status: z.string().default('confirmed'),
})

function accountBalance(input: unknown) {
  const { account, op, amount, status } = BalanceInput.parse(input)
  const before = {
    incomeFen: account.total_income,
    confirmedFen: account.confirmed_income,
    spentFen: account.outcome,
    balanceFen: account.balance,
    creditLineFen: account.credit_line,
  }
  const kinds = { topup: 'top_up', charge: 'charge', set_credit_line: 'credit_line' } as const
  const after = afterMovement(before, {
    kind: kinds[op],
    amountFen: amount,
    isConfirmed: status === 'confirmed',
  })
  return {
    total_income: yuan(after.incomeFen),
    confirmed_income: yuan(after.confirmedFen),
    outcome: yuan(after.spentFen),
    balance: yuan(after.balanceFen),
    credit_line: yuan(after.creditLineFen),
  }
}

const GateInput = z.object({ balance: Yuan, credit_line: Yuan.default(0) })

function creditGate(input: unknown) {
  const it = GateInput.parse(input)
  return { allowed: mayUse({ balanceFen: it.balance, creditLineFen: it.credit_line }) }
}

const TiersInput = z.object({
  tiers: z.array(z.object({ above: Yuan, percent: z.number() })),
  already_charged: Yuan.default(0),
  new_charge: Yuan.optional(),
  rate_per_hour: z.number().default(0),
  uses_hours: z.array(z.number()).default([]),
})

function cumulative(input: unknown) {
  const it = TiersInput.parse(input)
  const tiers = it.tiers.map(({ above, percent }) => ({ aboveFen: above, percent }))
  if (it.new_charge !== undefined) {
    const fen = cumulativeDiscount(it.already_charged, it.new_charge, tiers)
    return { discount: yuan(fen), discount_fen: fen }
  }
  const rates = ratesOf({ rate_per_hour: it.rate_per_hour })
  const gross = it.uses_hours.map((hours) =>
    totalOf(priceLines(rates, { startsAt: 0, endsAt: hours * HOUR_MS }, DEFAULT_ZONE)),
  )
  const charges = discountedCharges(gross, tiers, it.already_charged)
  const invoice = charges.reduce((sum, fen) => sum + fen, 0)
  return {
    charges: charges.map(yuan),
    charges_fen: charges,
    invoice: yuan(invoice),
    invoice_fen: invoice,
  }
}

const CancelInput = z.object({
  actor: z.string().default('user'),
  owner: z.string().optional(),
  reason: z.string().nullish(),
  booking_status: z.string().optional(),
  min_cancel_hours: z.number().nullish(),
  cancellation_fee: z.number().nullish(),
  cancelled_minutes_before_start: z.number().default(0),
  full_price_on_late_cancel: z.boolean().default(false),
  rate_per_hour: z.number().optional(),
  subsidy_per_hour: z.number().optional(),
  reserved_minutes: z.number().default(60),
  waived: z.boolean().default(false),
  by_owner_institution: z.boolean().default(false),
})

/** The states of bookings in the words of the cases. */
const STATES: Readonly<Record<string, 'confirmed' | 'in_use' | 'completed' | 'missed' | 'cancelled'>> = {
  booked: 'confirmed',
  started: 'in_use',
  in_use: 'in_use',
  ended: 'completed',
  completed: 'completed',
  missed: 'missed',
  cancelled: 'cancelled',
}

function cancellation(input: unknown) {
  const it = CancelInput.parse(input)
  if (it.min_cancel_hours === undefined) {
    const state = STATES[it.booking_status ?? 'booked'] ?? 'completed'
    const booking = { id: 'b', state, startsAt: HOUR_MS, endsAt: 2 * HOUR_MS }
    const isOwn = it.owner === undefined || it.owner === it.actor || it.owner === 'self'
    return { allowed: changeProblems(booking, 0).length === 0 && mayCancel(isOwn, it.reason ?? null) }
  }
  const reserved = { startsAt: 0, endsAt: it.reserved_minutes * MINUTE_MS }
  const feeFen = Yuan.parse(it.cancellation_fee ?? 0)
  const rates = {
    // Of a booking whose price no case names, no fee is too much.
    ...ratesOf({
      rate_per_hour: it.rate_per_hour ?? 1_000_000,
      subsidy_per_hour: it.subsidy_per_hour,
    }),
    cancelNoticeMinutes: (it.min_cancel_hours ?? 0) * 60,
    cancelFeeFen: feeFen,
    fullPriceWhenLate: it.full_price_on_late_cancel,
  }
  const at = -it.cancelled_minutes_before_start * MINUTE_MS
  const isFree = it.waived || it.by_owner_institution
  const lines = cancellationLines(rates, { reserved, at, isFree, missed: false }, DEFAULT_ZONE)
  const subsidyFen = 0 - totalOf(lines.filter((line) => line.kind === 'subsidy'))
  const netFen = totalOf(lines)
  return {
    fee: yuan(netFen),
    fee_fen: netFen,
    cost_fen: netFen + subsidyFen,
    subsidy_fen: subsidyFen,
    net_fen: netFen,
  }
}

const YearInput = z.object({ fiscal_year_begins: z.string(), date: z.string() })

function fiscalYear(input: unknown) {
  const it = YearInput.parse(input)
  const { firstDay, lastDay } = fiscalYearOf(it.date, it.fiscal_year_begins)
  return { start: firstDay, end: lastDay }
}

const LedgerInput = z.union([
  z.object({ post: z.array(z.object({ ref: z.string(), amount_fen: z.number() })) }),
  z.object({ pending: z.number(), post: z.number() }),
  z.object({ pending: z.number(), void: z.number() }),
  z.object({ ledger: z.number(), payments: z.number() }),
])

function ledger(input: unknown) {
  const it = LedgerInput.parse(input)
  if ('ledger' in it) {
    const { driftFen, isOk } = drift(it.ledger, it.payments)
    return { drift: driftFen, status: isOk ? 'OK' : 'NOT_OK' }
  }
  if ('void' in it) {
    const voided = voidReserve(reserveOf(it.pending))
    return {
      released: voided?.releasedFen,
      second_void: voided && voidReserve(voided) ? 'ok' : 'error',
    }
  }
  if ('pending' in it) {
    const taken = capture(reserveOf(it.pending), it.post)
    return { allowed: taken !== undefined, posted: taken?.capturedFen, released: taken?.releasedFen }
  }
  return { transactions: postedOnce(it.post.map((each) => ({ ...each, reference: each.ref }))).length }
}

const SplitInput = z.object({
  percents: z.array(z.number()),
  total_fen: z.number().optional(),
  quantity: z.number().optional(),
  remainder_index: z.number().default(0),
})

function splitAccount(input: unknown) {
  const it = SplitInput.parse(input)
  const shares = it.percents.map((percent, i) => ({ percent, takesRemainder: i === it.remainder_index }))
  if (!areShares(shares)) return { valid: false }
  if (it.total_fen === undefined) {
    return {
      valid: true,
      ...(it.quantity === undefined ? {} : { parts: splitQuantity(it.quantity, shares) }),
    }
  }
  const fen = splitFen(it.total_fen, shares)
  return { valid: true, parts: fen.map(yuan), parts_fen: fen }
}

const TODAY = '2026-06-15'

/** `tomorrow`, `in 2 days`, `3 days ago`, or a date. */
function dayOf(text: string): string {
  const named: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }
  const [, ahead, ago] = /^in (\d+) days?$|^(\d+) days? ago$/.exec(text) ?? []
  const days = named[text] ?? (ahead === undefined ? undefined : Number(ahead)) ?? (ago && -Number(ago))
  return typeof days === 'number' ? addDays(TODAY, days) : text
}

const Line = z.object({
  id: z.union([z.number(), z.string()]),
  problem: z.boolean().default(false),
  disputed: z.boolean().default(false),
  complete: z.boolean().default(true),
  priced: z.boolean().default(true),
  reviewed_at: z.string().nullable().default('yesterday'),
})
const ReconcileInput = z.union([
  z.object({
    lines_fulfilled: z.array(z.string()),
    journals_may_span_fiscal_years: z.boolean().default(false),
    fiscal_year_begins: z.string().default('01-01'),
  }),
  z.object({ unit_price: Yuan, quantity_before: z.number(), quantity_after: z.number() }),
  z.object({ reconciled_at: z.string(), statement_date: z.string().optional() }),
  z.object({ lines: z.number(), failing_lines: z.number() }),
  z.object({ lines: z.array(Line) }),
  z.object({ calculated: Yuan, manual: Yuan, reason: z.string().nullish() }),
  z.object({ invoices: z.array(z.string()), void: z.string() }),
])

function reconciliation(input: unknown) {
  const it = ReconcileInput.parse(input)
  if ('lines_fulfilled' in it) {
    const valid =
      it.journals_may_span_fiscal_years || isOneFiscalYear(it.lines_fulfilled, it.fiscal_year_begins)
    return { valid, ...(valid ? {} : { error: 'fiscal_year_span' }) }
  }
  if ('unit_price' in it) {
    const amount = (quantity: number) => yuan(journalTotal([{ unitPriceFen: it.unit_price, quantity }]))
    return {
      journal_amount_before: amount(it.quantity_before),
      journal_amount_after: amount(it.quantity_after),
    }
  }
  if ('reconciled_at' in it) {
    const statedOn = it.statement_date === undefined ? {} : { statedOn: dayOf(it.statement_date) }
    return { valid: isReconcileDay(dayOf(it.reconciled_at), { ...statedOn, today: TODAY }) }
  }
  if ('failing_lines' in it) {
    const lines = Array.from({ length: it.lines }, (_, i) => i)
    return { reconciled: reconciledOf(lines, (line) => line >= it.failing_lines).length }
  }
  if ('lines' in it) {
    const now = Date.parse(TODAY)
    const billable = it.lines.filter((line) =>
      isBillable(
        {
          isComplete: line.complete,
          isPriced: line.priced,
          isProblem: line.problem,
          isDisputed: line.disputed,
          reviewedAt: line.reviewed_at === null ? null : Date.parse(dayOf(line.reviewed_at)),
        },
        now,
      ),
    )
    return { billable_ids: billable.map((line) => line.id) }
  }
  if ('calculated' in it) return { valid: isManualPriceFounded(it.calculated, it.manual, it.reason ?? null) }
  return { allowed: isLatestMonth(it.void, it.invoices) }
}

const VoucherInput = z.union([
  z.object({
    service_amount: Yuan,
    voucher_available: Yuan,
    full_cover_limit: Yuan.default(0),
    rate_percent: z.number().optional(),
  }),
  z.object({
    apply: Yuan,
    single_limit: Yuan.default(Infinity),
    year_used: Yuan.default(0),
    year_limit: Yuan.default(Infinity),
  }),
])

function voucher(input: unknown) {
  const it = VoucherInput.parse(input)
  if ('apply' in it) {
    const limits = { perGrantFen: it.single_limit, perYearFen: it.year_limit }
    return { allowed: mayGrant(it.apply, it.year_used, limits) }
  }
  const full = it.full_cover_limit
  const tiers = [
    { upToFen: full, percent: it.rate_percent ?? 100 },
    { upToFen: null, percent: it.rate_percent ?? 0 },
  ]
  const used = voucherCover(
    { fullCoverLimitFen: full, tiers },
    {
      contractFen: it.service_amount,
      invoiceFen: it.service_amount,
      excludedFen: 0,
      userLeftFen: it.voucher_available,
      budgetLeftFen: Infinity,
    },
  )
  const payable = it.service_amount - used
  return {
    voucher_used: yuan(used),
    voucher_used_fen: used,
    payable: yuan(payable),
    payable_fen: payable,
    covered_in_full: payable === 0,
  }
}

export const SETTLING_ADAPTERS: Adapters = {
  account_balance: accountBalance,
  credit_gate: creditGate,
  cumulative_discount: cumulative,
  cancellation,
  fiscal_year: fiscalYear,
  ledger,
  split_account: splitAccount,
  reconciliation,
  voucher,
}

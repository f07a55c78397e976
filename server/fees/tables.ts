/** Tables owned by fees. Instants are UTC epoch milliseconds; see kernel/interval.ts. Money is fen. */

import type { BankDirection, BankLineState } from './rules/bank-lines.ts'
import type { AccountKind } from './rules/ledger.ts'
import type { ChargeState, PaidState } from './rules/statements.ts'
import type { CustomerClass, PricingMode } from './rules/tariffs.ts'

export type TariffTable = {
  id: string
  instrument_id: string
  customer_class: CustomerClass
  /** `YYYY-MM-DD`; a tariff ends where the next of its instrument and class begins, or where it was set anew. */
  valid_from: string
  mode: PricingMode
  rate_fen_per_hour: number
  start_up_fee_fen: number
  minimum_charge_fen: number
  cancel_notice_minutes: number
  cancel_fee_fen: number
  /** Time is billed in whole steps of this many minutes; 1: by the minute. */
  round_up_minutes: number
  /** JSON array of rules/tariffs.ts `RateWindow`. */
  rate_windows: string
  /** JSON array of rules/tariffs.ts `RateStep`. */
  steps: string
  /** What of the base rate the customer does not pay. */
  subsidy_fen_per_hour: number
  /** 0 or 1: cancelling late costs the price of the booking, not the fee. */
  full_price_when_late: number
  /** Rows are never changed; bookings count by those that were set when they were made. */
  set_at: number
}

export type ChargeTable = {
  /** Derived from the cause, so that it is charged once: `usage:ID`, `usage:ID:2` when put right, `cancellation:BOOKING`, `missed:BOOKING`, `reversal:CHARGE`. */
  id: string
  booking_id: string
  usage_id: string | null
  instrument_id: string
  customer_class: CustomerClass
  /** When the booking starts: the tariff of that day was charged. */
  starts_at: number
  provider_id: string
  /** The customer's institution, or the person himself where he has none. */
  payer_id: string
  /** Null where a person pays for himself. */
  payer_institution_id: string | null
  person_id: string
  /** What is owed: the sum of the lines. Negative where another charge is taken back. */
  amount_fen: number
  waived_fen: number
  /** What a voucher pays of it: the receivable from its programme. Negative where another charge is taken back. */
  voucher_fen: number
  /** JSON array of rules/price-lines.ts `PriceLine`. */
  lines: string
  /** JSON of rules/basis.ts `ChargeBasis`; null where it was charged before it was kept. */
  basis: string | null
  state: ChargeState
  occurred_at: number
  statement_id: string | null
  waiver_reason: string | null
  /** The charge that this one takes back; each at most once. */
  reverses_id: string | null
}

export type StatementTable = {
  id: string
  provider_id: string
  payer_id: string
  payer_institution_id: string | null
  year: number
  /** Counts from 1 for each provider and year, without gaps. */
  counter: number
  period_starts_at: number
  period_ends_at: number
  issued_at: number
  total_fen: number
  /** How it is paid, whether void or not. */
  state: PaidState
  voided_at: number | null
  voided_by: string | null
  void_reason: string | null
  invoice_number: string | null
  /** `YYYY-MM-DD`. */
  invoiced_on: string | null
}

export type PaymentTable = {
  id: string
  statement_id: string
  amount_fen: number
  /** `YYYY-MM-DD`. */
  paid_on: string
  /** The number of the bank's or the cashier's receipt. */
  reference: string
  recorded_at: number
  recorded_by: string
  /** The line of the bank that it came in by; null where it was recorded by hand. */
  bank_line_id: string | null
}

/** Only ever added to: a payment that was taken back, each at most once. */
export type PaymentReversalTable = {
  payment_id: string
  /** All of the payment. */
  amount_fen: number
  reason: string
  reversed_at: number
  reversed_by: string
}

/** How an institution's bank writes its files. */
export type BankMappingTable = {
  id: string
  institution_id: string
  name: string
  /** JSON of rules/bank-mapping.ts `BankMapping`. */
  mapping: string
  saved_at: number
}

export type BankFileTable = {
  id: string
  institution_id: string
  /** Of its bytes, in hexadecimal. */
  sha256: string
  name: string
  imported_at: number
  imported_by: string
}

/** One movement of an account; `amount_fen` less `matched_fen` and `not_ours_fen` is open. */
export type BankLineTable = {
  id: string
  institution_id: string
  account: string
  /** The bank's number, or what stands for it (actions/bank-import.ts); unique for the account. */
  transaction_key: string
  file_id: string
  row_number: number
  direction: BankDirection
  booked_on: string
  amount_fen: number
  /** Who paid, or was paid. */
  payer_name: string
  payer_account: string
  description: string
  bank_number: string | null
  matched_fen: number
  not_ours_fen: number
  not_ours_reason: string | null
  state: BankLineState
  /** Counts its changes, so that of two who decide the same line one wins. */
  version: number
}

export type LedgerAccountTable = { id: string; kind: AccountKind; provider_id: string; payer_id: string }

/** Only ever added to. */
export type LedgerTransferTable = {
  /** Derived from the cause (rules/ledger.ts). */
  id: string
  debit_account_id: string
  credit_account_id: string
  amount_fen: number
  at: number
}

/** A month of a provider's books into which nothing is entered any more, until it is opened again. */
export type PeriodCloseTable = {
  id: string
  provider_id: string
  /** `YYYY-MM`. */
  month: string
  starts_at: number
  ends_at: number
  closed_at: number
  closed_by: string
  reopened_at: number | null
  reopened_by: string | null
  reopen_reason: string | null
}

/** Transfers that wait for their seal. */
export type LedgerUnsealedTable = { transfer_id: string }

/** Only ever added to: the chain of hashes over the transfers. */
export type LedgerSealTable = {
  /** Counts from 1 without gaps. */
  seq: number
  transfer_id: string
  hash: string
  previous_hash: string
}

export type FeesTables = {
  tariff: TariffTable
  charge: ChargeTable
  statement: StatementTable
  payment: PaymentTable
  payment_reversal: PaymentReversalTable
  bank_mapping: BankMappingTable
  bank_file: BankFileTable
  bank_line: BankLineTable
  ledger_account: LedgerAccountTable
  ledger_transfer: LedgerTransferTable
  ledger_unsealed: LedgerUnsealedTable
  ledger_seal: LedgerSealTable
  period_close: PeriodCloseTable
}

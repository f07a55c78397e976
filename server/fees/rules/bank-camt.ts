/** What an entry of a bank's camt.053 means (ISO 20022 BankToCustomerStatement), or all that is wrong with it. */

import { isLocalDate } from '../../kernel/calendar.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { BankDirection } from './bank-lines.ts'
import { type BankRow, fenOfText } from './bank-rows.ts'

/** The texts of an entry, or of one of several transactions that the bank has put into one entry. */
export type CamtEntry = {
  readonly account: string
  readonly amount: string
  readonly currency: string
  /** `CRDT` or `DBIT`. */
  readonly indicator: string
  /** `BOOK`, or what is not booked yet. */
  readonly status: string
  /** `YYYY-MM-DD`, with a time behind it or not. */
  readonly bookedOn: string
  readonly payerName: string
  readonly payerAccount: string
  readonly description: string
  readonly bankNumber: string
}

const DIRECTIONS: Readonly<Record<string, BankDirection>> = { CRDT: 'credit', DBIT: 'debit' }
const NUMBER_MAX = 60
const TEXT_MAX = 500

/** The entries in their order, counted from 1. */
export function camtRows(entries: readonly CamtEntry[]): readonly BankRow[] {
  return entries.map((it, i) => camtRow(it, i + 1))
}

function camtRow(it: CamtEntry, number: number): BankRow {
  const cells = [it.bookedOn, it.amount, it.indicator, it.payerName, it.description, it.bankNumber]
  const direction = DIRECTIONS[it.indicator]
  const amountFen = fenOfText(it.amount, 'point')
  const bookedOn = it.bookedOn.slice(0, 10)
  const problems: readonly Problem[] = [
    ...(it.status === 'BOOK' ? [] : [problem('BANK_ENTRY_PENDING', [], { status: it.status || '?' })]),
    ...(it.currency === 'CNY' ? [] : [problem('BANK_ENTRY_CURRENCY', [], { currency: it.currency || '?' })]),
    ...(isLocalDate(bookedOn) ? [] : [incomplete('BookgDt')]),
    ...(direction ? [] : [incomplete('CdtDbtInd')]),
    ...(amountFen !== undefined && amountFen > 0 ? [] : [incomplete('Amt')]),
    ...(it.account === '' ? [incomplete('Acct')] : []),
    ...(it.bankNumber.length > NUMBER_MAX ? [incomplete('AcctSvcrRef')] : []),
  ]
  if (problems.length > 0 || !direction || amountFen === undefined)
    return { number, cells, entry: undefined, problems }
  const entry = {
    account: it.account,
    direction,
    amountFen,
    bookedOn,
    payerName: it.payerName.slice(0, TEXT_MAX),
    payerAccount: it.payerAccount.slice(0, TEXT_MAX),
    description: it.description.slice(0, TEXT_MAX),
    bankNumber: it.bankNumber === '' ? null : it.bankNumber,
  }
  return { number, cells, entry, problems }
}

function incomplete(field: string): Problem {
  return problem('BANK_ENTRY_INCOMPLETE', [], { field })
}

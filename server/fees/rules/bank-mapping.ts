/** How a bank writes its CSV: which column holds what, and how dates, amounts and letters are written. */

import { type Problem, problem } from '../../kernel/problem.ts'

export const BANK_ENCODINGS = ['auto', 'utf8', 'gb18030'] as const
export type BankEncoding = (typeof BANK_ENCODINGS)[number]

export const BANK_SEPARATORS = ['comma', 'semicolon', 'tab', 'pipe'] as const
export type BankSeparator = (typeof BANK_SEPARATORS)[number]
export const SEPARATOR_SIGNS = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
} as const satisfies Record<BankSeparator, string>

export const DECIMAL_MARKS = ['point', 'comma'] as const
export type DecimalMark = (typeof DECIMAL_MARKS)[number]

/** `ymd`: 2026-01-05, 2026/1/5, 20260105 or 2026年1月5日. */
export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/**
 * Names of columns as the bank writes them. The amount is one column, below zero or marked where it went out, or two.
 * `null`: there is none.
 */
export const BANK_COLUMNS = [
  'bookedOn',
  'amount',
  'credit',
  'debit',
  'direction',
  'payerName',
  'payerAccount',
  'description',
  'bankNumber',
] as const
export type BankColumn = (typeof BANK_COLUMNS)[number]
export type BankColumns = Readonly<Record<BankColumn, string | null>>

export type BankMapping = {
  readonly name: string
  /** The institution's own account that the files are about. */
  readonly account: string
  readonly encoding: BankEncoding
  readonly separator: BankSeparator
  readonly decimalMark: DecimalMark
  readonly dateOrder: DateOrder
  readonly columns: BankColumns
}

const TEXT_MAX = 80
export const BANK_MAPPINGS_MAX = 20

/** Every reason why files cannot be read by this; empty when they can. */
export function mappingProblems({ name, account, columns }: BankMapping): readonly Problem[] {
  const invalid = (field: string) => problem('INPUT_INVALID', [], { field })
  const fits = (text: string) => text.trim() !== '' && text.length <= TEXT_MAX
  const isTwo = columns.credit !== null || columns.debit !== null
  const names = BANK_COLUMNS.flatMap((it) => columns[it] ?? [])
  return [
    ...(fits(name) ? [] : [invalid('name')]),
    ...(fits(account) ? [] : [invalid('account')]),
    ...(names.every(fits) ? [] : [invalid('columns')]),
    ...(columns.bookedOn === null ? [problem('BANK_MAPPING_NO_DATE')] : []),
    ...((columns.amount !== null) === isTwo ? [problem('BANK_MAPPING_AMOUNT')] : []),
    ...(new Set(names).size === names.length ? [] : [problem('BANK_MAPPING_TWICE')]),
  ]
}

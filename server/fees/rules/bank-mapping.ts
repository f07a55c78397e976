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

/** What the banks here call their columns, the most telling first. */
const KNOWN_NAMES: Readonly<Record<BankColumn, readonly string[]>> = {
  bookedOn: ['交易日期', '记账日期', '入账日期', '交易时间', '日期', 'Booking date', 'Date'],
  amount: ['交易金额', '发生额', '金额', 'Amount'],
  credit: ['贷方发生额', '贷方金额', '收入金额', '收入', '贷方', 'Credit'],
  debit: ['借方发生额', '借方金额', '支出金额', '支出', '借方', 'Debit'],
  direction: ['借贷标志', '借贷方向', '收支', '借/贷', 'Debit/Credit'],
  payerName: ['对方户名', '对方账户名称', '付款人名称', '付款方', '对方名称', 'Payer'],
  payerAccount: ['对方账号', '对方账户', '付款人账号', 'Payer account'],
  description: ['摘要', '附言', '用途', '备注', 'Reference', 'Description'],
  bankNumber: ['交易流水号', '流水号', '交易序号', '凭证号', '凭证号码', 'Transaction number'],
}

/** Which line of a file is its header, and what stands in which column, as far as names tell. */
export function guessedColumns(lines: readonly (readonly string[])[]): {
  readonly header: readonly string[]
  readonly columns: BankColumns
} {
  const known = new Set(Object.values(KNOWN_NAMES).flat().map(plain))
  const weight = (cells: readonly string[]) => cells.filter((it) => known.has(plain(it))).length
  const header = lines.reduce<readonly string[]>(
    (best, it) => (weight(it) > weight(best) ? it : best),
    lines.find((it) => it.filter((cell) => cell.trim() !== '').length > 2) ?? [],
  )
  const names = header.map((it) => it.trim()).filter((it) => it !== '')
  const taken = new Set<string>()
  const pick = (column: BankColumn): string | null => {
    for (const wanted of KNOWN_NAMES[column].map(plain)) {
      const found = names.find((it) => !taken.has(it) && plain(it) === wanted)
      if (found === undefined) continue
      taken.add(found)
      return found
    }
    return null
  }
  const columns: Record<BankColumn, string | null> = {
    bookedOn: pick('bookedOn'),
    credit: pick('credit'),
    debit: pick('debit'),
    amount: null,
    direction: null,
    payerName: pick('payerName'),
    payerAccount: pick('payerAccount'),
    description: pick('description'),
    bankNumber: pick('bankNumber'),
  }
  if (columns.credit !== null || columns.debit !== null) return { header: names, columns }
  return { header: names, columns: { ...columns, amount: pick('amount'), direction: pick('direction') } }
}

/** Names are the same whatever stands in brackets behind them: `贷方发生额（元）`. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\(.*\)\s*$/, '')
    .trim()
    .toLowerCase()
}

/** What a row of an institution's own ledger means: headers in either language, cells as people type them. */

import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { type RawCell, type RawTable, type WallTime, wallTimeOf } from '../../usage/rules/import-rows.ts'

/** Columns in the order of the template. */
export const LEDGER_COLUMNS = {
  reference: { zh: '预约号', en: 'Booking number', isNeeded: false },
  assetNo: { zh: '资产编号', en: 'Asset number', isNeeded: true },
  customer: { zh: '客户', en: 'Customer', isNeeded: false },
  startsAt: { zh: '开始时间', en: 'Start', isNeeded: true },
  endsAt: { zh: '结束时间', en: 'End', isNeeded: true },
  amount: { zh: '金额（元）', en: 'Amount (CNY)', isNeeded: true },
} as const
type LedgerColumn = keyof typeof LEDGER_COLUMNS
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the literal types.
export const LEDGER_COLUMN_NAMES = Object.keys(LEDGER_COLUMNS) as LedgerColumn[]

export const LEDGER_ROWS_MAX = 20_000
const TEXT_MAX = 100

export type LedgerRow = {
  /** Of the line in the file; the header is 1. */
  readonly number: number
  readonly reference: string | null
  readonly assetNo: string
  readonly customer: string | null
  readonly startsAt: WallTime
  readonly endsAt: WallTime
  readonly amountFen: Fen
}

/** Every reason why a file cannot be read as a ledger at all; empty when it can. */
export function ledgerTableProblems({ header, rows }: RawTable): readonly Problem[] {
  const places = ledgerPlaces(header)
  const missing = LEDGER_COLUMN_NAMES.filter((it) => LEDGER_COLUMNS[it].isNeeded && !places.has(it))
  return [
    ...missing.map((it) => problem('IMPORT_COLUMN_MISSING', [], { column: LEDGER_COLUMNS[it].zh })),
    ...(rows.length === 0 ? [problem('IMPORT_EMPTY')] : []),
    ...(rows.length > LEDGER_ROWS_MAX ? [problem('IMPORT_TOO_MANY_ROWS', [], { max: LEDGER_ROWS_MAX })] : []),
  ]
}

/** Where each column stands, by its Chinese or English name. */
export function ledgerPlaces(header: readonly RawCell[]): ReadonlyMap<LedgerColumn, number> {
  const places = new Map<LedgerColumn, number>()
  header.forEach((cell, at) => {
    const text = (cell ?? '').trim().toLowerCase()
    const column = LEDGER_COLUMN_NAMES.find(
      (it) => text === LEDGER_COLUMNS[it].zh || text === LEDGER_COLUMNS[it].en.toLowerCase(),
    )
    if (column && !places.has(column)) places.set(column, at)
  })
  return places
}

/** A row as a line of the ledger, or every reason why it is none. */
export function ledgerRow(
  number: number,
  cells: readonly RawCell[],
  places: ReadonlyMap<LedgerColumn, number>,
): { readonly row: LedgerRow | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const text = (column: LedgerColumn): string => {
    const at = places.get(column)
    const cell = at === undefined ? '' : cells[at]
    const { zh, isNeeded } = LEDGER_COLUMNS[column]
    if (cell === null) problems.push(problem('IMPORT_FORMULA', [], { column: zh }))
    else if (isNeeded && !cell?.trim()) problems.push(problem('IMPORT_CELL_MISSING', [], { column: zh }))
    return cell?.trim().slice(0, TEXT_MAX) ?? ''
  }
  const read = <T>(
    column: LedgerColumn,
    form: string,
    parse: (text: string) => T | undefined,
    empty: T,
  ): T => {
    const value = text(column)
    if (value === '') return empty
    const parsed = parse(value)
    if (parsed !== undefined) return parsed
    const facts = { column: LEDGER_COLUMNS[column].zh, form, value: value.slice(0, 40) }
    problems.push(problem('IMPORT_CELL_INVALID', [], facts))
    return empty
  }
  const row: LedgerRow = {
    number,
    reference: text('reference') || null,
    assetNo: text('assetNo'),
    customer: text('customer') || null,
    startsAt: read('startsAt', WALL_TIME_FORM, wallTimeOf, NO_TIME),
    endsAt: read('endsAt', WALL_TIME_FORM, wallTimeOf, NO_TIME),
    amountFen: read('amount', '1234.50', fenOf, 0),
  }
  const isBackwards = problems.length === 0 && momentOf(row.endsAt) < momentOf(row.startsAt)
  if (isBackwards) problems.push(problem('INPUT_INVALID', [], { field: 'endsAt' }))
  return { row: problems.length === 0 ? row : undefined, problems }
}

const NO_TIME: WallTime = { date: '', time: '' }
const WALL_TIME_FORM = 'YYYY-MM-DD HH:MM'

function momentOf({ date, time }: WallTime): string {
  return `${date} ${time}`
}

/** `1234.5`, `1,234.50`, `¥1,234.50`, `-20`: exact, at most two decimals. */
export function fenOf(text: string): Fen | undefined {
  const match = /^(-?)[¥￥]?(-?)(\d{1,3}(?:[,，]\d{3})+|\d{1,10})(?:\.(\d{1,2})0*)?$/.exec(
    text.replaceAll(' ', ''),
  )
  if (!match) return undefined
  const [, before, after, whole = '', decimals = ''] = match
  const fen = Number(whole.replaceAll(/[,，]/g, '')) * 100 + Number(decimals.padEnd(2, '0'))
  return before || after ? 0 - fen : fen
}

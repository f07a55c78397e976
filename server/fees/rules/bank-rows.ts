/** What a row of a bank's CSV means, as its mapping reads it, or all that is wrong with it. */

import { isLocalDate, type LocalDate } from '../../kernel/calendar.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { BankDirection } from './bank-lines.ts'
import type { BankColumn, BankColumns, BankMapping, DateOrder, DecimalMark } from './bank-mapping.ts'

export const BANK_ROWS_MAX = 20_000
const NUMBER_MAX = 60
const TEXT_MAX = 500

/** One movement of an account, whatever file said it. */
export type BankEntry = {
  readonly account: string
  readonly direction: BankDirection
  readonly amountFen: Fen
  readonly bookedOn: LocalDate
  /** Who paid, or was paid; empty where the bank does not say. */
  readonly payerName: string
  readonly payerAccount: string
  readonly description: string
  /** Null where the bank gives none. */
  readonly bankNumber: string | null
}

/** Number of the row or entry in its file, and what it says. */
export type BankRow = {
  readonly number: number
  readonly cells: readonly string[]
  readonly entry: BankEntry | undefined
  readonly problems: readonly Problem[]
}

export type RawRow = { readonly number: number; readonly cells: readonly string[] }

/**
 * The rows below the header, which is the first row that has all the columns of the mapping: banks write lines about
 * themselves above it.
 */
export function rowsBelowHeader(
  rows: readonly RawRow[],
  mapping: BankMapping,
): { readonly rows: readonly BankRow[]; readonly problems: readonly Problem[] } {
  const wanted = Object.values(mapping.columns).filter((it) => it !== null)
  const missing = (cells: readonly string[]) => {
    const names = new Set(cells.map((it) => it.trim()))
    return wanted.filter((it) => !names.has(it.trim()))
  }
  const at = rows.findIndex((it) => missing(it.cells).length === 0)
  if (at < 0) return { rows: [], problems: missingColumns(rows, missing) }
  const places = placesOf(rows[at]?.cells ?? [], mapping.columns)
  const below = rows.slice(at + 1).filter((it) => it.cells.some((cell) => cell.trim() !== ''))
  return {
    rows: below.map((it) => bankRow(it, places, mapping)),
    problems: fileProblems(below.length),
  }
}

/** A file has something in it, and no more than is read at once. */
export function fileProblems(count: number): readonly Problem[] {
  if (count === 0) return [problem('IMPORT_EMPTY')]
  return count > BANK_ROWS_MAX ? [problem('IMPORT_TOO_MANY_ROWS', [], { max: BANK_ROWS_MAX })] : []
}

/** What the row that comes nearest to the header lacks. */
function missingColumns(
  rows: readonly RawRow[],
  missing: (cells: readonly string[]) => readonly string[],
): readonly Problem[] {
  const lists = rows.slice(0, 50).map((it) => missing(it.cells))
  const nearest = lists.toSorted((a, b) => a.length - b.length)[0]
  if (!nearest) return [problem('IMPORT_EMPTY')]
  return nearest.map((column) => problem('IMPORT_COLUMN_MISSING', [], { column }))
}

type Places = ReadonlyMap<BankColumn, number>

function placesOf(header: readonly string[], columns: BankColumns): Places {
  const names = header.map((it) => it.trim())
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries forgets the literal types.
  const entries = Object.entries(columns) as [BankColumn, string | null][]
  return new Map(entries.flatMap(([column, name]) => (name ? [[column, names.indexOf(name.trim())]] : [])))
}

function bankRow({ number, cells }: RawRow, places: Places, mapping: BankMapping): BankRow {
  const text = (column: BankColumn) => {
    const at = places.get(column)
    return at === undefined ? '' : cleanText(cells[at] ?? '')
  }
  const nameOf = (column: BankColumn) => mapping.columns[column] ?? column
  const { problems: dateProblems, value: bookedOn } = readDate(text('bookedOn'), nameOf('bookedOn'), mapping)
  const { problems: amountProblems, value: moved } = readMoved(text, nameOf, mapping)
  const long = (['payerName', 'payerAccount', 'description'] as const).filter(
    (it) => text(it).length > TEXT_MAX,
  )
  const problems = [
    ...dateProblems,
    ...amountProblems,
    ...long.map((it) => problem('BANK_CELL_TOO_LONG', [], { column: nameOf(it), max: TEXT_MAX })),
    ...(text('bankNumber').length > NUMBER_MAX
      ? [problem('BANK_CELL_TOO_LONG', [], { column: nameOf('bankNumber'), max: NUMBER_MAX })]
      : []),
  ]
  if (!bookedOn || !moved || problems.length > 0) return { number, cells, entry: undefined, problems }
  const entry: BankEntry = {
    ...moved,
    account: mapping.account.trim(),
    bookedOn,
    payerName: text('payerName'),
    payerAccount: text('payerAccount'),
    description: text('description'),
    bankNumber: text('bankNumber') || null,
  }
  return { number, cells, entry, problems }
}

/** Without what banks put around cells so that spreadsheets keep their digits: tabs, `="…"`, a leading apostrophe. */
function cleanText(cell: string): string {
  return cell
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '')
    .trim()
}

type Read<T> = { readonly value: T | undefined; readonly problems: readonly Problem[] }

function readDate(text: string, column: string, { dateOrder }: BankMapping): Read<LocalDate> {
  if (text === '') return { value: undefined, problems: [problem('IMPORT_CELL_MISSING', [], { column })] }
  const value = dateOfText(text, dateOrder)
  const facts = { column, form: DATE_FORMS[dateOrder], value: text.slice(0, 40) }
  return value ? { value, problems: [] } : { value, problems: [problem('IMPORT_CELL_INVALID', [], facts)] }
}

const DATE_FORMS = {
  ymd: 'YYYY-MM-DD',
  dmy: 'DD.MM.YYYY',
  mdy: 'MM/DD/YYYY',
} as const satisfies Record<DateOrder, string>

/** A day as banks write it, with a time behind it or not. */
export function dateOfText(text: string, order: DateOrder): LocalDate | undefined {
  const plain = text.normalize('NFKC').trim()
  const joined = /^(\d{8})(?:\s+\d{1,2}:.*|\d{6})?$/.exec(plain)?.[1]
  const parts = joined
    ? order === 'ymd'
      ? [joined.slice(0, 4), joined.slice(4, 6), joined.slice(6)]
      : [joined.slice(0, 2), joined.slice(2, 4), joined.slice(4)]
    : /^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[T\s].*)?$/.exec(plain)?.slice(1)
  if (!parts) return undefined
  const [first = '', second = '', third = ''] = parts
  const [year, month, day] =
    order === 'ymd'
      ? [first, second, third]
      : order === 'dmy'
        ? [third, second, first]
        : [third, first, second]
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isLocalDate(date) ? date : undefined
}

type Moved = { readonly direction: BankDirection; readonly amountFen: Fen }

function readMoved(
  text: (column: BankColumn) => string,
  nameOf: (column: BankColumn) => string,
  { columns, decimalMark }: BankMapping,
): Read<Moved> {
  const given = (['amount', 'credit', 'debit'] as const).flatMap((column) => {
    if (columns[column] === null || text(column) === '') return []
    return [{ column, value: text(column), fen: fenOfText(text(column), decimalMark) }]
  })
  const unread = given.filter((it) => it.fen === undefined)
  if (unread.length > 0) {
    return {
      value: undefined,
      problems: unread.map((it) => {
        const form = decimalMark === 'comma' ? '1.234,56' : '1,234.56'
        const facts = { column: nameOf(it.column), form, value: it.value.slice(0, 40) }
        return problem('IMPORT_CELL_INVALID', [], facts)
      }),
    }
  }
  const moved = given.filter((it) => it.fen !== 0)
  const [only] = moved
  if (!only?.fen || moved.length > 1) return { value: undefined, problems: [problem('BANK_ROW_NO_AMOUNT')] }
  return directed(only.column, only.fen, text('direction'))
}

/** A column says the way; one that holds both says it by its sign or by a mark beside it. */
function directed(column: 'amount' | 'credit' | 'debit', fen: Fen, mark: string): Read<Moved> {
  const amountFen = Math.abs(fen)
  const ways = [
    ...(column === 'amount' ? [] : [column]),
    ...(column === 'amount' && mark !== '' ? [wayOf(mark)] : []),
  ]
  const [said] = ways
  if (ways.length > 0 && !said)
    return { value: undefined, problems: [problem('BANK_ROW_WAY_UNKNOWN', [], { value: mark })] }
  if (!said) return { value: { direction: fen < 0 ? 'debit' : 'credit', amountFen }, problems: [] }
  // Below zero in the column of what came in is a booking taken back: it goes the other way.
  const isBack = fen < 0 && column !== 'amount'
  const other = said === 'credit' ? 'debit' : 'credit'
  return { value: { direction: isBack ? other : said, amountFen }, problems: [] }
}

const CREDIT_MARKS = new Set(['贷', '贷方', '收', '收入', '来账', '入账', 'c', 'cr', 'crdt', 'credit', '+'])
const DEBIT_MARKS = new Set(['借', '借方', '支', '支出', '往账', '出账', 'd', 'dr', 'dbit', 'debit', '-'])

function wayOf(mark: string): BankDirection | undefined {
  const word = mark.normalize('NFKC').trim().toLowerCase()
  if (CREDIT_MARKS.has(word)) return 'credit'
  return DEBIT_MARKS.has(word) ? 'debit' : undefined
}

/** `1,234.5` or `1.234,5`, with a sign and ¥ or not, as fen; undefined where it is no amount. */
export function fenOfText(text: string, mark: DecimalMark): Fen | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s¥'+]|CNY|RMB|元/gi, '')
    .replace(/^\((.*)\)$/, '-$1')
  const english = mark === 'comma' ? plain.replaceAll(/[.,]/g, (it) => (it === ',' ? '.' : ',')) : plain
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(english)
  if (!match) return undefined
  const [, sign, whole = '', part = ''] = match
  const fen = Number(whole.replaceAll(',', '')) * 100 + Number(part.padEnd(2, '0'))
  if (!Number.isSafeInteger(fen)) return undefined
  return sign ? 0 - fen : fen
}

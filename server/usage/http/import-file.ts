/** CSV and XLSX as rows of text. Formulas are never worked out, and a file cannot unfold to more than it may. */

import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import type { CellValue } from 'exceljs'
import { problem, Rejection } from '../../kernel/problem.ts'
import { IMPORT_ROWS_MAX, type RawCell, type RawTable } from '../rules/import-rows.ts'

export const CSV_TYPE = 'text/csv'
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What a workbook may unfold to. */
const UNPACKED_BYTES_MAX = 50_000_000
const COLUMNS_MAX = 50

type Line = { readonly number: number; readonly cells: readonly RawCell[] }

/** The rows of a file, those that are empty left out. Refuses what is neither. */
export async function tableOf(type: string, bytes: Buffer, rowsMax = IMPORT_ROWS_MAX): Promise<RawTable> {
  const lines = await (
    type === XLSX_TYPE ? linesOfWorkbook(bytes, rowsMax) : linesOfCsv(bytes, rowsMax)
  ).catch(() => {
    throw new Rejection([problem('IMPORT_FILE_UNREADABLE')])
  })
  const [header, ...rows] = lines.filter((it) => it.cells.some((cell) => cell === null || cell.trim() !== ''))
  return { header: header?.cells ?? [], rows }
}

async function linesOfCsv(bytes: Buffer, rowsMax: number): Promise<readonly Line[]> {
  const lines: Line[] = []
  parse(textOf(bytes), {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    to: rowsMax + 2,
    on_record: (cells: string[], { lines: number }) => {
      lines.push({ number, cells: cells.slice(0, COLUMNS_MAX) })
    },
  })
  return lines
}

/** UTF-8, or what Chinese spreadsheets write where they do not: GB 18030. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

/** The rows of the first sheet. */
async function linesOfWorkbook(bytes: Buffer, rowsMax: number): Promise<readonly Line[]> {
  if (unpackedBytes(bytes) > UNPACKED_BYTES_MAX) throw new Error('The workbook unfolds to too much.')
  const { default: ExcelJS } = await import('exceljs')
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  })
  const lines: Line[] = []
  for await (const sheet of reader) {
    for await (const row of sheet) {
      const cells: RawCell[] = []
      for (let at = 1; at <= Math.min(row.cellCount, COLUMNS_MAX); at += 1) {
        cells.push(cellText(row.getCell(at).value))
      }
      lines.push({ number: row.number, cells })
      if (lines.length > rowsMax + 1) return lines
    }
    break
  }
  return lines
}

/** What the directory of a zip file says that its parts unfold to. */
function unpackedBytes(bytes: Buffer): number {
  const entry = Buffer.from([0x50, 0x4b, 0x01, 0x02])
  let sum = 0
  for (
    let at = bytes.indexOf(entry);
    at >= 0 && at + 46 <= bytes.length;
    at = bytes.indexOf(entry, at + 46)
  ) {
    sum += bytes.readUInt32LE(at + 24)
  }
  return sum
}

/** A cell as somebody sees it; null for a formula. Times of a workbook have no zone. */
function cellText(value: CellValue | undefined): RawCell {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return wallText(value)
  if (typeof value !== 'object') return String(value)
  if ('formula' in value || 'sharedFormula' in value) return null
  if ('richText' in value) return value.richText.map((it) => it.text).join('')
  if ('text' in value) return cellText(value.text)
  return ''
}

/** Workbooks keep times as fractions of a day, which are a little off. */
function wallText(value: Date): string {
  const minute = 60_000
  const rounded = new Date(Math.round(value.getTime() / minute) * minute)
  return rounded.toISOString().slice(0, 16).replace('T', ' ')
}

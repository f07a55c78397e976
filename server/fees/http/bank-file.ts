/** A bank's file as rows: CSV as its mapping reads it. */

import { parse } from 'csv-parse/sync'
import { type Problem, problem, Rejection } from '../../kernel/problem.ts'
import { type BankEncoding, type BankMapping, SEPARATOR_SIGNS } from '../rules/bank-mapping.ts'
import { BANK_ROWS_MAX, type BankRow, type RawRow, rowsBelowHeader } from '../rules/bank-rows.ts'

const COLUMNS_MAX = 60
/** Lines that a bank may write above the header and below the rows. */
const MARGIN = 100

export type ReadFile = { readonly rows: readonly BankRow[]; readonly problems: readonly Problem[] }

/** The rows of a CSV file; refuses what is none. */
export function readCsv(bytes: Uint8Array, mapping: BankMapping | undefined): ReadFile {
  if (!mapping) return { rows: [], problems: [problem('BANK_MAPPING_NOT_FOUND')] }
  return rowsBelowHeader(linesOf(bytes, mapping), mapping)
}

function linesOf(bytes: Uint8Array, { encoding, separator }: BankMapping): readonly RawRow[] {
  const rows: RawRow[] = []
  try {
    parse(textOf(bytes, encoding), {
      bom: true,
      delimiter: SEPARATOR_SIGNS[separator],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: BANK_ROWS_MAX + MARGIN,
      on_record: (cells: string[], { lines: number }) => {
        rows.push({ number, cells: cells.slice(0, COLUMNS_MAX) })
      },
    })
  } catch {
    throw new Rejection([problem('BANK_FILE_UNREADABLE')])
  }
  return rows
}

/** `auto`: UTF-8, or else what Chinese banks write: GB 18030. */
function textOf(bytes: Uint8Array, encoding: BankEncoding): string {
  const decoded = (label: 'utf-8' | 'gb18030') => new TextDecoder(label, { fatal: true }).decode(bytes)
  if (encoding !== 'auto') return decoded(encoding === 'utf8' ? 'utf-8' : 'gb18030')
  try {
    return decoded('utf-8')
  } catch {
    return decoded('gb18030')
  }
}

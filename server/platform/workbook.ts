/** Excel workbooks over HTTP, written while they are sent. */

import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type ExcelJS from 'exceljs'
import type { Response } from 'express'
import { type Locale, type Problem, problemText, Rejection } from '../kernel/problem.ts'

export type Workbook = ExcelJS.stream.xlsx.WorkbookWriter
export type Sheet = ExcelJS.Worksheet
export type Cell = string | number

/** Writes a workbook to the end of `stream`. */
export async function writeWorkbook(
  stream: Writable,
  write: (workbook: Workbook) => Promise<void> | void,
): Promise<void> {
  // Loaded when it is wanted: it takes as long as all the rest of the server.
  const excel = await import('exceljs')
  const workbook = new excel.default.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  })
  await write(workbook)
  await workbook.commit()
}

/** An attachment; `name` may be Chinese (RFC 6266), `plainName` is for programs that cannot read it. Without their endings. */
export type FileNames = { readonly name: string; readonly plainName: string }

/** Answers with a workbook. A reader who goes away never takes the rest: the end of the connection ends the writing too. */
export async function sendWorkbook(
  response: Response,
  { name, plainName }: FileNames,
  write: (workbook: Workbook) => Promise<void> | void,
): Promise<void> {
  if (response.closed) return
  response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  response.set(
    'content-disposition',
    `attachment; filename="${plainName}.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`,
  )
  response.set('cache-control', 'private, no-store')
  await Promise.race([writeWorkbook(response, write), once(response, 'close')])
}

/** Adds a sheet whose first rows stay in sight. */
export function addSheet(
  workbook: Workbook,
  name: string,
  { widths, frozen }: { readonly widths: readonly number[]; readonly frozen: number },
): Sheet {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: frozen }] })
  sheet.columns = widths.map((width) => ({ width }))
  return sheet
}

/** Adds a row and lets go of it. Text has the text format, so that no program ever reads it as a formula. */
export function writeRow(
  sheet: Sheet,
  cells: readonly Cell[],
  { formats = [], bold = false }: { readonly formats?: readonly string[]; readonly bold?: boolean } = {},
): void {
  const row = sheet.addRow(cells.map((it) => (it === '' ? null : it)))
  if (bold) row.font = { bold: true }
  cells.forEach((value, i) => {
    row.getCell(i + 1).numFmt = typeof value === 'string' ? '@' : (formats[i] ?? 'General')
  })
  row.commit()
}

const STATUS: Partial<Record<Problem['code'], number>> = {
  SIGN_IN_REQUIRED: 401,
  FORBIDDEN: 403,
  TOKEN_SCOPE_MISSING: 403,
}

/** Answers with every reason, in the reader's language, where the work was refused; throws anything else. */
export function answerRejection(response: Response, error: unknown, locale: Locale): void {
  if (!(error instanceof Rejection)) throw error
  const { problems } = error
  const status = problems.map((it) => STATUS[it.code] ?? (it.code.endsWith('_NOT_FOUND') ? 404 : 400))
  response.status(Math.min(...status)).json({
    problems: problems.map((it) => ({ code: it.code, message: problemText(it, locale), refs: it.refs })),
  })
}

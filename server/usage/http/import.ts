/**
 * `POST /usage/import`: a file of uses, looked at or recorded; `GET /usage/import-template.csv` and `.xlsx`: an empty one.
 * The body is the file itself; its type is none that a form of another site can send.
 */

import express, { type Express, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { type Locale, type Problem, problem, problemText, Rejection } from '../../kernel/problem.ts'
import { importUsage } from '../actions/import.ts'
import { IMPORT_COLUMN_NAMES, IMPORT_COLUMNS, IMPORT_KIND_NAMES } from '../rules/import-rows.ts'
import { CSV_TYPE, tableOf, XLSX_TYPE } from './import-file.ts'

const FILE_MAX = '2mb'

const Query = z.object({
  institutionId: z.string().min(1).max(100),
  /** Numbers of rows, `2,3,7`; left out: only look. */
  rows: z
    .string()
    .regex(/^\d{1,6}(,\d{1,6})*$/)
    .transform((it) => it.split(',').map(Number))
    .optional(),
  locale: z.enum(['zh-CN', 'en']).optional(),
})

type ContextOf = (request: Request, response: Response) => Promise<Context>

export function mountUsage(app: Express, contextOf: ContextOf): void {
  app.post(
    '/usage/import',
    takeFilesOnly,
    express.raw({ type: [CSV_TYPE, XLSX_TYPE], limit: FILE_MAX }),
    (request: Request, response: Response) => takeFile(request, response, contextOf),
  )
  app.get('/usage/import-template.csv', async (request: Request, response: Response) => {
    const { locale } = await contextOf(request, response)
    response
      .type('text/csv; charset=utf-8')
      .attachment('usage-template.csv')
      .send(csvTemplate(localeIn(request, locale)))
  })
  app.get('/usage/import-template.xlsx', async (request: Request, response: Response) => {
    const { locale } = await contextOf(request, response)
    const bytes = await xlsxTemplate(localeIn(request, locale))
    response.type(XLSX_TYPE).attachment('usage-template.xlsx').send(bytes)
  })
}

/** Lets through what is a CSV or a workbook. */
export function takeFilesOnly(request: Request, response: Response, next: () => void): void {
  if (request.is([CSV_TYPE, XLSX_TYPE])) next()
  else response.status(415).json({ problems: told([problem('IMPORT_FILE_UNREADABLE')], 'zh-CN') })
}

async function takeFile(request: Request, response: Response, contextOf: ContextOf): Promise<void> {
  const ctx = await contextOf(request, response)
  const asked = Query.safeParse(request.query)
  const locale = (asked.success ? asked.data.locale : undefined) ?? ctx.locale
  const bytes: unknown = request.body
  try {
    if (!asked.success) throw new Rejection([problem('INPUT_INVALID', [], { field: 'rows' })])
    if (!Buffer.isBuffer(bytes)) throw new Rejection([problem('IMPORT_FILE_UNREADABLE')])
    const table = await tableOf(request.is(XLSX_TYPE) ? XLSX_TYPE : CSV_TYPE, bytes)
    const { institutionId, rows: chosen = null } = asked.data
    const report = await importUsage(ctx, { institutionId, table, chosen })
    response.json({
      applied: report.applied,
      rows: report.rows.map((it) => ({
        row: it.number,
        state: it.state,
        problems: told(it.problems, locale),
        cells: table.rows.find((row) => row.number === it.number)?.cells ?? [],
      })),
    })
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    response.status(statusOf(error.problems)).json({ problems: told(error.problems, locale) })
  }
}

/** Problems as they are answered outside the schema. */
export function told(problems: readonly Problem[], locale: Locale) {
  return problems.map((it) => ({ code: it.code, message: problemText(it, locale) }))
}

/** The status of an answer that refuses. */
export function statusOf(problems: readonly Problem[]): number {
  const codes = problems.map((it) => it.code)
  if (codes.includes('SIGN_IN_REQUIRED')) return 401
  return codes.includes('FORBIDDEN') || codes.includes('TOKEN_SCOPE_MISSING') ? 403 : 422
}

function localeIn(request: Request, otherwise: Locale): 'zh' | 'en' {
  const asked = request.query['locale']
  return (asked === 'en' || asked === 'zh-CN' ? asked : otherwise) === 'en' ? 'en' : 'zh'
}

function templateRows(locale: 'zh' | 'en'): readonly (readonly string[])[] {
  const header = IMPORT_COLUMN_NAMES.map((it) => IMPORT_COLUMNS[it][locale])
  const kind = IMPORT_KIND_NAMES.use[locale]
  const example = ['ASSET-001', 'name@example.cn', '2026-01-05 09:30', '2026-01-05 11:30', kind, '4', '', '']
  return [header, example]
}

/** With the mark by which spreadsheets know UTF-8. */
function csvTemplate(locale: 'zh' | 'en'): string {
  return `\uFEFF${templateRows(locale)
    .map((row) => row.join(','))
    .join('\r\n')}\r\n`
}

async function xlsxTemplate(locale: 'zh' | 'en'): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(locale === 'en' ? 'Uses' : '使用记录')
  for (const row of templateRows(locale)) sheet.addRow([...row])
  sheet.getRow(1).font = { bold: true }
  sheet.columns.forEach((column) => {
    column.width = 20
    column.numFmt = '@'
  })
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/**
 * `POST /reconciliation/import`: the institution's own ledger of a month, looked at or kept; and an empty one as
 * `GET /reconciliation/import-template.csv`. The body is the file itself.
 */

import { createHash } from 'node:crypto'
import express, { type Express, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { CSV_TYPE, tableOf, XLSX_TYPE } from '../../usage/http/import-file.ts'
import { statusOf, takeFilesOnly, told } from '../../usage/http/import.ts'
import { importLedger } from '../actions/import.ts'
import { LEDGER_COLUMN_NAMES, LEDGER_COLUMNS, LEDGER_ROWS_MAX } from '../rules/ledger-rows.ts'

const FILE_MAX = '8mb'

const count = z.coerce.number().int().min(0).max(100_000_000)

const Query = z.object({
  institutionId: z.string().min(1).max(100),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  name: z.string().max(200).default(''),
  nearMinutes: count.default(30),
  timeMinutes: count.default(5),
  amountFen: count.default(0),
  /** `yes`: keep it; left out: only look. */
  keep: z.enum(['yes']).optional(),
  locale: z.enum(['zh-CN', 'en']).optional(),
})

type ContextOf = (request: Request, response: Response) => Promise<Context>

export function mountReconciliation(app: Express, contextOf: ContextOf): void {
  app.post(
    '/reconciliation/import',
    takeFilesOnly,
    express.raw({ type: [CSV_TYPE, XLSX_TYPE], limit: FILE_MAX }),
    (request: Request, response: Response) => takeFile(request, response, contextOf),
  )
  app.get('/reconciliation/import-template.csv', (request: Request, response: Response) => {
    const locale = request.query['locale'] === 'en' ? 'en' : 'zh'
    const header = LEDGER_COLUMN_NAMES.map((it) => LEDGER_COLUMNS[it][locale])
    const example = ['', 'ASSET-001', '', '2026-01-05 09:30', '2026-01-05 11:30', '240.00']
    // With the mark by which spreadsheets know UTF-8.
    const text = `\uFEFF${header.join(',')}\r\n${example.join(',')}\r\n`
    response.type('text/csv; charset=utf-8').attachment('ledger-template.csv').send(text)
  })
}

async function takeFile(request: Request, response: Response, contextOf: ContextOf): Promise<void> {
  const ctx = await contextOf(request, response)
  const asked = Query.safeParse(request.query)
  const locale = (asked.success ? asked.data.locale : undefined) ?? ctx.locale
  const bytes: unknown = request.body
  try {
    if (!asked.success) throw new Rejection([problem('INPUT_INVALID', [], { field: 'query' })])
    if (!Buffer.isBuffer(bytes)) throw new Rejection([problem('IMPORT_FILE_UNREADABLE')])
    const { institutionId: providerId, month, name, keep, nearMinutes, timeMinutes, amountFen } = asked.data
    const report = await importLedger(ctx, {
      providerId,
      month,
      fileName: name,
      fileSha256: createHash('sha256').update(bytes).digest('hex'),
      table: await tableOf(request.is(XLSX_TYPE) ? XLSX_TYPE : CSV_TYPE, bytes, LEDGER_ROWS_MAX),
      settings: { nearMinutes, timeMinutes, amountFen },
      isKept: keep === 'yes',
    })
    response.json({
      runId: report.run?.id ?? null,
      badRows: report.badRows.map((it) => ({ row: it.number, problems: told(it.problems, locale) })),
      totals: report.totals,
    })
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    response.status(statusOf(error.problems)).json({ problems: told(error.problems, locale) })
  }
}

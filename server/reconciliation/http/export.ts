/**
 * `GET /export/reconciliations/ID.xlsx?differing=yes`: the lines that are on screen as a workbook; and
 * `GET /export/journals/ID.csv`: the month as journal entries, one debit and one credit account a row.
 */

import type { Express, Request, Response } from 'express'
import type { Context } from '../../context.ts'
import { DEFAULT_ZONE, dateOf, timeOf } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Locale } from '../../kernel/problem.ts'
import { addSheet, answerRejection, sendWorkbook, type Workbook, writeRow } from '../../platform/workbook.ts'
import { exportedLines, exportedRun, journalOf } from '../actions/export.ts'
import type { Line } from '../queries/lines.ts'
import { EXPORT_PATH, JOURNAL_COLUMNS, JOURNAL_PATH } from '../rules/export-path.ts'
import { wordsIn } from './words.ts'

type ContextOf = (request: Request, response: Response) => Promise<Context>

export function mountReconciliationExports(app: Express, contextOf: ContextOf): void {
  app.get(EXPORT_PATH, async (request: Request, response: Response) => {
    const ctx = await contextOf(request, response)
    const locale = localeIn(request, ctx.locale)
    try {
      const run = await exportedRun(ctx, String(request.params['id']))
      const name = `${wordsIn(locale).title} ${run.month}`
      const names = { name, plainName: `reconciliation-${run.month}` }
      const lines = exportedLines(ctx, run, request.query['differing'] === 'yes')
      await sendWorkbook(response, names, (workbook) => writeLines(workbook, lines, locale))
    } catch (error) {
      answerRejection(response, error, locale)
    }
  })
  app.get(JOURNAL_PATH, async (request: Request, response: Response) => {
    const ctx = await contextOf(request, response)
    try {
      const run = await exportedRun(ctx, String(request.params['id']))
      const entries = await journalOf(ctx, run)
      const rows = entries.map((it) =>
        [dateOf(it.at, DEFAULT_ZONE), it.debit, it.credit, (it.amountFen / 100).toFixed(2), it.payer, it.id]
          .map(quoted)
          .join(','),
      )
      response.type('text/csv; charset=utf-8').attachment(`journal-${run.month}.csv`)
      response.set('cache-control', 'private, no-store')
      // With the mark by which spreadsheets know UTF-8.
      response.send(`\uFEFF${[JOURNAL_COLUMNS.join(','), ...rows].join('\r\n')}\r\n`)
    } catch (error) {
      answerRejection(response, error, ctx.locale)
    }
  })
}

/** Quotes doubled; what a spreadsheet would take for a formula is text. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function localeIn(request: Request, otherwise: Locale): Locale {
  const asked = request.query['locale']
  return asked === 'en' || asked === 'zh-CN' ? asked : otherwise
}

const YUAN = '#,##0.00'

async function writeLines(workbook: Workbook, lines: AsyncIterable<Line>, locale: Locale): Promise<void> {
  const words = wordsIn(locale)
  const widths = [8, 14, 18, 22, 18, 18, 14, 10, 22, 18, 18, 14, 14, 16, 40]
  const sheet = addSheet(workbook, words.title, { widths, frozen: 1 })
  const side = ['@', '@', '@', YUAN]
  const formats = ['0', '@', '@', ...side, '0', ...side, YUAN]
  writeRow(sheet, words.columns, { bold: true })
  let [oursFen, theirsFen] = [0, 0]
  for await (const it of lines) {
    oursFen += it.ours?.amountFen ?? 0
    theirsFen += it.theirs?.amountFen ?? 0
    const decision = it.resolution === null ? '' : words.resolutions[it.resolution]
    const cells = [it.number, words.outcomes[it.outcome], it.instrument, ...sideCells(it.ours)]
    const rest = [
      it.theirRow ?? '',
      ...sideCells(it.theirs),
      yuan(differenceOf(it)),
      decision,
      it.reason ?? '',
    ]
    writeRow(sheet, [...cells, ...rest], { formats })
  }
  const sums = [
    '',
    '',
    words.sum,
    '',
    '',
    '',
    yuan(oursFen),
    '',
    '',
    '',
    '',
    yuan(theirsFen),
    yuan(theirsFen - oursFen),
  ]
  writeRow(sheet, sums, { formats, bold: true })
  sheet.commit()
}

function sideCells(side: Line['ours']): readonly (string | number)[] {
  if (!side) return ['', '', '', '']
  return [side.customer ?? '', moment(side.span.startsAt), moment(side.span.endsAt), yuan(side.amountFen)]
}

function differenceOf({ ours, theirs }: Line): Fen {
  return (theirs?.amountFen ?? 0) - (ours?.amountFen ?? 0)
}

/** Numbers of a spreadsheet are yuan: two decimals of them are exact in what it shows. */
function yuan(fen: Fen): number {
  return fen / 100
}

function moment(instant: Instant): string {
  return `${dateOf(instant, DEFAULT_ZONE)} ${timeOf(instant, DEFAULT_ZONE)}`
}

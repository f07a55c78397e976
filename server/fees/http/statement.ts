/** `GET /export/statements/ID.xlsx`: a statement as a workbook, by the same authorisation as in the schema. */

import type { Express, Request, Response } from 'express'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { DEFAULT_ZONE, dateOf, timeOf } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Locale } from '../../kernel/problem.ts'
import { addSheet, answerRejection, sendWorkbook, type Workbook, writeRow } from '../../platform/workbook.ts'
import { type Named, type StatementFile, statementFile } from '../actions/statement-file.ts'
import { numberOf } from '../actions/statements.ts'
import { priceLineText } from '../rules/price-lines.ts'
import { STATEMENT_PATH } from '../rules/statement-path.ts'
import { wordsIn } from './words.ts'

const Query = z.object({ locale: z.enum(['zh-CN', 'en']).optional().catch(undefined) })

type ContextOf = (request: Request, response: Response) => Promise<Context>

export function mountFees(app: Express, contextOf: ContextOf): void {
  app.get(STATEMENT_PATH, async (request: Request, response: Response) => {
    const ctx = await contextOf(request, response)
    const locale = Query.parse(request.query).locale ?? ctx.locale
    try {
      const file = await statementFile(ctx, String(request.params['id']))
      const number = numberOf(file.statement)
      const names = { name: `${wordsIn(locale).title} ${number}`, plainName: `statement-${number}` }
      await sendWorkbook(response, names, (workbook) => writeStatement(workbook, file, locale))
    } catch (error) {
      answerRejection(response, error, locale)
    }
  })
}

const YUAN = '#,##0.00'

async function writeStatement(workbook: Workbook, file: StatementFile, locale: Locale): Promise<void> {
  writeHead(workbook, file, locale)
  await writeLines(workbook, file, locale)
  writePayments(workbook, file, locale)
}

function writeHead(workbook: Workbook, file: StatementFile, locale: Locale): void {
  const words = wordsIn(locale)
  const { statement, provider, payer, payments } = file
  const paidFen = payments.reduce((sum, it) => sum + it.amountFen, 0)
  const sheet = addSheet(workbook, words.title, { widths: [28, 60], frozen: 1 })
  const formats = ['@', YUAN]
  writeRow(sheet, [words.title, numberOf(statement)], { bold: true })
  writeRow(sheet, [words.provider, nameOf(provider, locale)])
  writeRow(sheet, [words.uscc, provider.uscc ?? ''])
  writeRow(sheet, [words.payer, nameOf(payer, locale)])
  writeRow(sheet, [words.uscc, payer.uscc ?? ''])
  const { startsAt, endsAt } = statement.period
  writeRow(sheet, [words.period, `${momentText(startsAt)} – ${momentText(endsAt)} (${DEFAULT_ZONE})`])
  writeRow(sheet, [words.issuedAt, momentText(statement.issuedAt)])
  if (statement.invoiceNumber !== null)
    writeRow(sheet, [words.invoice, `${statement.invoiceNumber} (${statement.invoicedOn ?? ''})`])
  if (statement.voidedAt !== null)
    writeRow(sheet, [words.voided, `${momentText(statement.voidedAt)} ${statement.voidReason ?? ''}`], {
      bold: true,
    })
  writeRow(sheet, [words.total, yuan(statement.totalFen)], { formats, bold: true })
  writeRow(sheet, [words.paid, yuan(paidFen)], { formats })
  const owedFen = statement.state === 'void' ? 0 : statement.totalFen - paidFen
  writeRow(sheet, [words.owed, yuan(owedFen)], { formats })
  sheet.commit()
}

/** A row for each line of each charge: their sum is the total. */
async function writeLines(workbook: Workbook, file: StatementFile, locale: Locale): Promise<void> {
  const words = wordsIn(locale)
  const sheet = addSheet(workbook, words.linesSheet, { widths: [18, 32, 16, 44, 14, 14, 34], frozen: 1 })
  const formats = ['@', '@', '@', '@', '0', YUAN, '@']
  writeRow(sheet, words.lines, { bold: true })
  let sumFen = 0
  for await (const { charge, instrument, person } of file.charges) {
    for (const line of charge.lines) {
      const what = [momentText(charge.occurredAt), nameOf(instrument, locale), nameOf(person, locale)]
      const minutes = 'minutes' in line ? line.minutes : ''
      const cells = [...what, priceLineText(line, locale), minutes, yuan(line.amountFen), charge.id]
      writeRow(sheet, cells, { formats })
      sumFen += line.amountFen
    }
  }
  writeRow(sheet, [words.sum, '', '', '', '', yuan(sumFen), ''], { formats, bold: true })
  sheet.commit()
}

function writePayments(workbook: Workbook, { payments }: StatementFile, locale: Locale): void {
  const words = wordsIn(locale)
  const sheet = addSheet(workbook, words.paymentsSheet, { widths: [14, 32, 14, 18], frozen: 1 })
  writeRow(sheet, words.payments, { bold: true })
  for (const { paidOn, reference, amountFen, recordedAt } of payments) {
    writeRow(sheet, [paidOn, reference, yuan(amountFen), momentText(recordedAt)], {
      formats: ['@', '@', YUAN],
    })
  }
  sheet.commit()
}

function nameOf({ nameZh, nameEn }: Named, locale: Locale): string {
  return locale === 'en' ? (nameEn ?? nameZh) : nameZh
}

/** Numbers of a spreadsheet are yuan: two decimals of them are exact in what it shows. */
function yuan(fen: Fen): number {
  return fen / 100
}

function momentText(instant: Instant): string {
  return `${dateOf(instant, DEFAULT_ZONE)} ${timeOf(instant, DEFAULT_ZONE)}`
}

/**
 * `POST /fees/bank-import`: a file of a bank, looked at or imported. The body is the file itself; its type is none that a
 * form of another site can send.
 */

import express, { type Express, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { type Locale, type Problem, problem, problemText, Rejection } from '../../kernel/problem.ts'
import { answerRejection } from '../../platform/workbook.ts'
import { type BankChoice, type BankImportReport, importBankFile } from '../actions/bank-import.ts'
import { BANK_ROWS_MAX } from '../rules/bank-rows.ts'
import { readCamt } from './bank-camt.ts'
import { readCsv } from './bank-file.ts'

const CSV_TYPE = 'text/csv'
const XML_TYPE = 'application/xml'
const TYPES = [CSV_TYPE, XML_TYPE]
const FILE_MAX = '5mb'

const Query = z.object({
  institutionId: z.string().min(1).max(100),
  mappingId: z.string().min(1).max(100).optional(),
  name: z.string().max(400).optional(),
  /** `ready`, or numbers and spans of rows, `2,3,7-90`; left out: only look. */
  rows: z
    .string()
    .max(8000)
    .regex(/^(ready|\d{1,6}(-\d{1,6})?(,\d{1,6}(-\d{1,6})?)*)$/)
    .optional(),
  locale: z.enum(['zh-CN', 'en']).optional(),
})

type ContextOf = (request: Request, response: Response) => Promise<Context>

export function mountBankImport(app: Express, contextOf: ContextOf): void {
  app.post(
    '/fees/bank-import',
    takeFilesOnly,
    express.raw({ type: TYPES, limit: FILE_MAX }),
    (request: Request, response: Response) => takeFile(request, response, contextOf),
  )
}

function takeFilesOnly(request: Request, response: Response, next: () => void): void {
  if (request.is(TYPES)) next()
  else response.status(415).json({ problems: told([problem('BANK_FILE_UNREADABLE')], 'zh-CN') })
}

async function takeFile(request: Request, response: Response, contextOf: ContextOf): Promise<void> {
  const ctx = await contextOf(request, response)
  const asked = Query.safeParse(request.query)
  const locale = (asked.success ? asked.data.locale : undefined) ?? ctx.locale
  const bytes: unknown = request.body
  try {
    if (!asked.success) throw new Rejection([problem('INPUT_INVALID', [], { field: 'rows' })])
    if (!Buffer.isBuffer(bytes)) throw new Rejection([problem('BANK_FILE_UNREADABLE')])
    const { institutionId, mappingId = null, name = '', rows } = asked.data
    const report = await importBankFile(ctx, {
      institutionId,
      mappingId,
      file: { name, bytes },
      chosen: choiceOf(rows),
      read: (mapping) => (request.is(XML_TYPE) ? readCamt(bytes) : readCsv(bytes, mapping)),
    })
    response.json(answerOf(report, locale))
  } catch (error) {
    answerRejection(response, error, locale)
  }
}

/** Spans do not reach beyond what a file can hold, so that nothing is counted out for nothing. */
function choiceOf(text: string | undefined): BankChoice {
  if (text === undefined) return null
  if (text === 'ready') return text
  const numbers = new Set<number>()
  for (const span of text.split(',')) {
    const [from = 0, to = from] = span.split('-').map(Number)
    if (to - from > BANK_ROWS_MAX * 2) throw new Rejection([problem('INPUT_INVALID', [], { field: 'rows' })])
    for (let number = from; number <= to; number += 1) numbers.add(number)
    if (numbers.size > BANK_ROWS_MAX * 2)
      throw new Rejection([problem('INPUT_INVALID', [], { field: 'rows' })])
  }
  return numbers
}

function answerOf({ applied, importedAt, rows }: BankImportReport, locale: Locale) {
  return {
    applied,
    importedAt: importedAt === null ? null : new Date(importedAt).toISOString(),
    rows: rows.map(({ number, state, problems, entry, cells }) => ({
      row: number,
      state,
      problems: told(problems, locale),
      ...(entry
        ? {
            bookedOn: entry.bookedOn,
            amountFen: entry.direction === 'credit' ? entry.amountFen : 0 - entry.amountFen,
            payerName: entry.payerName,
            text: entry.description,
          }
        : {
            text: cells
              .filter((it) => it.trim() !== '')
              .join(' · ')
              .slice(0, 200),
          }),
    })),
  }
}

function told(problems: readonly Problem[], locale: Locale) {
  return problems.map((it) => ({ code: it.code, message: problemText(it, locale) }))
}

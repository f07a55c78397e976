/** `GET /export/utilisation.xlsx`: the answer of `utilisation` as a workbook, by the same authorisation and filters. */

import type { Express, Request, Response } from 'express'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { answerRejection, sendWorkbook } from '../../platform/workbook.ts'
import { wholeUtilisation } from '../actions/utilisation.ts'
import { EXPORT_PATH } from '../rules/export-path.ts'
import { UTILISATION_BY, type UtilisationQuestion } from '../rules/figures.ts'
import { writeUtilisation } from './workbook.ts'
import { wordsIn } from './words.ts'

const instant = z.iso.datetime({ offset: true }).transform((it) => Date.parse(it))
const word = z
  .string()
  .max(100)
  .optional()
  .transform((it) => (it ? it : null))

const Query = z.object({
  from: instant,
  to: instant,
  by: z.string().toLowerCase().pipe(z.enum(UTILISATION_BY)).default('institution'),
  institutionId: word,
  district: word,
  categoryCode: word,
  locale: z.enum(['zh-CN', 'en']).optional(),
})

type ContextOf = (request: Request, response: Response) => Promise<Context>

export function mountStatistics(app: Express, contextOf: ContextOf): void {
  app.get(EXPORT_PATH, (request: Request, response: Response) => answerWith(request, response, contextOf))
}

async function answerWith(request: Request, response: Response, contextOf: ContextOf): Promise<void> {
  const ctx = await contextOf(request, response)
  const asked = Query.safeParse(request.query)
  const locale = (asked.success ? asked.data.locale : undefined) ?? ctx.locale
  try {
    const question = asked.success ? questionOf(asked.data) : refused(asked.error)
    const answer = await wholeUtilisation(ctx, question)
    const names = { name: wordsIn(locale).fileName, plainName: 'utilisation' }
    await sendWorkbook(response, names, (workbook) => writeUtilisation(workbook, answer, locale))
  } catch (error) {
    answerRejection(response, error, locale)
  }
}

function questionOf(query: z.output<typeof Query>): UtilisationQuestion {
  const { from, to, by, institutionId, district, categoryCode } = query
  return { period: { startsAt: from, endsAt: to }, by, scope: { institutionId, district, categoryCode } }
}

function refused(error: z.ZodError): never {
  throw new Rejection(error.issues.map((it) => problem('INPUT_INVALID', [], { field: it.path.join('.') })))
}

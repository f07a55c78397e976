/** `GET /export/utilisation.xlsx`: the answer of `utilisation` as a workbook, by the same authorisation and filters. */

import { once } from 'node:events'
import type { Express, Request, Response } from 'express'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { type Locale, type Problem, problem, problemText, Rejection } from '../../kernel/problem.ts'
import { wholeUtilisation } from '../actions/utilisation.ts'
import { EXPORT_PATH } from '../rules/export-path.ts'
import { UTILISATION_BY, type UtilisationQuestion } from '../rules/figures.ts'
import { writeWorkbook } from './workbook.ts'
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
  app.get(EXPORT_PATH, (request: Request, response: Response) => sendWorkbook(request, response, contextOf))
}

async function sendWorkbook(request: Request, response: Response, contextOf: ContextOf): Promise<void> {
  const ctx = await contextOf(request, response)
  const asked = Query.safeParse(request.query)
  const locale = (asked.success ? asked.data.locale : undefined) ?? ctx.locale
  try {
    const question = asked.success ? questionOf(asked.data) : refused(asked.error)
    const answer = await wholeUtilisation(ctx, question)
    if (response.closed) return
    response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    response.set('content-disposition', disposition(`${wordsIn(locale).fileName}.xlsx`))
    response.set('cache-control', 'private, no-store')
    // A reader who goes away never takes the rest: the end of the connection ends the writing too.
    await Promise.race([writeWorkbook(response, answer, locale), once(response, 'close')])
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    answerProblems(response, error.problems, locale)
  }
}

function questionOf(query: z.output<typeof Query>): UtilisationQuestion {
  const { from, to, by, institutionId, district, categoryCode } = query
  return { period: { startsAt: from, endsAt: to }, by, scope: { institutionId, district, categoryCode } }
}

function refused(error: z.ZodError): never {
  throw new Rejection(error.issues.map((it) => problem('INPUT_INVALID', [], { field: it.path.join('.') })))
}

const STATUS: Partial<Record<Problem['code'], number>> = {
  SIGN_IN_REQUIRED: 401,
  FORBIDDEN: 403,
  TOKEN_SCOPE_MISSING: 403,
  INSTITUTION_NOT_FOUND: 404,
  DISTRICT_NOT_FOUND: 404,
  CATEGORY_NOT_FOUND: 404,
}

function answerProblems(response: Response, problems: readonly Problem[], locale: Locale): void {
  const status = problems.map((it) => STATUS[it.code] ?? 400)
  response.status(Math.min(...status)).json({
    problems: problems.map((it) => ({ code: it.code, message: problemText(it, locale), refs: it.refs })),
  })
}

/** An attachment whose name may be Chinese (RFC 6266), with a plain name for programs that cannot read it. */
function disposition(name: string): string {
  return `attachment; filename="utilisation.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`
}

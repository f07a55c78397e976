/** What the bank says came in and went out, and what of it is decided. Reads only. */

import type { Context } from '../../context.ts'
import { peopleByIds } from '../../identity/queries/people.ts'
import { authorise } from '../../identity/rules.ts'
import { institutionsByIds } from '../../institutions/queries/institutions.ts'
import { dateOf, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { refuse } from '../../kernel/problem.ts'
import { type BankLine, bankLinesPage, type BankLineScope, bankSums } from '../queries/bank-lines.ts'
import { paymentsByStatementIds } from '../queries/payments.ts'
import { owedStatements, type Statement } from '../queries/statements.ts'
import { type Days, daysProblems, openFen } from '../rules/bank-lines.ts'
import { type MatchSuggestion, type OwedStatement, suggestionsFor } from '../rules/bank-matching.ts'
import { paidFenOf } from '../rules/statements.ts'
import { numberOf } from './statements.ts'

export type { MatchSuggestion }

/** What of a line is not decided. */
export const openOf = (line: BankLine): Fen => openFen(line)

/** Enough for what is owed to one institution at a time; of more, the newest are suggested. */
const OWED_MAX = 500

/** Lines of some days, the last booked first. */
export async function findBankLines(
  ctx: Context,
  scope: BankLineScope,
  args: PageArgs,
): Promise<Page<BankLine>> {
  authorise(ctx.viewer, 'seeBankLines', { institutionId: scope.institutionId })
  refuse(daysProblems(scope.days))
  const page = pageRequest(args)
  const rows = await bankLinesPage(ctx.store.db, scope, page)
  return pageOf(rows, page, (it) => [it.bookedOn, it.id])
}

/** `amountFen` = `matchedFen` + `notOursFen` + `openFen`, whatever is decided. */
export type BankTotals = {
  readonly count: number
  readonly amountFen: Fen
  readonly matchedFen: Fen
  readonly notOursFen: Fen
  readonly openFen: Fen
}

/** What came in and what went out in these days. */
export async function bankTotals(
  ctx: Context,
  scope: { readonly institutionId: string; readonly days: Days },
): Promise<{ readonly credit: BankTotals; readonly debit: BankTotals }> {
  authorise(ctx.viewer, 'seeBankLines', { institutionId: scope.institutionId })
  refuse(daysProblems(scope.days))
  const [credit, debit] = await Promise.all([
    bankSums(ctx.store.db, { ...scope, direction: 'credit' }),
    bankSums(ctx.store.db, { ...scope, direction: 'debit' }),
  ])
  const whole = (it: typeof credit): BankTotals => ({
    ...it,
    openFen: it.amountFen - it.matchedFen - it.notOursFen,
  })
  return { credit: whole(credit), debit: whole(debit) }
}

/** The statements that each line may pay, the likeliest first; none for what went out and what is decided. */
export async function bankSuggestions(
  ctx: Context,
  lines: readonly BankLine[],
): Promise<(readonly MatchSuggestion[])[]> {
  const wanted = lines.filter((it) => it.direction === 'credit' && openFen(it) > 0)
  const owed = new Map<string, readonly OwedStatement[]>()
  for (const institutionId of new Set(wanted.map((it) => it.institutionId)))
    owed.set(institutionId, await owedTo(ctx, institutionId))
  const isWanted = new Set(wanted)
  return lines.map((it) =>
    isWanted.has(it) ? suggestionsFor({ ...it, openFen: openFen(it) }, owed.get(it.institutionId) ?? []) : [],
  )
}

async function owedTo(ctx: Context, providerId: string): Promise<readonly OwedStatement[]> {
  const { db } = ctx.store
  const statements = await owedStatements(db, providerId, OWED_MAX)
  if (statements.length === 0) return []
  const payments = await paymentsByStatementIds(
    db,
    statements.map((it) => it.id),
  )
  const names = await payerNames(ctx, statements)
  return statements.map((it, i) => ({
    id: it.id,
    number: numberOf(it),
    issuedOn: dateOf(it.issuedAt, DEFAULT_ZONE),
    owedFen: it.totalFen - paidFenOf(payments[i] ?? []),
    payerNames: names.get(it.payerId) ?? [],
  }))
}

async function payerNames(
  { store: { db } }: Context,
  statements: readonly Statement[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const institutionIds = [...new Set(statements.flatMap((it) => it.payerInstitutionId ?? []))]
  const personIds = [
    ...new Set(statements.flatMap((it) => (it.payerInstitutionId === null ? [it.payerId] : []))),
  ]
  const institutions = institutionIds.length === 0 ? [] : await institutionsByIds(db, institutionIds)
  const people = personIds.length === 0 ? [] : await peopleByIds(db, personIds)
  return new Map(
    [...institutions, ...people].flatMap((it) =>
      it ? [[it.id, [it.nameZh, ...(it.nameEn === null ? [] : [it.nameEn])]] as const] : [],
    ),
  )
}

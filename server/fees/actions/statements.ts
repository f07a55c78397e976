/** Statements gather what a payer owes a provider. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { peopleByIds } from '../../identity/queries/people.ts'
import { authorise } from '../../identity/rules.ts'
import { institutionsByIds } from '../../institutions/queries/institutions.ts'
import { dateOf, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import type { Interval } from '../../kernel/interval.ts'
import { yuanText } from '../../kernel/money.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { updateChargesPaid, updateChargesStated } from '../queries/charge-states.ts'
import { type UnstatedTotal, unstatedTotals } from '../queries/charges.ts'
import { paymentsByStatementIds } from '../queries/payments.ts'
import {
  insertStatement,
  lastCounter,
  type Statement,
  statementCount,
  statementsByIds,
  type StatementScope,
  statementsPage,
  updateStatement,
} from '../queries/statements.ts'
import { type Parties, seesSettlement, sightOf, viewsOf } from '../rules/sight.ts'
import { statementPath } from '../rules/statement-path.ts'
import {
  paidFenOf,
  periodProblems,
  settlementKey,
  statementNumber,
  statementState,
} from '../rules/statements.ts'

/** Enough for every payer of a city; a provider with more sees those that owe most. */
const PAYERS_MAX = 500

/** Puts every open charge between two parties that occurred in a period on one numbered statement. */
export async function issueStatement(
  ctx: Context,
  input: { readonly providerId: string; readonly payerId: string; readonly period: Interval },
): Promise<Statement> {
  const { providerId, payerId, period } = input
  authorise(ctx.viewer, 'manageStatements', { institutionId: providerId })
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [`statements:${providerId}`, settlementKey(input)])
    const payer = await payerOf(trx, payerId)
    refuse([...periodProblems(period, ctx.now()), ...(payer ? [] : [problem('PAYER_NOT_FOUND')])])
    const issuedAt = ctx.now()
    const year = Number(dateOf(issuedAt, DEFAULT_ZONE).slice(0, 4))
    const empty: Statement = {
      id: ctx.newId(),
      providerId,
      payerId,
      payerInstitutionId: payer?.institutionId ?? null,
      year,
      counter: (await lastCounter(trx, providerId, year)) + 1,
      period,
      issuedAt,
      totalFen: 0,
      state: 'issued',
      voidedAt: null,
      voidReason: null,
      invoiceNumber: null,
      invoicedOn: null,
    }
    await insertStatement(trx, empty)
    const { count, totalFen } = await updateChargesStated(trx, empty)
    if (count === 0) throw new Rejection([problem('STATEMENT_EMPTY')])
    if (totalFen < 0)
      throw new Rejection([problem('STATEMENT_IS_CREDIT', [], { amount: yuanText(0 - totalFen) })])
    const state = statementState(totalFen, 0)
    const statement = { ...empty, totalFen, state }
    await updateStatement(trx, { id: empty.id, totalFen, state })
    if (statement.state === 'paid') await updateChargesPaid(trx, statement.id)
    await ctx.audit(ctx, trx, {
      action: 'issueStatement',
      subjectType: 'Statement',
      subjectId: statement.id,
      detail: { providerId, payerId, period, count, totalFen },
    })
    await ctx.emit(ctx, trx, { type: 'statement.issued', subjectId: statement.id })
    return statement
  })
}

/** The institution or the person with this id; a person pays for himself. */
async function payerOf(trx: Trx, id: string): Promise<{ readonly institutionId: string | null } | undefined> {
  const [institution] = await institutionsByIds(trx, [id])
  if (institution) return { institutionId: institution.id }
  const [person] = await peopleByIds(trx, [id])
  return person && { institutionId: null }
}

export type StatementFilter = Parties & Pick<StatementScope, 'state'>

export type StatementPage = Page<Statement> & { readonly count: () => Promise<number> }

/** Statements that the viewer may see, newest first, and how many they are. */
export async function findStatements(
  ctx: Context,
  filter: StatementFilter,
  args: PageArgs,
): Promise<StatementPage> {
  const viewer = authorise(ctx.viewer, 'seeCharges', { personId: ctx.viewer?.personId ?? null })
  const { providerId, payerId, state } = filter
  const scope = { providerId, payerId, state, views: viewsOf(sightOf(viewer), filter) }
  const page = pageRequest(args)
  const rows = await statementsPage(ctx.store.db, scope, page)
  return {
    ...pageOf(rows, page, (it) => [it.issuedAt, it.id]),
    count: () => statementCount(ctx.store.db, scope),
  }
}

/** Statements in the order of `ids`; null where there is none that the viewer may see. */
export async function visibleStatements(ctx: Context, ids: readonly string[]): Promise<(Statement | null)[]> {
  const statements = await statementsByIds(ctx.store.db, ids)
  return statements.map((it) => (it && seesSettlement(ctx.viewer, it) ? it : null))
}

/** What each payer owes a provider for open charges of a period, the most owed first; at most 500 payers. */
export async function findUnstatedTotals(
  ctx: Context,
  input: { readonly providerId: string; readonly period: Interval },
): Promise<UnstatedTotal[]> {
  authorise(ctx.viewer, 'seeLedger', { institutionId: input.providerId })
  return unstatedTotals(ctx.store.db, input, PAYERS_MAX)
}

/** The number printed on a statement. */
export function numberOf({ year, counter }: Statement): string {
  return statementNumber(year, counter)
}

/** Where the statement is as a workbook. */
export function exportUrlOf({ locale }: Context, { id }: Statement): string {
  return statementPath(id, locale)
}

/** What has been paid of each statement, in the order of `statementIds`. */
export async function paidTotals(ctx: Context, statementIds: readonly string[]): Promise<number[]> {
  const payments = await paymentsByStatementIds(ctx.store.db, statementIds)
  return payments.map(paidFenOf)
}

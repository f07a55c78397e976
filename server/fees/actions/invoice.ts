/** The invoice that a provider wrote for a statement. */

import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { dateOf, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { type Statement, statementsByIds, updateInvoice } from '../queries/statements.ts'
import { type InvoiceForm, invoiceProblems, settlementKey } from '../rules/statements.ts'

/** Records the invoice of a statement; recorded again, it takes the place of the one before. */
export async function recordInvoice(
  ctx: Context,
  { statementId, ...form }: InvoiceForm & { readonly statementId: string },
): Promise<Statement> {
  const [known] = await statementsByIds(ctx.store.db, [statementId])
  authorise(ctx.viewer, 'manageStatements', { institutionId: known?.providerId ?? null })
  if (!known) throw new Rejection([problem('STATEMENT_NOT_FOUND')])
  const number = form.number.trim()
  const { issuedOn } = form
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [settlementKey(known)])
    const [statement = known] = await statementsByIds(trx, [statementId])
    refuse(invoiceProblems(statement, { number, issuedOn }, dateOf(ctx.now(), DEFAULT_ZONE)))
    const invoice = { invoiceNumber: number, invoicedOn: issuedOn }
    await updateInvoice(trx, statementId, invoice)
    await ctx.audit(ctx, trx, {
      action: 'recordInvoice',
      subjectType: 'Statement',
      subjectId: statementId,
      detail: { number, issuedOn, before: known.invoiceNumber },
    })
    return { ...statement, ...invoice }
  })
}

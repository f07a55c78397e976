/** Making a statement void: it keeps its number, and its charges are open again, to be put on another one. */

import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { present } from '../../kernel/invariant.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { updateChargesReleased } from '../queries/charge-states.ts'
import { paymentsByStatementIds } from '../queries/payments.ts'
import {
  isLatestStatement,
  type Statement,
  statementsByIds,
  updateStatementVoid,
} from '../queries/statements.ts'
import { paidFenOf, settlementKey, voidProblems } from '../rules/statements.ts'
import { closedProblems } from './periods.ts'

export async function voidStatement(
  ctx: Context,
  { statementId, reason }: { readonly statementId: string; readonly reason: string },
): Promise<Statement> {
  const [known] = await statementsByIds(ctx.store.db, [statementId])
  const { personId } = authorise(ctx.viewer, 'manageStatements', { institutionId: known?.providerId ?? null })
  if (!known) throw new Rejection([problem('STATEMENT_NOT_FOUND')])
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [settlementKey(known)])
    const [found] = await statementsByIds(trx, [statementId])
    const statement = present(found, `statement ${statementId}`)
    const [payments = []] = await paymentsByStatementIds(trx, [statementId])
    const facts = { reason, paidFen: paidFenOf(payments), isLatest: await isLatestStatement(trx, statement) }
    const { providerId, period } = statement
    refuse([
      ...voidProblems(statement, facts),
      ...(await closedProblems(ctx, trx, { providerId, at: period.startsAt })),
    ])
    const made = { at: ctx.now(), by: personId, reason: reason.trim() }
    await updateStatementVoid(trx, statementId, made)
    const count = await updateChargesReleased(trx, statementId)
    await ctx.audit(ctx, trx, {
      action: 'voidStatement',
      subjectType: 'Statement',
      subjectId: statementId,
      detail: { count, totalFen: statement.totalFen, reason: made.reason },
    })
    await ctx.emit(ctx, trx, { type: 'statement.voided', subjectId: statementId })
    return { ...statement, state: 'void', voidedAt: made.at, voidReason: made.reason }
  })
}

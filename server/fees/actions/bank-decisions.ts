/** What a line of the bank is: payments of statements, or not ours. Either can be undone, and the ledger only grows. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import type { Fen } from '../../kernel/money.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { type BankLine, bankLinesByIds, updateBankLine } from '../queries/bank-lines.ts'
import { paymentsByBankLineIds, paymentsByStatementIds } from '../queries/payments.ts'
import { statementsByIds } from '../queries/statements.ts'
import {
  BANK_PARTS_MAX,
  bankLineKey,
  bankReasonProblems,
  lineState,
  notOursProblems,
  openFen,
  type Shares,
  undoProblems,
  useProblems,
} from '../rules/bank-lines.ts'
import { settlementKey } from '../rules/statements.ts'
import { settle, takePaymentBack } from './payments.ts'

/** Lines that are accepted in one step. */
const LINES_MAX = 50

export type Part = { readonly statementId: string; readonly amountFen: Fen }
/** `version` is that of the line which whoever decides has seen. */
export type AcceptedLine = {
  readonly lineId: string
  readonly version: number
  readonly parts: readonly Part[]
}

/** Makes lines that came in payments of statements: all of them, or none where one cannot be. */
export async function acceptBankLines(
  ctx: Context,
  accepted: readonly AcceptedLine[],
): Promise<readonly BankLine[]> {
  const known = await linesFor(
    ctx,
    accepted.map((it) => it.lineId),
  )
  const parts = accepted.flatMap((it) => it.parts)
  const isShaped =
    accepted.length <= LINES_MAX &&
    new Set(accepted.map((it) => it.lineId)).size === accepted.length &&
    accepted.every(({ parts: own }) => own.length > 0 && own.length <= BANK_PARTS_MAX) &&
    parts.every((it) => it.amountFen > 0)
  if (!isShaped) throw new Rejection([problem('INPUT_INVALID', [], { field: 'lines' })])
  const statements = await statementsByIds(
    ctx.store.db,
    parts.map((it) => it.statementId),
  )
  const institutionId = known[0]?.institutionId
  const own = statements.flatMap((it) => (it && it.providerId === institutionId ? [it] : []))
  if (own.length < parts.length) throw new Rejection([problem('STATEMENT_NOT_FOUND')])
  const byId = new Map(own.map((it) => [it.id, it]))
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [...known.map((it) => bankLineKey(it.id)), ...own.map(settlementKey)])
    const done: BankLine[] = []
    for (const { lineId, version, parts: wanted } of accepted) {
      const line = await lineOf(trx, lineId)
      const amountFen = wanted.reduce((sum, it) => sum + it.amountFen, 0)
      refuse(useProblems(line, { version, direction: 'credit', amountFen }))
      for (const part of wanted) {
        const [statement] = await statementsByIds(trx, [byId.get(part.statementId)?.id ?? ''])
        if (!statement) throw new Rejection([problem('STATEMENT_NOT_FOUND')])
        const reference = await referenceOf(trx, line, part.statementId)
        const paid = { amountFen: part.amountFen, paidOn: line.bookedOn, reference, bankLineId: line.id }
        await settle(ctx, trx, statement, paid)
      }
      done.push(await store(ctx, trx, line, { ...line, matchedFen: line.matchedFen + amountFen }))
    }
    return done
  })
}

/** The number of the bank; counted where a payment with it was taken back before. */
async function referenceOf(trx: Trx, line: BankLine, statementId: string): Promise<string> {
  const [payments = []] = await paymentsByStatementIds(trx, [statementId])
  const base = line.bankNumber ?? line.id
  const before = payments.filter((it) => it.bankLineId === line.id).length
  return before === 0 ? base : `${base} (${before + 1})`
}

/** Sets aside what is open of a line, because it is no payment of a statement. */
export async function setBankLineAside(
  ctx: Context,
  { lineId, version, reason }: { readonly lineId: string; readonly version: number; readonly reason: string },
): Promise<BankLine> {
  await linesFor(ctx, [lineId])
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [bankLineKey(lineId)])
    const line = await lineOf(trx, lineId)
    refuse(notOursProblems(line, { version, reason }))
    const notOursFen = line.notOursFen + openFen(line)
    return store(ctx, trx, { ...line, notOursReason: reason.trim() }, { ...line, notOursFen })
  })
}

/** Undoes whatever was decided of a line: its payments are taken back by their opposites, and all of it is open. */
export async function undoBankLine(
  ctx: Context,
  { lineId, version, reason }: { readonly lineId: string; readonly version: number; readonly reason: string },
): Promise<BankLine> {
  await linesFor(ctx, [lineId])
  const [before = []] = await paymentsByBankLineIds(ctx.store.db, [lineId])
  const statements = await statementsByIds(
    ctx.store.db,
    before.map((it) => it.statementId),
  )
  return ctx.store.transact(async (trx) => {
    const keys = statements.flatMap((it) => (it ? [settlementKey(it)] : []))
    await ctx.store.dialect.lock(trx, [bankLineKey(lineId), ...keys])
    const line = await lineOf(trx, lineId)
    refuse([...undoProblems(line, version), ...bankReasonProblems(reason)])
    const [payments = []] = await paymentsByBankLineIds(trx, [lineId])
    for (const it of payments.filter((each) => each.reversedAt === null))
      await takePaymentBack(ctx, trx, it, reason.trim())
    return store(ctx, trx, { ...line, notOursReason: null }, { ...line, matchedFen: 0, notOursFen: 0 })
  })
}

async function store(ctx: Context, trx: Trx, line: BankLine, shares: Shares): Promise<BankLine> {
  const { matchedFen, notOursFen } = shares
  const after = { ...line, matchedFen, notOursFen, state: lineState(shares), version: line.version + 1 }
  await updateBankLine(trx, after)
  await ctx.audit(ctx, trx, {
    action: 'decideBankLine',
    subjectType: 'BankLine',
    subjectId: line.id,
    detail: { matchedFen, notOursFen, reason: after.notOursReason },
  })
  return after
}

async function lineOf(trx: Trx, id: string): Promise<BankLine> {
  const [line] = await bankLinesByIds(trx, [id])
  if (!line) throw new Rejection([problem('BANK_LINE_NOT_FOUND')])
  return line
}

/** Lines of one institution that the viewer decides about. */
async function linesFor(ctx: Context, ids: readonly string[]): Promise<readonly BankLine[]> {
  const found = await bankLinesByIds(ctx.store.db, ids.slice(0, LINES_MAX + 1))
  authorise(ctx.viewer, 'manageBankLines', { institutionId: found[0]?.institutionId ?? null })
  const lines = found.flatMap((it) => (it && it.institutionId === found[0]?.institutionId ? [it] : []))
  if (lines.length === 0 || lines.length < found.length) throw new Rejection([problem('BANK_LINE_NOT_FOUND')])
  return lines
}

/** Bank lines of one institution of the demo: some name their statement, some only look like it, one is interest. */

import { acceptBankLines } from '../server/fees/actions/bank-decisions.ts'
import { importBankFile } from '../server/fees/actions/bank-import.ts'
import { bankSuggestions, findBankLines } from '../server/fees/actions/bank-lines.ts'
import { saveBankMapping } from '../server/fees/actions/bank-mappings.ts'
import { findStatements, numberOf } from '../server/fees/actions/statements.ts'
import { readCsv } from '../server/fees/http/bank-file.ts'
import type { Statement } from '../server/fees/queries/statements.ts'
import { institutionsByIds } from '../server/institutions/queries/institutions.ts'
import { dateOf, DEFAULT_ZONE } from '../server/kernel/calendar.ts'
import { DAY_MS } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { seedInstitutions } from './data.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

const HEADER = '交易日期,借方发生额,贷方发生额,对方户名,对方账号,摘要,交易流水号'

/** Whose bank tells the demo who paid: the institution of its finance officer. */
export function bankOwner(): string {
  return present(
    seedInstitutions.find((it) => it.isOwner),
    'an owner',
  ).key
}

export async function seedBank(stage: Stage, town: Town): Promise<void> {
  const institutionId = present(town.institutionIds.get(bankOwner()), bankOwner())
  const ctx = stage.as(town.staff(bankOwner(), 'finance'))
  const { id: mappingId } = await saveBankMapping(ctx, {
    institutionId,
    mapping: {
      name: '工商银行企业网银（演示）',
      account: '0612 0000 0000 0001',
      encoding: 'auto',
      separator: 'comma',
      decimalMark: 'point',
      dateOrder: 'ymd',
      columns: {
        bookedOn: '交易日期',
        amount: null,
        credit: '贷方发生额',
        debit: '借方发生额',
        direction: null,
        payerName: '对方户名',
        payerAccount: '对方账号',
        description: '摘要',
        bankNumber: '交易流水号',
      },
    },
  })
  const { edges } = await findStatements(ctx, { providerId: institutionId, state: 'issued' }, { first: 100 })
  const owed = edges.map((it) => it.node).filter((it) => it.issuedAt < stage.now - 2 * DAY_MS)
  const payers = await institutionsByIds(
    ctx.store.db,
    owed.map((it) => it.payerId),
  )
  const day = dateOf(stage.now - DAY_MS, DEFAULT_ZONE)
  const rows = owed.flatMap((it, i) => rowsOf(it, payers[i]?.nameZh, { i, day }))
  const text = [HEADER, ...rows, `${day},,186.42,,,单位活期存款结息,${serial(day, 900)}`].join('\n')
  const bytes = new TextEncoder().encode(text)
  await importBankFile(ctx, {
    institutionId,
    mappingId,
    file: { name: `演示流水-${day}.csv`, bytes },
    chosen: 'ready',
    read: (mapping) => readCsv(bytes, mapping),
  })
  await acceptOne(stage, town, { institutionId, day })
}

/** A customer writes the number of the statement, or only what it is for, or pays a half, or by somebody else. */
function rowsOf(
  statement: Statement,
  payer: string | undefined,
  { i, day }: { readonly i: number; readonly day: string },
): readonly string[] {
  if (payer === undefined) return []
  const way = i % 4
  const fen = way === 2 ? Math.ceil(statement.totalFen / 2) : statement.totalFen
  const text = way === 0 || way === 2 ? `仪器使用费 ${numberOf(statement)}` : '测试费'
  const name = way === 3 ? '代付款（演示）' : payer
  return [
    `${day},,${(fen / 100).toFixed(2)},${name},6222${String(i).padStart(8, '0')},${text},${serial(day, i)}`,
  ]
}

function serial(day: string, i: number): string {
  return `${day.replaceAll('-', '')}${String(i + 1).padStart(6, '0')}`
}

/** The first line that is sure has been matched already. */
async function acceptOne(
  stage: Stage,
  town: Town,
  { institutionId, day }: { readonly institutionId: string; readonly day: string },
): Promise<void> {
  const ctx = stage.as(town.staff(bankOwner(), 'finance'))
  const scope = { institutionId, direction: 'credit' as const, days: { from: day, to: day } }
  const lines = (await findBankLines(ctx, scope, { first: 100 })).edges.map((it) => it.node)
  const suggestions = await bankSuggestions(ctx, lines)
  const at = suggestions.findIndex((it) => it[0]?.isSure)
  const line = lines[at]
  const best = suggestions[at]?.[0]
  if (!line || !best) return
  const parts = [{ statementId: best.statementId, amountFen: best.amountFen }]
  await acceptBankLines(ctx, [{ lineId: line.id, version: line.version, parts }])
}

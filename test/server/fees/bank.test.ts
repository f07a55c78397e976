/** Money that came in by the bank: its files, what each line may pay, accepting and undoing it; on each dialect. */

import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  acceptBankLines,
  setBankLineAside,
  undoBankLine,
} from '../../../server/fees/actions/bank-decisions.ts'
import { type BankChoice, importBankFile } from '../../../server/fees/actions/bank-import.ts'
import { bankSuggestions, bankTotals, findBankLines } from '../../../server/fees/actions/bank-lines.ts'
import { saveBankMapping } from '../../../server/fees/actions/bank-mappings.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import { recordPayment } from '../../../server/fees/actions/payments.ts'
import { issueStatement, numberOf, visibleStatements } from '../../../server/fees/actions/statements.ts'
import { readCsv } from '../../../server/fees/http/bank-file.ts'
import type { BankLine } from '../../../server/fees/queries/bank-lines.ts'
import { brokenInvariants } from '../../../server/fees/queries/invariants.ts'
import type { Statement } from '../../../server/fees/queries/statements.ts'
import type { BankMapping } from '../../../server/fees/rules/bank-mapping.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { codesOf, type Market, month, morning, openMarket, use } from '../../support/settlement.ts'
import { addTariff } from '../../support/tariffs.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const MAPPING: BankMapping = {
  name: '工行',
  account: '1512',
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
    payerAccount: null,
    description: '摘要',
    bankNumber: '流水号',
  },
}
const HEAD = '交易日期,借方发生额,贷方发生额,对方户名,摘要,流水号'
const DAYS = { from: '2026-01-01', to: '2026-12-31' }

describe.each(dialects)('the bank on %s', (dialect) => {
  let world: World
  let people: Market
  let mappingId: string
  let statement: Statement

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
    await addTariff(world, 'sem', 'external')
    await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T11:30')
    world.clock.now = morning('02-02')
    const finance = world.as(people.finance)
    statement = await issueStatement(finance, { providerId: 'lab', payerId: 'firm', period: month(1) })
    mappingId = (await saveBankMapping(finance, { institutionId: 'lab', mapping: MAPPING })).id
    world.clock.now = morning('02-20')
  })
  afterEach(() => world.close())

  const send = (rows: readonly string[], chosen: BankChoice = 'ready', who = people.finance) => {
    const bytes = new TextEncoder().encode([HEAD, ...rows].join('\n'))
    return importBankFile(world.as(who), {
      institutionId: 'lab',
      mappingId,
      file: { name: 'bank.csv', bytes },
      chosen,
      read: (mapping) => readCsv(bytes, mapping),
    })
  }
  const lines = async (): Promise<readonly BankLine[]> => {
    const scope = { institutionId: 'lab', direction: 'credit' as const, days: DAYS }
    const { edges } = await findBankLines(world.as(people.finance), scope, { first: 100 })
    return edges.map((it) => it.node)
  }
  const lineBy = async (number: string): Promise<BankLine> => {
    const line = (await lines()).find((it) => it.bankNumber === number)
    if (!line) throw new Error(`no line ${number}`)
    return line
  }
  const accept = (line: BankLine, amountFen: number, who = people.finance) =>
    acceptBankLines(world.as(who), [
      { lineId: line.id, version: line.version, parts: [{ statementId: statement.id, amountFen }] },
    ])
  const stateNow = async () => (await visibleStatements(world.as(people.finance), [statement.id]))[0]?.state
  const agrees = async () => {
    expect((await ledgerCheck(world.as(people.auditor), null)).balanced).toBe(true)
    expect(await brokenInvariants(world.store.db, { providerId: 'lab', from: 0 }, 10)).toEqual([])
    const { credit } = await bankTotals(world.as(people.finance), { institutionId: 'lab', days: DAYS })
    expect(credit.matchedFen + credit.notOursFen + credit.openFen).toBe(credit.amountFen)
  }

  test('a file is looked at first: bad rows are told by number, and nothing is kept', async () => {
    const report = await send(
      ['2026-02-10,,300.00,firm,ok,N1', '2026-13-10,,x,firm,bad,N2', '2027-01-01,,5,a,b,N3'],
      null,
    )
    expect(report.applied).toBe(false)
    expect(report.rows.map((it) => [it.number, it.state, it.problems.map((each) => each.code)])).toEqual([
      [2, 'ready', []],
      [3, 'refused', ['IMPORT_CELL_INVALID', 'IMPORT_CELL_INVALID']],
      [4, 'refused', ['BANK_DAY_AHEAD']],
    ])
    expect(await lines()).toEqual([])
  })

  test('the same file twice changes nothing, and neither does one that overlaps', async () => {
    const rows = [
      '2026-02-10,,300.00,firm,ok,N1',
      '2026-02-10,,7,other,no number,',
      '2026-02-10,,7,other,no number,',
    ]
    await send(rows)
    const again = await send(rows)
    expect(again.rows.map((it) => it.state)).toEqual(['known', 'known', 'known'])
    const more = await send([...rows, '2026-02-11,,8,other,new,N9'])
    expect(more.rows.map((it) => it.state)).toEqual(['known', 'known', 'known', 'applied'])
    expect((await lines()).map((it) => it.amountFen).toSorted((a, b) => a - b)).toEqual([
      700, 700, 800, 30_000,
    ])
  })

  test('what a line pays is suggested with a score and its reasons', async () => {
    await send([
      `2026-02-10,,300.00,firm,服务费 ${numberOf(statement).replace('-', '－')},N1`,
      '2026-02-10,,300.00,firm,设备费,N2',
      '2026-02-10,,120.00,stranger,贷款利息,N3',
      '2026-02-10,300.00,,firm,退回,N4',
    ])
    const found = await bankSuggestions(world.as(people.finance), await lines())
    const told = (await lines()).map((it, i) => [
      it.bankNumber,
      found[i]?.map((each) => [each.score, each.isSure, each.reasons]),
    ])
    expect(Object.fromEntries(told)).toEqual({
      N1: [[100, true, ['number', 'amount', 'payer', 'days']]],
      N2: [[60, false, ['amount', 'payer', 'days']]],
      N3: [],
    })
  })

  test('an accepted line is a payment; undone, it is owed again, and can be accepted anew', async () => {
    await send(['2026-02-10,,300.00,firm,x,N1'])
    const [paid] = await accept(await lineBy('N1'), 30_000)
    expect([paid?.state, await stateNow()]).toEqual(['settled', 'paid'])
    await agrees()
    const undone = await undoBankLine(world.as(people.finance), {
      lineId: paid?.id ?? '',
      version: paid?.version ?? 0,
      reason: '付错了',
    })
    expect([undone.state, undone.matchedFen, await stateNow()]).toEqual(['open', 0, 'issued'])
    await agrees()
    await accept(undone, 30_000)
    expect(await stateNow()).toBe('paid')
    await agrees()
    const told = await world.ask(
      people.finance,
      `query { statement(id: "${statement.id}") { paidFen payments { reference reversedAt } } }`,
    )
    expect(told['statement']).toMatchObject({
      paidFen: 30_000,
      payments: [{ reference: 'N1' }, { reference: 'N1 (2)', reversedAt: null }],
    })
  })

  test('a line pays a part, what is left is set aside, and no more than is owed is taken', async () => {
    await send(['2026-02-10,,400.00,firm,x,N1', '2026-02-11,,100.00,firm,y,N2'])
    expect(await codesOf(accept(await lineBy('N1'), 30_001))).toEqual(['PAYMENT_TOO_LARGE'])
    const [part] = await accept(await lineBy('N1'), 20_000)
    expect([part?.state, await stateNow()]).toEqual(['open', 'partly_paid'])
    expect(await codesOf(accept(await lineBy('N2'), 10_001))).toEqual(['BANK_LINE_TOO_SMALL'])
    await accept(await lineBy('N2'), 10_000)
    expect(await stateNow()).toBe('paid')
    const aside = { lineId: part?.id ?? '', version: part?.version ?? 0, reason: '押金' }
    expect((await setBankLineAside(world.as(people.finance), aside)).notOursFen).toBe(20_000)
    await agrees()
  })

  test('of two who accept the same line one wins, and the other is told', async () => {
    await send(['2026-02-10,,300.00,firm,x,N1'])
    const line = await lineBy('N1')
    const tries = await Promise.allSettled([accept(line, 15_000), accept(line, 15_000)])
    const lost = tries.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []))
    expect(lost).toHaveLength(1)
    expect(lost[0] instanceof Rejection && lost[0].problems.map((it) => it.code)).toEqual([
      'BANK_LINE_CHANGED',
    ])
    expect((await lineBy('N1')).matchedFen).toBe(15_000)
    await agrees()
  })

  test('of several lines all are accepted or none', async () => {
    await send(['2026-02-10,,200.00,firm,x,N1', '2026-02-11,,200.00,firm,y,N2'])
    const both = await Promise.all(['N1', 'N2'].map(lineBy))
    const wanted = both.map((it) => ({
      lineId: it.id,
      version: it.version,
      parts: [{ statementId: statement.id, amountFen: 20_000 }],
    }))
    expect(await codesOf(acceptBankLines(world.as(people.finance), wanted))).toEqual(['PAYMENT_TOO_LARGE'])
    expect([await stateNow(), (await lineBy('N1')).matchedFen]).toEqual(['issued', 0])
  })

  test('a payment by hand and one that was taken back are told apart', async () => {
    const form = { statementId: statement.id, amountFen: 5_000, paidOn: '2026-02-10', reference: 'N1' }
    await recordPayment(world.as(people.finance), form)
    await send(['2026-02-10,,300.00,firm,x,N1'])
    expect(await codesOf(accept(await lineBy('N1'), 5_000))).toEqual(['PAYMENT_DIFFERS'])
  })

  test('others than the finance of the institution decide nothing', async () => {
    await send(['2026-02-10,,300.00,firm,x,N1'])
    expect(await codesOf(accept(await lineBy('N1'), 100, people.payerFinance))).toEqual(['FORBIDDEN'])
    expect(await codesOf(send(['2026-02-10,,1,a,b,N5'], 'ready', people.payerFinance))).toEqual(['FORBIDDEN'])
  })

  test(
    'whatever is imported, accepted, set aside and undone, the books agree',
    { timeout: 120_000 },
    async () => {
      const step = fc.record({
        do: fc.constantFrom('send', 'accept', 'accept', 'aside', 'undo'),
        which: fc.nat(5),
        fen: fc.integer({ min: 1, max: 20_000 }),
      })
      const property = fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
        for (const { do: what, which, fen } of steps) {
          if (what === 'send') await send([`2026-02-1${which},,${(fen / 100).toFixed(2)},firm,x,P${which}`])
          const line = (await lines())[which]
          if (!line) continue
          const decided = { lineId: line.id, version: line.version, reason: '随机' }
          const finance = world.as(people.finance)
          const attempt =
            what === 'accept'
              ? accept(line, fen)
              : what === 'aside'
                ? setBankLineAside(finance, decided)
                : undoBankLine(finance, decided)
          await attempt.catch((error: unknown) => {
            if (!(error instanceof Rejection)) throw error
          })
          await agrees()
        }
      })
      expect((await fc.check(property, { numRuns: 3 })).counterexample).toBeNull()
    },
  )
})

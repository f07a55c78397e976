/** A statement that was issued by mistake keeps its number; what was on it can be stated anew; on each dialect. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordInvoice } from '../../../server/fees/actions/invoice.ts'
import { brokenInvariants } from '../../../server/fees/queries/invariants.ts'
import { recordPayment } from '../../../server/fees/actions/payments.ts'
import { findStatements, issueStatement, numberOf } from '../../../server/fees/actions/statements.ts'
import { voidStatement } from '../../../server/fees/actions/void-statement.ts'
import { collectNotices } from '../../../server/notices/actions/collect.ts'
import { codesOf, type Market, month, morning, openMarket, use } from '../../support/settlement.ts'
import { addTariff } from '../../support/tariffs.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const REASON = '付款单位名称有误，重新出账'

describe.each(dialects)('a void statement on %s', (dialect) => {
  let world: World
  let people: Market

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
    await addTariff(world, 'sem', 'external')
    await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T11:30')
    await use(world, people.ada, '2026-02-05T09:00', '2026-02-05T10:00')
    world.clock.now = morning('03-02')
  })
  afterEach(() => world.close())

  const issue = (number: number) =>
    issueStatement(world.as(people.finance), { providerId: 'lab', payerId: 'firm', period: month(number) })
  const makeVoid = (statementId: string, reason = REASON) =>
    voidStatement(world.as(people.finance), { statementId, reason })

  test('releases its charges, keeps its number, and counts nowhere', async () => {
    const first = await issue(1)
    expect((await makeVoid(first.id)).state).toBe('void')
    const again = await issue(1)
    expect([numberOf(first), numberOf(again), again.totalFen]).toEqual([
      '2026-000001',
      '2026-000002',
      first.totalFen,
    ])
    const states = async (state: 'void' | 'issued') =>
      (await findStatements(world.as(people.finance), { state }, {})).edges.map((it) => it.node.id)
    expect([await states('void'), await states('issued')]).toEqual([[first.id], [again.id]])
    expect(await brokenInvariants(world.store.db, { providerId: 'lab', from: 0 }, 10)).toEqual([])
    const told = await world.ask(
      people.payerFinance,
      `query { statement(id: "${first.id}") { state voidReason charges { totalCount } } }`,
    )
    expect(told['statement']).toEqual({ state: 'VOID', voidReason: REASON, charges: { totalCount: 0 } })
  })

  test('takes no payment, and is void once', async () => {
    const { id } = await issue(1)
    await makeVoid(id)
    const form = { statementId: id, amountFen: 100, paidOn: '2026-03-02', reference: 'R' }
    expect(await codesOf(recordPayment(world.as(people.finance), form))).toEqual(['STATEMENT_VOID'])
    expect(await codesOf(makeVoid(id))).toEqual(['STATEMENT_VOID'])
  })

  test('is told to the payer, as it was told that it was issued', async () => {
    const { id } = await issue(1)
    await makeVoid(id)
    await collectNotices(world.as())
    const told = (await world.ask(people.payerFinance, '{ notices { edges { node { kind } } } }')) as {
      notices: { edges: { node: { kind: string } }[] }
    }
    const kinds = told.notices.edges.map((it) => it.node.kind)
    expect(kinds.filter((it) => it.startsWith('STATEMENT_')).toSorted()).toEqual([
      'STATEMENT_ISSUED',
      'STATEMENT_VOIDED',
    ])
  })

  test('has no invoice; one that counts has one, which can be put right', async () => {
    const first = await issue(1)
    const invoice = { statementId: first.id, number: ' 2515 ', issuedOn: '2026-03-01' }
    expect(await recordInvoice(world.as(people.finance), invoice)).toMatchObject({ invoiceNumber: '2515' })
    await recordInvoice(world.as(people.finance), { ...invoice, number: '2516' })
    const told = await world.ask(
      people.payerFinance,
      `query { statement(id: "${first.id}") { invoiceNumber invoicedOn } }`,
    )
    expect(told['statement']).toEqual({ invoiceNumber: '2516', invoicedOn: '2026-03-01' })
    const wrong = { ...invoice, number: ' ', issuedOn: '2026-03-03' }
    expect(await codesOf(recordInvoice(world.as(people.finance), wrong))).toEqual([
      'INPUT_INVALID',
      'INPUT_INVALID',
    ])
    await makeVoid(first.id)
    expect(await codesOf(recordInvoice(world.as(people.finance), invoice))).toEqual(['STATEMENT_VOID'])
  })

  test('is refused with every reason', async () => {
    const first = await issue(1)
    await issue(2)
    const form = { statementId: first.id, amountFen: 100, paidOn: '2026-03-02', reference: 'R' }
    await recordPayment(world.as(people.finance), form)
    expect(await codesOf(makeVoid(first.id, '错'))).toEqual([
      'STATEMENT_HAS_PAYMENTS',
      'STATEMENT_NOT_LATEST',
      'REASON_TOO_SHORT',
    ])
  })
})

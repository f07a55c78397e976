/** From use to payment on each dialect: each charge once, on one statement, paid once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cancelBooking } from '../../../server/booking/actions/decide.ts'
import { findCharges, waiveCharge } from '../../../server/fees/actions/charges.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import { recordPayment } from '../../../server/fees/actions/payments.ts'
import { issueStatement, numberOf } from '../../../server/fees/actions/statements.ts'
import { insertTransfer } from '../../../server/fees/queries/ledger.ts'
import type { Statement } from '../../../server/fees/queries/statements.ts'
import { chargeTransfer } from '../../../server/fees/rules/ledger.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { chargeUsage } from '../../../server/fees/actions/usage-charges.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import {
  attend,
  book,
  codesOf,
  type Market,
  month,
  morning,
  openMarket,
  use,
} from '../../support/settlement.ts'
import { addTariff } from '../../support/tariffs.ts'
import { wallTime } from '../../support/wall-time.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const REASON = '仪器故障导致实验中断'

describe.each(dialects)('settlement on %s', (dialect) => {
  let world: World
  let people: Market

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
  })
  afterEach(() => world.close())

  const all = { first: 100 }
  const chargesSeenBy = async (viewer: Viewer) => {
    const page = await findCharges(world.as(viewer), {}, all)
    return page.edges.map((it) => it.node)
  }
  const issue = (payerId: string, period = month(1)) =>
    issueStatement(world.as(people.finance), { providerId: 'lab', payerId, period })
  const pay = (statement: Statement, amountFen: number, reference = 'BANK-1') =>
    recordPayment(world.as(people.finance), {
      statementId: statement.id,
      amountFen,
      paidOn: '2026-02-02',
      reference,
    })
  const balanced = async () => (await ledgerCheck(world.as(people.auditor), null)).balanced

  test('takes a use from booking to payment through the front door', async () => {
    const { bookingId, usageId } = await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T11:30')
    const charged = await world.ask(
      people.payerFinance,
      `query { charges { totalCount totalFen edges { node {
        id state amountFen occurredAt waiverReason payerId
        booking { id } usage { id } provider { id } payer { id } payerPerson { id } person { id } statement { id }
        lines { kind minutes amountFen description }
      } } } }`,
    )
    expect(charged['charges']).toEqual({
      totalCount: 1,
      totalFen: 30_000,
      edges: [
        {
          node: {
            id: `usage:${usageId}`,
            state: 'OPEN',
            amountFen: 30_000,
            occurredAt: '2026-01-05T03:30:00.000Z',
            waiverReason: null,
            payerId: 'firm',
            booking: { id: bookingId },
            usage: { id: usageId },
            provider: { id: 'lab' },
            payer: { id: 'firm' },
            payerPerson: null,
            person: { id: 'ada' },
            statement: null,
            lines: [
              {
                kind: 'TIME',
                minutes: 150,
                amountFen: 30_000,
                description: '机时 2 小时 30 分钟（¥120.00/小时）',
              },
            ],
          },
        },
      ],
    })

    world.clock.now = morning('02-02')
    const { startsAt, endsAt } = month(1)
    const period = { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }
    const open = await world.ask(
      people.finance,
      `query ($period: IntervalInput!) { unstatedTotals(providerId: "lab", period: $period) {
        payerId payer { id } payerPerson { id } count totalFen } }`,
      { period },
    )
    expect(open['unstatedTotals']).toEqual([
      { payerId: 'firm', payer: { id: 'firm' }, payerPerson: null, count: 1, totalFen: 30_000 },
    ])

    const issued = await world.ask(
      people.finance,
      `mutation ($input: IssueStatementInput!) { issueStatement(input: $input) { ... on Statement {
        id number state totalFen paidFen period { startsAt endsAt } charges { totalFen edges { node { id state } } } payments { id }
      } } }`,
      { input: { providerId: 'lab', payerId: 'firm', period } },
    )
    const statement = issued['issueStatement'] as { id: string }
    expect(statement).toEqual({
      id: expect.any(String),
      number: '2026-000001',
      state: 'ISSUED',
      totalFen: 30_000,
      paidFen: 0,
      period,
      charges: { totalFen: 30_000, edges: [{ node: { id: `usage:${usageId}`, state: 'STATED' } }] },
      payments: [],
    })

    const payment = `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) {
      ... on Payment { id amountFen reference paidOn statement { state paidFen } }
      ... on Rejection { problems { code message } } } }`
    const half = { statementId: statement.id, amountFen: 10_000, paidOn: '2026-02-02', reference: 'BANK-1' }
    const first = await world.ask(people.finance, payment, { input: half })
    expect(first['recordPayment']).toMatchObject({ statement: { state: 'PARTLY_PAID', paidFen: 10_000 } })
    expect(await world.ask(people.finance, payment, { input: half })).toEqual(first)
    const other = await world.ask(people.finance, payment, { input: { ...half, amountFen: 20_000 } })
    expect(other['recordPayment']).toEqual({
      problems: [{ code: 'PAYMENT_DIFFERS', message: '该结算单已有相同凭证号的付款，金额为 ¥100.00。' }],
    })
    const rest = { ...half, amountFen: 20_000, reference: 'BANK-2' }
    const second = await world.ask(people.finance, payment, { input: rest })
    expect(second['recordPayment']).toMatchObject({ statement: { state: 'PAID', paidFen: 30_000 } })

    const seen = await world.ask(
      people.payerFinance,
      `query ($id: ID!) { statement(id: $id) { state payments { amountFen reference } charges { edges { node { state statement { id } } } } } }`,
      { id: statement.id },
    )
    expect(seen['statement']).toEqual({
      state: 'PAID',
      payments: [
        { amountFen: 10_000, reference: 'BANK-1' },
        { amountFen: 20_000, reference: 'BANK-2' },
      ],
      charges: { edges: [{ node: { state: 'PAID', statement: { id: statement.id } } }] },
    })

    const books = await world.ask(
      people.finance,
      '{ ledgerCheck(providerId: "lab") { balanced debitFen creditFen transferCount balances { account labelZh labelEn balanceFen } } }',
    )
    expect(books['ledgerCheck']).toEqual({
      balanced: true,
      debitFen: 60_000,
      creditFen: 60_000,
      transferCount: 3,
      balances: [
        { account: 'receivable', labelZh: '应收账款', labelEn: 'Receivable', balanceFen: 0 },
        { account: 'income', labelZh: '服务收入', labelEn: 'Service income', balanceFen: -30_000 },
        { account: 'clearing', labelZh: '已确认收款', labelEn: 'Confirmed payments', balanceFen: 30_000 },
        { account: 'waivers', labelZh: '费用减免', labelEn: 'Waivers', balanceFen: 0 },
        { account: 'voucher', labelZh: '应收创新券', labelEn: 'Vouchers receivable', balanceFen: 0 },
      ],
    })
  })

  test('charges by the mode of the tariff what was reserved and what was used', async () => {
    await addTariff(world, 'sem', 'external', { mode: 'overage', startUpFeeFen: 500 })
    const bookingId = await book(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
    const used = { startsAt: wallTime('2026-01-05T09:10:30'), endsAt: wallTime('2026-01-05T10:20:40') }
    await attend(world, people.ada, bookingId, used)
    const [charge] = await chargesSeenBy(people.ada)
    expect(charge?.lines.map((it) => [it.kind, it.amountFen])).toEqual([
      ['time', 16_000],
      ['start_up', 500],
    ])
    expect(charge?.amountFen).toBe(16_500)
  })

  test("charges the provider's own people by their tariff, and a person without an institution himself", async () => {
    await use(world, people.insider, '2026-01-05T09:00', '2026-01-05T10:00')
    await use(world, people.solo, '2026-01-05T10:00', '2026-01-05T11:00')
    const charges = await chargesSeenBy(people.finance)
    expect(charges.map((it) => [it.payerId, it.payerInstitutionId, it.customerClass, it.amountFen])).toEqual([
      ['solo', null, 'external', 12_000],
      ['lab', 'lab', 'internal', 6_000],
    ])
    world.clock.now = morning('02-02')
    const statement = await issue('solo')
    const seen = await world.ask(
      people.solo,
      '{ statements { totalCount edges { node { id payer { id } payerPerson { id } } } } }',
    )
    expect(seen['statements']).toEqual({
      totalCount: 1,
      edges: [{ node: { id: statement.id, payer: null, payerPerson: { id: 'solo' } } }],
    })
  })

  test('charges a cause once, however often it is told', async () => {
    const { usageId } = await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
    const ctx = world.as()
    await world.store.transact((trx) => chargeUsage(ctx, trx, { subjectId: usageId }))
    expect(await chargesSeenBy(people.ada)).toHaveLength(1)
    const transfer = chargeTransfer(`usage:${usageId}`, { providerId: 'lab', payerId: 'firm' }, 12_000)
    await expect(world.store.transact((trx) => insertTransfer(trx, transfer, 0))).rejects.toThrow(/unique/i)
    expect(await balanced()).toBe(true)
  })

  test('leaves a ledger that can only grow', async () => {
    await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
    world.clock.now = morning('02-02')
    await pay(await issue('firm'), 12_000)
    for (const table of ['ledger_transfer', 'ledger_account', 'payment'] as const) {
      const change = world.store.transact((trx) => trx.updateTable(table).set({ id: 'x' }).execute())
      await expect(change).rejects.toThrow('only grows')
      const loss = world.store.transact((trx) => trx.deleteFrom(table).execute())
      await expect(loss).rejects.toThrow('only grows')
    }
    expect(await balanced()).toBe(true)
  })

  describe('a late cancellation', () => {
    beforeEach(() => addTariff(world, 'sem', 'external', { cancelNoticeMinutes: 120, cancelFeeFen: 5_000 }))

    test('is charged to the customer', async () => {
      const bookingId = await book(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      await cancelBooking(world.as(people.ada), { bookingId, reason: null })
      const charges = await chargesSeenBy(people.payerFinance)
      expect(charges).toMatchObject([
        {
          id: `cancellation:${bookingId}`,
          usageId: null,
          amountFen: 5_000,
          occurredAt: wallTime('2026-01-05T08:00'),
        },
      ])
    })

    test('is free when it is early, or the owner cancels', async () => {
      const late = await book(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      await cancelBooking(world.as(people.keeper), { bookingId: late, reason: '停电' })
      world.clock.now = NEW_YEAR
      const early = await book(world, people.ada, '2026-01-01T20:00', '2026-01-01T21:00')
      world.clock.now = wallTime('2026-01-01T17:59')
      await cancelBooking(world.as(people.ada), { bookingId: early, reason: null })
      expect(await chargesSeenBy(people.finance)).toEqual([])
    })

    test('costs the same when nobody comes', async () => {
      const bookingId = await book(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      world.clock.now = wallTime('2026-01-05T10:01')
      await markNoShows(world.as())
      await markNoShows(world.as())
      expect(await chargesSeenBy(people.ada)).toMatchObject([
        { id: `missed:${bookingId}`, amountFen: 5_000, occurredAt: wallTime('2026-01-05T09:00') },
      ])
      expect(await balanced()).toBe(true)
    })
  })

  describe('a waiver', () => {
    test('takes a charge back in the ledger and tells why', async () => {
      await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      const [charge] = await chargesSeenBy(people.finance)
      const waived = await world.ask(
        people.finance,
        `mutation ($input: WaiveChargeInput!) { waiveCharge(input: $input) { ... on Charge {
          state amountFen waiverReason lines { kind amountFen description } } } }`,
        { input: { chargeId: charge?.id, reason: ` ${REASON} ` } },
      )
      expect(waived['waiveCharge']).toEqual({
        state: 'WAIVED',
        amountFen: 0,
        waiverReason: REASON,
        lines: [
          { kind: 'TIME', amountFen: 12_000, description: '机时 1 小时（¥120.00/小时）' },
          { kind: 'WAIVER', amountFen: -12_000, description: `减免：${REASON}` },
        ],
      })
      const check = await ledgerCheck(world.as(people.finance), 'lab')
      expect(check.balanced).toBe(true)
      expect(check.balances.map((it) => it.balanceFen)).toEqual([0, -12_000, 0, 12_000, 0])
      world.clock.now = morning('02-02')
      expect(await codesOf(issue('firm'))).toEqual(['STATEMENT_EMPTY'])
    })

    test('needs the right, a reason, and a charge that is open', async () => {
      await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      const [charge] = await chargesSeenBy(people.ada)
      const chargeId = charge?.id ?? ''
      const waive = (viewer: Viewer, reason: string) => waiveCharge(world.as(viewer), { chargeId, reason })
      expect(await codesOf(waive(people.payerFinance, REASON))).toEqual(['FORBIDDEN'])
      expect(await codesOf(waive(people.keeper, REASON))).toEqual(['FORBIDDEN'])
      expect(await codesOf(waive(people.finance, '太贵了'))).toEqual(['REASON_TOO_SHORT'])
      world.clock.now = morning('02-02')
      await issue('firm')
      expect(await codesOf(waive(people.finance, 'x'))).toEqual(['CHARGE_NOT_OPEN', 'REASON_TOO_SHORT'])
    })
  })

  describe('a statement', () => {
    test('takes what occurred in its period, and nothing that is on another', async () => {
      await use(world, people.ada, '2026-01-31T22:00', '2026-01-31T23:30')
      await use(world, people.ada, '2026-01-31T23:30', '2026-02-01T00:00')
      await use(world, people.cleo, '2026-02-01T01:00', '2026-02-01T02:00')
      world.clock.now = morning('03-02')
      const january = await issue('firm')
      expect(january).toMatchObject({ totalFen: 18_000, state: 'issued' })
      expect(await codesOf(issue('firm'))).toEqual(['STATEMENT_EMPTY'])
      const february = await issue('firm', month(2))
      expect(february.totalFen).toBe(6_000)
      const other = await issue('college', month(2))
      expect([january, february, other].map(numberOf)).toEqual(['2026-000001', '2026-000002', '2026-000003'])
    })

    test('is refused while its period lasts, for nobody, and by those who do not keep the accounts', async () => {
      await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      expect(await codesOf(issue('firm'))).toEqual(['PERIOD_NOT_OVER'])
      expect(await codesOf(issue('ghost', { startsAt: 5, endsAt: 5 }))).toEqual([
        'INPUT_INVALID',
        'PAYER_NOT_FOUND',
      ])
      const input = { providerId: 'lab', payerId: 'firm', period: month(1) }
      expect(await codesOf(issueStatement(world.as(people.manager), input))).toEqual(['FORBIDDEN'])
      expect(await codesOf(issueStatement(world.as(people.payerFinance), input))).toEqual(['FORBIDDEN'])
      expect(await codesOf(issueStatement(world.as(), input))).toEqual(['SIGN_IN_REQUIRED'])
    })

    test('is numbered anew each year', async () => {
      await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      await use(world, people.cleo, '2026-01-05T10:00', '2026-01-05T11:00')
      world.clock.now = wallTime('2026-12-31T23:59')
      expect(numberOf(await issue('firm'))).toBe('2026-000001')
      world.clock.now = wallTime('2027-01-01T00:00')
      expect(numberOf(await issue('college'))).toBe('2027-000001')
    })

    test('about nothing is paid at once', async () => {
      await addTariff(world, 'sem', 'internal', { rateFenPerHour: 0 })
      await use(world, people.insider, '2026-01-05T09:00', '2026-01-05T10:00')
      world.clock.now = morning('02-02')
      expect(await issue('lab')).toMatchObject({ totalFen: 0, state: 'paid' })
      expect(await chargesSeenBy(people.finance)).toMatchObject([{ state: 'paid', amountFen: 0 }])
      expect(await balanced()).toBe(true)
    })

    test('is won by one of many that are issued at once, and every charge is on one', async () => {
      for (let hour = 9; hour < 15; hour += 1) {
        const who = hour % 2 === 0 ? people.ada : people.cleo
        await use(world, who, `2026-01-05T${String(hour).padStart(2, '0')}:00`, `2026-01-05T${hour + 1}:00`)
      }
      world.clock.now = morning('02-02')
      const attempts = Array.from({ length: 12 }, (_, i) => issue(i % 2 === 0 ? 'firm' : 'college'))
      const results = await Promise.allSettled(attempts)
      const issued = results.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []))
      const lost = results.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []))
      expect(issued.map((it) => it.payerId).toSorted()).toEqual(['college', 'firm'])
      expect(issued.map(numberOf).toSorted()).toEqual(['2026-000001', '2026-000002'])
      expect(issued.map((it) => it.totalFen)).toEqual([36_000, 36_000])
      expect(lost.map((it) => (it instanceof Rejection ? it.problems[0]?.code : it))).toEqual(
        Array.from({ length: 10 }, () => 'STATEMENT_EMPTY'),
      )
      const charges = await chargesSeenBy(people.auditor)
      expect(charges.map((it) => it.state)).toEqual(Array.from({ length: 6 }, () => 'stated'))
      for (const it of issued) {
        expect(
          charges.filter((charge) => charge.statementId === it.id).map((charge) => charge.payerId),
        ).toEqual(Array.from({ length: 3 }, () => it.payerId))
      }
    })
  })

  describe('a payment', () => {
    let statement: Statement

    beforeEach(async () => {
      await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      world.clock.now = morning('02-02')
      statement = await issue('firm')
    })

    test('is at most what is owed', async () => {
      expect(await codesOf(pay(statement, 12_001))).toEqual(['PAYMENT_TOO_LARGE'])
      await pay(statement, 12_000)
      expect(await codesOf(pay(statement, 1, 'BANK-2'))).toEqual(['PAYMENT_TOO_LARGE'])
    })

    test('is recorded by the finance of the provider', async () => {
      const input = { statementId: statement.id, amountFen: 1, paidOn: '2026-02-02', reference: 'R' }
      expect(await codesOf(recordPayment(world.as(people.payerFinance), input))).toEqual(['FORBIDDEN'])
      expect(await codesOf(recordPayment(world.as(people.auditor), input))).toEqual(['FORBIDDEN'])
    })

    test('is one, and never too much, when many are sent at once', async () => {
      await Promise.all(Array.from({ length: 6 }, () => pay(statement, 5_000, 'BANK-1')))
      const rest = await Promise.allSettled(
        Array.from({ length: 6 }, (_, i) => pay(statement, 5_000, `B${i}`)),
      )
      expect(rest.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
      const seen = await world.ask(people.finance, '{ statements { edges { node { paidFen state } } } }')
      expect(seen['statements']).toEqual({ edges: [{ node: { paidFen: 10_000, state: 'PARTLY_PAID' } }] })
      expect(await balanced()).toBe(true)
    })
  })
})

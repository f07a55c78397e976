/** The end of a month: what it needs, what it keeps out, and the nightly look at the books. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { waiveCharge } from '../../../server/fees/actions/charges.ts'
import { checkLedger } from '../../../server/fees/actions/invariants.ts'
import { recordPayment } from '../../../server/fees/actions/payments.ts'
import { issueStatement } from '../../../server/fees/actions/statements.ts'
import { driftOf } from '../../../server/fees/rules/drift.ts'
import { collectNotices } from '../../../server/notices/actions/collect.ts'
import { metricsText } from '../../../server/platform/metrics.ts'
import { closePeriod, reopenPeriod } from '../../../server/reconciliation/actions/closing.ts'
import { importLedger } from '../../../server/reconciliation/actions/import.ts'
import { signRun } from '../../../server/reconciliation/actions/runs.ts'
import { importUsage } from '../../../server/usage/actions/import.ts'
import { CSV_TYPE, tableOf } from '../../../server/usage/http/import-file.ts'
import { addPerson } from '../../support/people.ts'
import { bringIn, ledgerOf, type Month, openMonth } from '../../support/reconciliation.ts'
import { codesOf, month as monthOf, morning, use } from '../../support/settlement.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

test.each([
  ['agrees', 0, {}, 0],
  ['holds too much', 100, {}, 100],
  ['holds too little', -100, {}, -100],
  ['lacks a payment', 0, { paidFen: 50 }, 50],
  ['lacks what a voucher paid', 0, { voucherFen: 70 }, 70],
])('the ledger %s', (_name, more, settled, drift) => {
  const balances = [
    { kind: 'receivable' as const, debitFen: 1000 + more, creditFen: 0 },
    { kind: 'income' as const, debitFen: 0, creditFen: 1000 },
  ]
  expect(driftOf(balances, { chargedFen: 1000, waivedFen: 0, paidFen: 0, voucherFen: 0, ...settled })).toBe(
    drift,
  )
})

describe.each(dialects)('%s: a month', (dialect) => {
  let world: World
  let month: Month

  beforeEach(async () => {
    world = await openWorld(dialect)
    month = await openMonth(world)
  })
  afterEach(() => world.close())

  async function signed(): Promise<string> {
    const { finance } = month.people
    const { run } = await bringIn(world, finance, ledgerOf(month))
    if (!run) throw new Error('not kept')
    await signRun(world.as(finance), { runId: run.id, side: 'provider' })
    await signRun(world.as(month.reviewer), { runId: run.id, side: 'city' })
    return run.id
  }

  async function closed(): Promise<string> {
    const runId = await signed()
    await closePeriod(world.as(month.people.finance), { runId })
    return runId
  }

  async function charges() {
    const query = '{ charges(filter: { providerId: "lab" }) { edges { node { id amountFen occurredAt } } } }'
    const { charges: found } = (await world.ask(month.people.finance, query)) as {
      charges: { edges: { node: { id: string; amountFen: number; occurredAt: string } }[] }
    }
    return found.edges.map((it) => it.node)
  }

  test('is closed when both sides have signed, once, and opened again by the city for a reason', async () => {
    const { finance } = month.people
    const { run } = await bringIn(world, finance, ledgerOf(month))
    const runId = run?.id ?? ''
    expect(await codesOf(closePeriod(world.as(finance), { runId }))).toEqual(['RECONCILIATION_NOT_SIGNED'])
    await signRun(world.as(finance), { runId, side: 'provider' })
    expect(await codesOf(closePeriod(world.as(finance), { runId }))).toEqual(['RECONCILIATION_NOT_SIGNED'])
    await signRun(world.as(month.reviewer), { runId, side: 'city' })
    await closePeriod(world.as(finance), { runId })
    await closePeriod(world.as(finance), { runId })
    const query = 'query ($id: ID!) { reconciliation(id: $id) { closedAt driftFen mayClose mayReopen } }'
    const seen = { closedAt: expect.any(String), driftFen: 0, mayClose: true }
    expect(await world.ask(finance, query, { id: runId })).toEqual({
      reconciliation: { ...seen, mayReopen: false },
    })
    const reason = '补记一月的一笔费用，重新结账'
    expect(await codesOf(reopenPeriod(world.as(finance), { runId, reason }))).toEqual(['FORBIDDEN'])
    const reviewer = world.as(month.reviewer)
    expect(await codesOf(reopenPeriod(reviewer, { runId, reason: '短' }))).toEqual(['REASON_TOO_SHORT'])
    await reopenPeriod(reviewer, { runId, reason })
    expect(await codesOf(reopenPeriod(reviewer, { runId, reason }))).toEqual(['PERIOD_NOT_CLOSED'])
    expect(await world.ask(month.reviewer, query, { id: runId })).toMatchObject({
      reconciliation: { closedAt: null, mayReopen: true },
    })
  })

  test('that is closed takes no waiver and no payment; what is charged late comes into the next', async () => {
    const { finance } = month.people
    const [newest] = await charges()
    await closed()
    const waive = { chargeId: newest?.id ?? '', reason: '设备故障，当日免收费用' }
    expect(await codesOf(waiveCharge(world.as(finance), waive))).toEqual(['PERIOD_CLOSED'])
    const statement = await issueStatement(world.as(finance), {
      providerId: 'lab',
      payerId: 'firm',
      period: monthOf(1),
    })
    const pay = { statementId: statement.id, amountFen: 12_000, reference: 'R-1' }
    const early = recordPayment(world.as(finance), { ...pay, paidOn: '2026-01-31' })
    expect(await codesOf(early)).toEqual(['PAYMENT_DAY_WRONG', 'PERIOD_CLOSED'])
    await recordPayment(world.as(finance), { ...pay, paidOn: '2026-02-02' })
  })

  test('that is closed puts a use of its time, which is recorded later, at the first moment of the next', async () => {
    await closed()
    const table = await read([
      '资产编号,使用人邮箱,开始时间,结束时间',
      'ASSET-sem,ada@test,2026-01-20 09:00,2026-01-20 10:00',
    ])
    const report = await importUsage(world.as(month.people.keeper), {
      institutionId: 'lab',
      table,
      chosen: [2],
    })
    expect(report.applied).toBe(true)
    const [newest] = await charges()
    expect(newest).toMatchObject({ amountFen: 12_000, occurredAt: '2026-01-31T16:00:00.000Z' })
  })

  test('is closed after those before it; the first that is closed closes all before it', async () => {
    const { finance, ada, keeper } = month.people
    for (const number of ['02', '03', '04']) {
      await use(world, ada, `2026-${number}-10T09:00`, `2026-${number}-10T10:00`)
    }
    world.clock.now = morning('05-04')
    const [february, march, april] = [
      await signedMonth('02'),
      await signedMonth('03'),
      await signedMonth('04'),
    ]
    await closePeriod(world.as(finance), { runId: february })
    const oldest = (await charges()).at(-1)
    const waive = { chargeId: oldest?.id ?? '', reason: '设备故障，当日免收费用' }
    expect(await codesOf(waiveCharge(world.as(finance), waive))).toEqual(['PERIOD_CLOSED'])
    const january = closePeriod(world.as(finance), { runId: await signed() })
    expect(await codesOf(january)).toEqual(['PERIOD_CLOSED'])
    const skipping = closePeriod(world.as(finance), { runId: april })
    expect(await codesOf(skipping)).toEqual(['PERIOD_EARLIER_OPEN'])
    expect(await codesOf(closePeriod(world.as(keeper), { runId: march }))).toEqual(['FORBIDDEN'])
    await closePeriod(world.as(finance), { runId: march })
    await closePeriod(world.as(finance), { runId: april })
  })

  async function signedMonth(number: string): Promise<string> {
    const { finance } = month.people
    const { run } = await importLedger(world.as(finance), {
      providerId: 'lab',
      month: `2026-${number}`,
      fileName: 'ledger.csv',
      fileSha256: number,
      table: await read([
        '资产编号,开始时间,结束时间,金额（元）',
        `ASSET-sem,2026-${number}-10 09:00,2026-${number}-10 10:00,120`,
      ]),
      settings: { nearMinutes: 30, timeMinutes: 5, amountFen: 0 },
      isKept: true,
    })
    const runId = run?.id ?? ''
    await signRun(world.as(finance), { runId, side: 'provider' })
    await signRun(world.as(month.reviewer), { runId, side: 'city' })
    return runId
  }

  test('whose books agree passes the nightly look; what disagrees fails it, and the administrators are told', async () => {
    const { finance } = month.people
    const statement = await issueStatement(world.as(finance), {
      providerId: 'lab',
      payerId: 'firm',
      period: monthOf(1),
    })
    const pay = { statementId: statement.id, amountFen: 12_000, reference: 'R-1', paidOn: '2026-02-02' }
    await recordPayment(world.as(finance), pay)
    await checkLedger(world.as())
    const admin = await addPerson(world, 'admin', null, ['administrator'])
    await world.store.transact((trx) =>
      sql`update charge set amount_fen = amount_fen + 7 where id = (select min(id) from charge)`.execute(trx),
    )
    await expect(checkLedger(world.as())).rejects.toThrow(/charge usage:.* by 7; statement .* by -7/)
    expect((await metricsText()).text).toContain('ledger_invariant_problems 2')
    await collectNotices(world.as())
    const notices = await world.ask(admin, '{ notices { edges { node { kind title } } } }')
    expect(notices).toMatchObject({ notices: { edges: [{ node: { title: '账目不平' } }] } })
  })

  test('that is closed is not looked at again', async () => {
    await closed()
    await world.store.transact((trx) => sql`update charge set amount_fen = amount_fen + 7`.execute(trx))
    await expect(checkLedger(world.as())).resolves.toBe(undefined)
  })
})

async function read(lines: readonly string[]) {
  return tableOf(CSV_TYPE, Buffer.from(lines.join('\n')))
}

/** A month laid beside the institution's own ledger: brought in, decided about, and signed by both sides. */

import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApiToken } from '../../../server/identity/actions/accounts.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { hashOfLines } from '../../../server/reconciliation/actions/runs.ts'
import { openFrontDoor } from '../../support/front-door.ts'
import { bringIn, LEDGER_HEADER, ledgerOf, type Month, openMonth } from '../../support/reconciliation.ts'
import { codesOf } from '../../support/settlement.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

type Totals = readonly {
  outcome: string
  resolution: string | null
  count: number
  oursFen: number
  theirsFen: number
}[]
type Lines = { readonly edges: readonly { node: Record<string, unknown> }[] }
type Seen = { readonly totals: Totals; readonly lines: Lines }

describe.each(dialects)('%s: a reconciliation', (dialect) => {
  let world: World
  let month: Month

  beforeEach(async () => {
    world = await openWorld(dialect)
    month = await openMonth(world)
  })
  afterEach(() => world.close())

  const DIFFERENT = () =>
    ledgerOf(month, {
      11: 'LIMS-1,ASSET-sem,firm,2026-01-11 09:02,2026-01-11 10:00,100',
      12: ',ASSET-x,firm,2026-01-12 09:00,2026-01-12 10:00,"1,120.50"',
    })

  async function seen(viewer: Viewer, id: string, differing = false): Promise<Seen> {
    const query = `query ($id: ID!, $differing: Boolean) { reconciliation(id: $id) {
      totals { outcome resolution count oursFen theirsFen }
      lines(first: 500, differing: $differing) { edges { node { number outcome matchedBy assetNo theirRow resolution reason
        ours { amountFen customer span { startsAt endsAt } } theirs { amountFen reference } charge { state statement { number } } } } }
    } }`
    return (await world.ask(viewer, query, { id, differing }))['reconciliation'] as Seen
  }

  async function kept(text: string): Promise<string> {
    const { run } = await bringIn(world, month.people.finance, text)
    if (!run) throw new Error('not kept')
    return run.id
  }

  async function act(viewer: Viewer | null, name: string, input: object): Promise<unknown> {
    const kind = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
    const query = `mutation ($input: ${kind}!) { ${name}(input: $input) { __typename ... on Rejection { problems { code } } } }`
    const { data } = await world.answer(viewer, query, { input })
    const answer = data?.[name] as { __typename: string; problems?: { code: string }[] }
    return answer.problems?.map((it) => it.code) ?? answer.__typename
  }

  test('of the same lines is all matched, and names the charges', async () => {
    const id = await kept(ledgerOf(month))
    const { totals, lines } = await seen(month.people.finance, id)
    expect(totals).toEqual([
      { outcome: 'MATCHED', resolution: null, count: 3, oursFen: 36_000, theirsFen: 36_000 },
    ])
    expect(lines.edges.map((it) => it.node)).toEqual(
      [1, 2, 3].map((number) =>
        expect.objectContaining({
          number,
          matchedBy: 'REFERENCE',
          theirRow: number + 1,
          charge: { state: 'OPEN', statement: null },
          ours: expect.objectContaining({ amountFen: 12_000, customer: '单位 firm' }),
        }),
      ),
    )
  })

  test('says which lines differ, and both sides add up', async () => {
    const id = await kept(DIFFERENT())
    const { totals, lines } = await seen(month.people.finance, id, true)
    expect(lines.edges.map(({ node }) => [node['outcome'], node['matchedBy'], node['assetNo']])).toEqual([
      ['AMOUNT_DIFFERS', 'TIME', 'ASSET-sem'],
      ['MISSING_THERE', null, 'ASSET-sem'],
      ['MISSING_HERE', null, 'ASSET-x'],
    ])
    const sum = (key: 'oursFen' | 'theirsFen') => totals.reduce((all, it) => all + it[key], 0)
    expect([sum('oursFen'), sum('theirsFen')]).toEqual([36_000, 12_000 + 10_000 + 112_050])
  })

  test('is only looked at first, and not kept where a row cannot be read', async () => {
    const look = await bringIn(world, month.people.finance, DIFFERENT(), { isKept: false })
    expect(look).toMatchObject({ run: null, badRows: [] })
    expect(look.totals.map((it) => it.outcome).toSorted()).toEqual([
      'amount_differs',
      'matched',
      'missing_here',
      'missing_there',
    ])
    const bad = ledgerOf(month, { 11: 'x,,firm,yesterday,2026-01-11 10:00,12.345' })
    const { run, badRows } = await bringIn(world, month.people.finance, bad)
    expect(run).toBe(null)
    expect(badRows.map((it) => [it.number, ...it.problems.map((problem) => problem.code)])).toEqual([
      [3, 'IMPORT_CELL_MISSING', 'IMPORT_CELL_INVALID', 'IMPORT_CELL_INVALID'],
    ])
    const all = await world.ask(
      month.people.finance,
      '{ reconciliations(providerId: "lab") { edges { cursor } } }',
    )
    expect(all).toEqual({ reconciliations: { edges: [] } })
  })

  test('of the same file is the same one; another file takes its place until somebody signs', async () => {
    const first = await kept(DIFFERENT())
    expect(await kept(DIFFERENT())).toBe(first)
    const second = await kept(ledgerOf(month))
    expect(second).not.toBe(first)
    const resolve = { runId: first, number: 2, resolution: 'OURS', reason: '现场记录为准' }
    expect(await act(month.people.finance, 'resolveReconciliationLine', resolve)).toEqual([
      'RECONCILIATION_REPLACED',
    ])
    await act(month.people.finance, 'signReconciliation', { runId: second, side: 'PROVIDER' })
    expect(await codesOf(bringIn(world, month.people.finance, DIFFERENT()))).toEqual([
      'RECONCILIATION_SIGNED',
    ])
  })

  test('is signed by both sides when every difference is decided, and keeps what was signed', async () => {
    const { finance } = month.people
    const id = await kept(DIFFERENT())
    const sign = (viewer: Viewer, side: string) => act(viewer, 'signReconciliation', { runId: id, side })
    expect(await sign(finance, 'PROVIDER')).toEqual(['RECONCILIATION_UNRESOLVED'])
    const resolve = (number: number, resolution: string, reason = '已核对现场记录') =>
      act(finance, 'resolveReconciliationLine', { runId: id, number, resolution, reason })
    expect(await resolve(1, 'OURS')).toEqual(['RECONCILIATION_LINE_MATCHED'])
    expect(await resolve(2, 'THEIRS', '短')).toEqual(['REASON_TOO_SHORT'])
    expect(await resolve(9, 'THEIRS')).toEqual(['RECONCILIATION_LINE_NOT_FOUND'])
    expect(await resolve(2, 'THEIRS')).toBe('ReconciliationLine')
    expect(await act(finance, 'undoReconciliationLine', { runId: id, number: 2 })).toBe('ReconciliationLine')
    expect(await sign(finance, 'PROVIDER')).toEqual(['RECONCILIATION_UNRESOLVED'])
    for (const [number, how] of [
      [2, 'THEIRS'],
      [3, 'OURS'],
      [4, 'NOT_OURS'],
    ] as const)
      await resolve(number, how)
    expect(await sign(finance, 'CITY')).toEqual(['FORBIDDEN'])
    expect(await sign(month.reviewer, 'PROVIDER')).toEqual(['FORBIDDEN'])
    expect(await sign(finance, 'PROVIDER')).toBe('ReconciliationRun')
    expect(await sign(finance, 'PROVIDER')).toEqual(['RECONCILIATION_SIGNED'])
    expect(await resolve(2, 'OURS')).toEqual(['RECONCILIATION_SIGNED'])
    expect(await act(finance, 'undoReconciliationLine', { runId: id, number: 2 })).toEqual([
      'RECONCILIATION_SIGNED',
    ])
    expect(await sign(month.reviewer, 'CITY')).toBe('ReconciliationRun')
    const query =
      'query ($id: ID!) { reconciliation(id: $id) { linesSha256 providerSignedBy { id } citySignedBy { id } } }'
    expect(await world.ask(month.reviewer, query, { id })).toEqual({
      reconciliation: {
        linesSha256: await hashOfLines(world.store.db, id),
        providerSignedBy: { id: 'finance' },
        citySignedBy: { id: 'reviewer' },
      },
    })
  })

  test('is nothing for a month that is not over, nor for the finance of others', async () => {
    world.clock.now -= 5 * 86_400_000
    expect(await codesOf(bringIn(world, month.people.finance, ledgerOf(month)))).toEqual(['PERIOD_NOT_OVER'])
    expect(await codesOf(bringIn(world, month.people.payerFinance, ledgerOf(month)))).toEqual(['FORBIDDEN'])
  })

  test('comes as a file over HTTP', async () => {
    const door = await openFrontDoor(world)
    const form = { name: 'x', scopes: ['manage'] as const, expiresAt: null }
    const { secret } = await createApiToken(world.as(month.people.finance), form)
    const reading = { ...form, scopes: ['read'] as const }
    const { secret: reader } = await createApiToken(world.as(month.people.finance), reading)
    const send = async (body: string, query: string) => {
      const response = await fetch(
        `${door.url}/reconciliation/import?institutionId=lab&month=2026-01${query}`,
        {
          method: 'POST',
          headers: { 'content-type': 'text/csv', authorization: `Bearer ${secret}` },
          body,
        },
      )
      return [response.status, await response.json()]
    }
    expect(await send(ledgerOf(month), '')).toEqual([
      200,
      { runId: null, badRows: [], totals: [expect.objectContaining({ outcome: 'matched', count: 3 })] },
    ])
    expect(await send(ledgerOf(month), '&keep=yes')).toEqual([
      200,
      expect.objectContaining({ runId: expect.any(String) }),
    ])
    expect(await send('a,b\n1,2', '')).toEqual([
      422,
      { problems: expect.arrayContaining([expect.objectContaining({ code: 'IMPORT_COLUMN_MISSING' })]) },
    ])
    const { run } = await bringIn(world, month.people.finance, DIFFERENT())
    const get = (path: string) =>
      fetch(`${door.url}/export/${path}`, { headers: { authorization: `Bearer ${reader}` } })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(
      await (await get(`reconciliations/${run?.id}.xlsx?differing=yes&locale=zh-CN`)).arrayBuffer(),
    )
    const column = (at: number) => workbook.worksheets[0]?.getColumn(at).values.slice(1)
    expect(column(2)).toEqual(['结果', '金额不同', '台账缺', '平台缺'])
    expect(column(13)).toEqual(['台账减平台（元）', -20, -120, 1120.5, 980.5])
    const journal = (await (await get(`journals/${run?.id}.csv`)).text()).trim().split('\r\n')
    expect(journal[0]).toBe('date,debit,credit,amount_cny,payer_id,transfer_id')
    expect(journal.slice(1).map((it) => it.replace(/,charge:.*/, ''))).toEqual(
      [10, 11, 12].map((day) => `2026-01-${day},receivable,income,120.00,firm`),
    )
    expect((await fetch(`${door.url}/export/journals/${run?.id}.csv`)).status).toBe(401)
    const template = await fetch(`${door.url}/reconciliation/import-template.csv`)
    expect((await template.text()).split('\r\n')[0]).toBe(LEDGER_HEADER)
    await door.close()
  })
})

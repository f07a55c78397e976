/** The workbook of a statement over HTTP, read back as a spreadsheet program would. */

import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordPayment } from '../../../server/fees/actions/payments.ts'
import { issueStatement } from '../../../server/fees/actions/statements.ts'
import type { Statement } from '../../../server/fees/queries/statements.ts'
import { createApiToken } from '../../../server/identity/actions/accounts.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { type Market, month, morning, openMarket, use } from '../../support/settlement.ts'
import { addTariff } from '../../support/tariffs.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s: the workbook of a statement', (dialect) => {
  let world: World
  let door: FrontDoor
  let people: Market
  let statement: Statement

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
    await addTariff(world, 'sem', 'external', { startUpFeeFen: 333 })
    for (let day = 10; day < 13; day += 1)
      await use(world, people.ada, `2026-01-${day}T09:00`, `2026-01-${day}T10:30`)
    world.clock.now = morning('02-02')
    const input = { providerId: 'lab', payerId: 'firm', period: month(1) }
    statement = await issueStatement(world.as(people.finance), input)
    const payment = { amountFen: 10_001, paidOn: '2026-02-02', reference: '=1+1' }
    await recordPayment(world.as(people.finance), { statementId: statement.id, ...payment })
    door = await openFrontDoor(world)
  })
  afterEach(async () => {
    await door.close()
    await world.close()
  })

  async function get(viewer: Viewer | null, path: string): Promise<Response> {
    const form = { name: 'test', scopes: ['read'] as const, expiresAt: null }
    const token = viewer && (await createApiToken(world.as(viewer), form))
    return fetch(`${door.url}${path}`, { headers: token ? { authorization: `Bearer ${token.secret}` } : {} })
  }

  async function addressFor(viewer: Viewer): Promise<string> {
    const query = 'query ($id: ID!) { statement(id: $id) { exportUrl } }'
    const answer = await world.ask(viewer, query, { id: statement.id })
    return (answer['statement'] as { exportUrl: string }).exportUrl
  }

  async function sheetsOf(response: Response): Promise<Record<string, unknown[][]>> {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await response.arrayBuffer())
    return Object.fromEntries(
      workbook.worksheets.map((sheet) => {
        const rows: unknown[][] = []
        sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
        return [sheet.name, rows]
      }),
    )
  }

  test('has every line of every charge, whose sum is the total, and what was paid', async () => {
    for (const viewer of [people.finance, people.payerFinance]) {
      const response = await get(viewer, await addressFor(viewer))
      expect(response.status).toBe(200)
      expect(response.headers.get('content-disposition')).toContain('statement-2026-000001.xlsx')
      const sheets = await sheetsOf(response)
      expect(sheets['结算单']).toEqual(
        expect.arrayContaining([
          ['结算单', '2026-000001'],
          ['应收合计（元）', 549.99],
          ['已收（元）', 100.01],
          ['未收（元）', 449.98],
        ]),
      )
      const lines = sheets['费用明细'] ?? []
      expect(lines).toHaveLength(1 + 3 * 2 + 1)
      expect(lines[1]?.slice(3, 6)).toEqual(['机时 1 小时 30 分钟（¥120.00/小时）', 90, 180])
      expect(lines.at(-1)?.[5]).toBe(549.99)
      expect(sheets['收款记录']?.[1]?.slice(0, 3)).toEqual(['2026-02-02', '=1+1', 100.01])
    }
  })

  test('is in the language that is asked for', async () => {
    const path = (await addressFor(people.finance)).replace('zh-CN', 'en')
    const sheets = await sheetsOf(await get(people.finance, path))
    expect(Object.keys(sheets)).toEqual(['Statement', 'Charges', 'Payments'])
  })

  test('is for those who see the statement', async () => {
    const path = await addressFor(people.finance)
    const refused = async (viewer: Viewer | null, at = path) => {
      const response = await get(viewer, at)
      const { problems } = (await response.json()) as { problems: { code: string }[] }
      return [response.status, ...problems.map((it) => it.code)]
    }
    expect(await refused(null)).toEqual([401, 'SIGN_IN_REQUIRED'])
    expect(await refused(people.cleo)).toEqual([404, 'STATEMENT_NOT_FOUND'])
    expect(await refused(people.solo)).toEqual([404, 'STATEMENT_NOT_FOUND'])
    expect(await refused(people.finance, '/export/statements/none.xlsx')).toEqual([
      404,
      'STATEMENT_NOT_FOUND',
    ])
    expect((await get(people.auditor, path)).status).toBe(200)
  })
})

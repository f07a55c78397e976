/** Files of uses over HTTP: looked at, corrected, recorded in part, and sent twice. */

import ExcelJS from 'exceljs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApiToken } from '../../../server/identity/actions/accounts.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS } from '../../../server/kernel/interval.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { type Lab, openLab, span } from '../../support/bookings.ts'
import { books, sessionsSeen } from '../../support/usage.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const HEADER = '资产编号,使用人邮箱,开始时间,结束时间,使用类型,样品数,操作人邮箱,备注'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Answer = {
  readonly applied?: boolean
  readonly rows?: readonly { row: number; state: string; problems: { code: string; message: string }[] }[]
  readonly problems?: readonly { code: string; message: string }[]
}

describe.each(dialects)('%s: a file', (dialect) => {
  let world: World
  let lab: Lab
  let door: FrontDoor
  let asked: Viewer | null
  const keys = new Map<Viewer, string>()

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    door = await openFrontDoor(world)
    for (const who of [lab.keeper, lab.ada, lab.stranger]) {
      const made = await createApiToken(world.as(who), { name: 'x', scopes: ['book'], expiresAt: null })
      keys.set(who, made.secret)
    }
  })
  beforeEach(() => {
    world.clock.now = NEW_YEAR + 30 * DAY_MS
    asked = lab.keeper
  })
  afterAll(async () => {
    await door.close()
    await world.close()
  })

  async function send(
    body: string | Buffer,
    { rows = '', type = 'text/csv', who = asked, locale = 'zh-CN' } = {},
  ): Promise<Answer & { readonly status: number }> {
    const token = who && keys.get(who)
    const response = await fetch(
      `${door.url}/usage/import?institutionId=lab&locale=${locale}${rows && `&rows=${rows}`}`,
      {
        method: 'POST',
        headers: { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: body as never,
      },
    )
    return { status: response.status, ...((await response.json()) as Answer) }
  }
  const states = ({ rows = [] }: Answer) =>
    rows.map((it) => [it.row, it.state, ...it.problems.map((problem) => problem.code)].join(' '))
  const recorded = async () =>
    (await sessionsSeen(world, lab.keeper, span('00:00', '24:00'))).map((it) => [it.kind, it.samples])

  const FILE = [
    HEADER,
    'ASSET-sem,ada@test,2026-01-02 09:00,2026-01-02 10:00,培训,3,keeper@test,"一,二"',
    'ASSET-sem,nobody@test,2026-01-02 10:00,2026-01-02 11:00,使用,1,,',
    '',
    'ASSET-sem,bob@test,2026/1/2 11:00,2026/1/2 11:30,,,,=1+1',
    'ASSET-sem,bob@test,昨天,2026-01-02 08:00,跳舞,多,,',
    'ASSET-sem,bob@test,2026-01-02 11:15,2026-01-02 12:00,使用,1,,',
    'ASSET-sem,bob@test,2026/1/2 11:00,2026/1/2 11:30,使用,2,,',
    'ASSET-x,,2026-01-02 13:00,2026-01-02 12:00,使用,1,,',
  ].join('\r\n')

  test('is looked at as a whole: every bad row by its number, with all reasons, and nothing is recorded', async () => {
    const answer = await send(FILE)
    expect(answer.applied).toBe(false)
    expect(states(answer)).toEqual([
      '2 ready',
      '3 refused IMPORT_PERSON_UNKNOWN',
      '5 ready',
      '6 refused IMPORT_CELL_INVALID IMPORT_CELL_INVALID IMPORT_CELL_INVALID',
      '7 refused IMPORT_ROWS_OVERLAP',
      '8 refused IMPORT_ROW_REPEATED',
      '9 refused IMPORT_CELL_MISSING',
    ])
    expect(answer.rows?.[3]?.problems[0]?.message).toBe('“开始时间”不能读作YYYY-MM-DD HH:MM：昨天')
    expect((await send(FILE, { locale: 'en' })).rows?.[4]?.problems[0]?.message).toBe(
      'This shares time with row 5.',
    )
    expect(await recorded()).toEqual([])
  })

  test('is recorded whole or not at all, in exactly the rows that were chosen, and once', async () => {
    expect(await send(FILE, { rows: '2,3' })).toMatchObject({ applied: false })
    expect(await recorded()).toEqual([])
    expect(states(await send(FILE, { rows: '2' }))[0]).toBe('2 applied')
    expect(await recorded()).toEqual([['TRAINING', 3]])
    const again = await send(FILE, { rows: '2,5' })
    expect(states(again).slice(0, 3)).toEqual(['2 known', '3 refused IMPORT_PERSON_UNKNOWN', '5 applied'])
    expect(states(await send(FILE, { rows: '2,5' })).slice(0, 3)).toEqual([
      '2 known',
      '3 refused IMPORT_PERSON_UNKNOWN',
      '5 known',
    ])
    expect(await recorded()).toEqual([
      ['TRAINING', 3],
      ['USE', 0],
    ])
    expect((await books(world, 'sem')).charges).toHaveLength(2)
    expect(await send(FILE, { rows: '2,99' })).toMatchObject({
      status: 422,
      problems: [{ code: 'IMPORT_ROW_UNKNOWN' }],
    })
    const note = await world.store.db
      .selectFrom('usage_session')
      .select('note')
      .orderBy('started_at')
      .execute()
    expect(note).toEqual([{ note: '一,二' }, { note: '=1+1' }])
  })

  test('may be a workbook, whose times are times and whose formulas are never worked out', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('Uses')
    sheet.addRow(['Asset number', 'User e-mail', 'Start', 'End', 'Type', 'Samples'])
    const at = (time: string) => new Date(`2026-01-05T${time}:00Z`)
    sheet.addRow([
      'ASSET-sem',
      { text: 'ada@test', hyperlink: 'mailto:ada@test' },
      at('09:10'),
      at('10:20'),
      'Use',
      4,
    ])
    sheet.addRow([
      'ASSET-sem',
      'ada@test',
      at('11:00'),
      { formula: 'C3+1/24', result: at('12:00') },
      'Use',
      4,
    ])
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
    expect(states(await send(bytes, { type: XLSX }))).toEqual(['2 ready', '3 refused IMPORT_FORMULA'])
    expect(await send(bytes, { type: XLSX, rows: '2' })).toMatchObject({ applied: true })
    const [session] = await sessionsSeen(world, lab.keeper, span('00:00', '24:00', '2026-01-05'))
    expect(session).toMatchObject({
      startsAt: '2026-01-05T01:10:00.000Z',
      endsAt: '2026-01-05T02:20:00.000Z',
      samples: 4,
      source: 'IMPORT',
      record: { origin: 'WALK_IN' },
    })
  })

  test('may be written as Chinese spreadsheets do without UTF-8', async () => {
    const row = 'ASSET-sem,ada@test,2026-01-07 09:00,2026-01-07 10:00\n'
    const header = Buffer.from([0xd7, 0xca, 0xb2, 0xfa, 0xb1, 0xe0, 0xba, 0xc5])
    const rest = ',User e-mail,Start,End\n'
    expect(states(await send(Buffer.concat([header, Buffer.from(rest + row)])))).toEqual(['2 ready'])
  })

  test.each([
    ['no file that can be read', { body: 'PK…', type: XLSX }, 422, 'IMPORT_FILE_UNREADABLE'],
    ['of another type', { body: HEADER, type: 'application/json' }, 415, 'IMPORT_FILE_UNREADABLE'],
    ['without its columns', { body: 'a,b\n1,2\n', type: 'text/csv' }, 422, 'IMPORT_COLUMN_MISSING'],
    ['without rows', { body: `${HEADER}\n`, type: 'text/csv' }, 422, 'IMPORT_EMPTY'],
    [
      'with too many rows',
      { body: `${HEADER}\n${'a,b,c,d\n'.repeat(501)}`, type: 'text/csv' },
      422,
      'IMPORT_TOO_MANY_ROWS',
    ],
  ])('is refused when it is %s', async (_case, { body, type }, status, code) => {
    const answer = await send(body, { type })
    expect([answer.status, answer.problems?.[0]?.code]).toEqual([status, code])
  })

  test('is bounded, and taken from keepers only', async () => {
    expect((await send(`${HEADER}\n${'x'.repeat(2_200_000)}`)).status).toBe(413)
    expect((await send(FILE, { who: null })).status).toBe(401)
    for (const who of [lab.ada, lab.stranger]) {
      expect(await send(FILE, { who })).toMatchObject({ status: 403, problems: [{ code: 'FORBIDDEN' }] })
    }
  })

  test.each(['csv', 'xlsx'])('can begin with an empty one as %s, whose example is read', async (kind) => {
    const response = await fetch(`${door.url}/usage/import-template.${kind}?locale=en`)
    expect(response.headers.get('content-disposition')).toContain(`usage-template.${kind}`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(states(await send(bytes, { type: kind === 'csv' ? 'text/csv' : XLSX }))).toEqual([
      '2 refused IMPORT_INSTRUMENT_UNKNOWN IMPORT_PERSON_UNKNOWN',
    ])
  })
})

/** The workbook of the statistics over HTTP, read back as a spreadsheet program would. */

import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApiToken } from '../../../server/identity/actions/accounts.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { instantOf } from '../../../server/kernel/calendar.ts'
import type { Locale } from '../../../server/kernel/problem.ts'
import { utilisation } from '../../../server/statistics/actions/utilisation.ts'
import { FORMULA_VERSION } from '../../../server/statistics/rules/formulas.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { addMeasuredUses } from '../../support/uses.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai')
const MARCH = { startsAt: at('2026-03-01', '00:00'), endsAt: at('2026-04-01', '00:00') }
const RAW_MARCH = 'from=2026-03-01T00:00:00%2B08:00&to=2026-04-01T00:00:00%2B08:00'

const read = async (response: Response) => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(await response.arrayBuffer())
  return workbook
}
const valuesOf = (workbook: ExcelJS.Workbook, sheet: number) => {
  const rows: unknown[][] = []
  workbook.worksheets[sheet]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows
}

describe.each(dialects)('%s: the workbook of the statistics', (dialect) => {
  let world: World
  let door: FrontDoor
  let auditor: Viewer
  let manager: Viewer

  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab', { nameZh: '=SUM(A1:A9)', nameEn: 'Lab' })
    await addInstitution(world, 'other', { nameZh: '@另一单位' })
    auditor = await addPerson(world, 'auditor', null, ['auditor'])
    manager = await addPerson(world, 'boss', 'lab', ['manager'])
    const sem = await addInstrument(world, 'sem', { institutionId: 'lab', nameZh: '-扫描电镜' })
    await addInstrument(world, 'tem', { institutionId: 'other', nameZh: '+透射电镜' })
    await addMeasuredUses(world, sem, 'boss', [
      { startsAt: at('2026-03-02', '09:00'), endsAt: at('2026-03-02', '11:30'), samples: 4 },
      { startsAt: at('2026-03-03', '09:00'), endsAt: at('2026-03-03', '10:00'), isExternal: true },
    ])
    door = await openFrontDoor(world)
  })
  afterEach(async () => {
    await door.close()
    await world.close()
  })

  const get = async (path: string, viewer: Viewer | null, headers: Record<string, string> = {}) => {
    const token = viewer
      ? await createApiToken(world.as(viewer), { name: 'test', scopes: ['read'], expiresAt: null })
      : undefined
    return fetch(`${door.url}${path}`, {
      headers: { ...headers, ...(token ? { authorization: `Bearer ${token.secret}` } : {}) },
    })
  }
  const pathOf = async (viewer: Viewer, by: 'institution' | 'instrument', locale: Locale = 'zh-CN') => {
    const scope = { institutionId: null, district: null, categoryCode: null }
    const answer = await utilisation(world.as(viewer, locale), { period: MARCH, by, scope }, null)
    return { path: answer.exportUrl, answer }
  }

  test('holds the rows of the answer whose address it is, with numbers as numbers', async () => {
    const { path, answer } = await pathOf(auditor, 'institution')
    const response = await get(path, auditor)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="utilisation.xlsx"; filename*=UTF-8''${encodeURIComponent('仪器利用统计.xlsx')}`,
    )
    const workbook = await read(response)
    expect(workbook.worksheets.map((it) => it.name)).toEqual(['利用情况', '时段热力', '指标定义'])
    const rows = valuesOf(workbook, 0)
    const [lab] = answer.rows
    expect(rows.slice(0, 3)).toEqual([
      ['大型科学仪器利用与共享统计'],
      ['统计时段', '2026-03-01 00:00 – 2026-04-01 00:00 (Asia/Shanghai)'],
      ['口径版本', FORMULA_VERSION],
    ])
    expect(rows[3]?.slice(0, 4)).toEqual(['编号', '单位', '仪器台数', '有效机时 E（小时）'])
    expect(rows[4]).toEqual(['lab', '=SUM(A1:A9)', ...Object.values(lab?.figures ?? {})])
    expect(rows.slice(5).map((it) => it.find((cell) => typeof cell === 'string'))).toEqual([
      'other',
      '合计',
      '上一时段合计',
    ])
    expect(rows[6]?.slice(1)).toEqual(['合计', ...Object.values(answer.total)])
    expect(rows[6]?.slice(2, 5)).toEqual([2, 3.5, 1])
  })

  test('writes text as text, whatever it begins with', async () => {
    for (const by of ['institution', 'instrument'] as const) {
      const { path } = await pathOf(auditor, by)
      const workbook = await read(await get(path, auditor))
      const names = [6, 7].map((row) => workbook.worksheets[0]?.getCell(row, 2))
      const expected = { institution: ['=SUM(A1:A9)', '@另一单位'], instrument: ['-扫描电镜', '+透射电镜'] }[
        by
      ]
      expect(names.map((it) => it?.value)).toEqual(expected)
      expect(names.map((it) => [it?.type, it?.numFmt])).toEqual(
        names.map(() => [ExcelJS.ValueType.String, '@']),
      )
    }
  })

  test('has the heat map and the definitions, in the language of the reader', async () => {
    const { path, answer } = await pathOf(auditor, 'institution', 'en')
    const workbook = await read(await get(path, auditor, { 'accept-language': 'zh-CN' }))
    expect(workbook.worksheets.map((it) => it.name)).toEqual(['Utilisation', 'Heat map', 'Definitions'])
    expect(valuesOf(workbook, 0)[4]?.[1]).toBe('Lab')
    const heat = valuesOf(workbook, 1)
    expect(heat).toHaveLength(169)
    expect(heat[1 + 9]).toEqual(['Mon', '09:00–10:00', 1, answer.heat[9]?.share])
    expect(
      valuesOf(workbook, 2)
        .map((it) => it[0])
        .slice(0, 6),
    ).toEqual(['Formula', 'F1', 'F2', 'F6', 'F10', 'F11'])
    const chinese = await read(
      await get(`/export/utilisation.xlsx?${RAW_MARCH}`, auditor, { 'accept-language': 'zh-CN' }),
    )
    expect(chinese.worksheets[0]?.name).toBe('利用情况')
  })

  test('is for whom the statistics are, and says why not in the language of the reader', async () => {
    const address = `/export/utilisation.xlsx?${RAW_MARCH}&by=INSTRUMENT`
    const refusal = async (path: string, viewer: Viewer | null) => {
      const response = await get(path, viewer, { 'accept-language': 'en' })
      const { problems } = (await response.json()) as { problems: { code: string; message: string }[] }
      return [response.status, ...problems.map((it) => it.code)]
    }
    expect(await refusal(address, null)).toEqual([401, 'SIGN_IN_REQUIRED'])
    expect(await refusal(address, manager)).toEqual([403, 'FORBIDDEN'])
    expect(await refusal(`${address}&institutionId=other`, manager)).toEqual([403, 'FORBIDDEN'])
    expect(await refusal(`${address}&institutionId=none`, auditor)).toEqual([404, 'INSTITUTION_NOT_FOUND'])
    expect(await refusal('/export/utilisation.xlsx?from=x&by=PLANET', auditor)).toEqual([
      400,
      'INPUT_INVALID',
      'INPUT_INVALID',
      'INPUT_INVALID',
    ])
    expect(
      await refusal('/export/utilisation.xlsx?from=2026-03-01T00:00:00Z&to=2026-02-01T00:00:00Z', auditor),
    ).toEqual([400, 'STATISTICS_PERIOD_INVALID'])
    const own = await read(await get(`${address}&institutionId=lab`, manager))
    expect(
      valuesOf(own, 0)
        .slice(4)
        .map((it) => it[0] ?? it[1]),
    ).toEqual(['sem', '合计', '上一时段合计'])
  })
})

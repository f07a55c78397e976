/** Utilisation through the front door, on each dialect: kept sums and edges against counting by hand and by minute. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Instrument } from '../../../server/catalog/queries/instruments.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { insertDistrict } from '../../../server/institutions/queries/institutions.ts'
import { instantOf } from '../../../server/kernel/calendar.ts'
import type { Interval } from '../../../server/kernel/interval.ts'
import { measureDays } from '../../../server/statistics/actions/facts.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { addMeasuredUses, type Use } from '../../support/uses.ts'
import { dialects, openWorld, viewerOf, type World } from '../../support/world.ts'

const FIGURES = `instrumentCount effectiveHours externalHours ratedHours utilisation sharingRate meanUtilisation
  meanSharingRate bookingCount sampleCount`
const QUESTION = `query ($period: IntervalInput!, $by: UtilisationBy!, $filter: UtilisationFilter, $first: Int) {
  utilisation(period: $period, by: $by, filter: $filter, first: $first) {
    period { startsAt endsAt } total { ${FIGURES} } previous { effectiveHours } rowCount exportUrl formulaVersion
    rows { key labelZh labelEn figures { ${FIGURES} } } heat { weekday hour effectiveHours share }
  }
}`

const at = (text: string) => {
  const [date = '', time = '00:00'] = text.split(' ')
  return instantOf(date, time, 'Asia/Shanghai')
}
const span = (from: string, to: string): Interval => ({ startsAt: at(from), endsAt: at(to) })
const use = (from: string, to: string, more: Partial<Use> = {}): Use => ({ ...span(from, to), ...more })
const input = ({ startsAt, endsAt }: Interval) => ({
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
})

type Row = { key: string; figures: Record<string, number> }
type Answer = {
  total: Record<string, number>
  previous: Record<string, number>
  rows: Row[]
  rowCount: number
  heat: { weekday: number; hour: number; effectiveHours: number; share: number }[]
}

const MARCH = span('2026-03-01', '2026-04-01')

describe.each(dialects)('%s: utilisation', (dialect) => {
  let world: World
  let sem: Instrument
  let tem: Instrument
  const auditor = viewerOf('auditor', { role: 'auditor', institutionId: null })

  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab')
    await addInstitution(world, 'other')
    await addPerson(world, 'ann', 'lab', ['researcher'])
    sem = await addInstrument(world, 'sem', { institutionId: 'lab', nameEn: 'SEM' })
    tem = await addInstrument(world, 'tem', { institutionId: 'other', usageClass: 'dedicated' })
  })
  afterEach(() => world.close())

  const ask = async (variables: object, viewer: Viewer | null = auditor): Promise<Answer> => {
    const data = await world.ask(viewer, QUESTION, { by: 'INSTRUMENT', period: input(MARCH), ...variables })
    return data['utilisation'] as Answer
  }
  const hoursOf = async (filter: object) => (await ask({ filter })).total['effectiveHours']
  const ratedHoursOf = async (key: string) =>
    (await ask({})).rows.find((it) => it.key === key)?.figures['ratedHours']
  const codes = async (viewer: Viewer | null, variables: object) => {
    const asked = { by: 'INSTRUMENT', period: input(MARCH), ...variables }
    const { errors } = await world.answer(viewer, QUESTION, asked)
    const problems = (errors?.[0]?.extensions?.['problems'] ?? []) as { code: string }[]
    return problems.map((it) => it.code)
  }

  test('counts what lies in the period, overlapping records once, external time as part of it', async () => {
    await addMeasuredUses(world, sem, 'ann', [
      use('2026-02-28 23:00', '2026-03-01 02:00', { samples: 5 }),
      use('2026-03-10 09:00', '2026-03-10 12:00', { samples: 2 }),
      use('2026-03-10 11:00', '2026-03-10 13:00', { samples: 3, isExternal: true }),
      use('2026-03-31 20:00', '2026-04-01 08:00', { samples: 1, isExternal: true }),
    ])
    const { total, rows, previous, heat } = await ask({})
    const rated = ((1_400 + 800) * 31) / 365
    expect(total).toEqual({
      instrumentCount: 2,
      effectiveHours: 10,
      externalHours: 6,
      ratedHours: expect.closeTo(rated, 9),
      utilisation: expect.closeTo(10 / rated, 12),
      sharingRate: 0.6,
      meanUtilisation: expect.closeTo(10 / ((1_400 * 31) / 365) / 2, 12),
      meanSharingRate: 0.3,
      bookingCount: 3,
      sampleCount: 6,
    })
    expect(previous['effectiveHours']).toBe(1)
    expect(rows).toMatchObject([
      { key: 'sem', labelZh: '仪器 sem', labelEn: 'SEM', figures: { effectiveHours: 10 } },
      { key: 'tem', labelEn: null, figures: { effectiveHours: 0, instrumentCount: 1, sharingRate: 0 } },
    ])
    // Tuesdays of March are five, and instruments two.
    expect(heat.find((it) => it.weekday === 2 && it.hour === 11)).toEqual({
      weekday: 2,
      hour: 11,
      effectiveHours: 1,
      share: 0.1,
    })
    expect(heat.reduce((sum, it) => sum + it.effectiveHours, 0)).toBe(10)
    expect(heat.map((it) => it.weekday * 100 + it.hour)).toEqual(
      Array.from({ length: 168 }, (_, i) => (Math.floor(i / 24) + 1) * 100 + (i % 24)),
    )
  })

  test('gives rows by institution, district, category and instrument, the busiest first', async () => {
    await world.store.transact((trx) =>
      insertDistrict(trx, { adcode: '150603', nameZh: '康巴什区', nameEn: 'Kangbashi' }),
    )
    const far = await addInstrument(world, 'far', { institutionId: 'other', districtAdcode: '150603' })
    await addMeasuredUses(world, sem, 'ann', [use('2026-03-02 09:00', '2026-03-02 10:00')])
    await addMeasuredUses(world, tem, 'ann', [use('2026-03-02 09:00', '2026-03-02 10:00')])
    await addMeasuredUses(world, far, 'ann', [use('2026-03-03 09:00', '2026-03-03 12:00')])
    const keys = async (by: string) =>
      (await ask({ by })).rows.map((it) => [it.key, it.figures['effectiveHours']])
    expect(await keys('INSTITUTION')).toEqual([
      ['other', 4],
      ['lab', 1],
    ])
    expect(await keys('DISTRICT')).toEqual([
      ['150603', 3],
      ['150602', 2],
    ])
    expect(await keys('CATEGORY')).toEqual([['010000', 5]])
    expect(await keys('INSTRUMENT')).toEqual([
      ['far', 3],
      ['sem', 1],
      ['tem', 1],
    ])
    const bounded = await ask({ by: 'INSTRUMENT', first: 1 })
    expect([bounded.rows.length, bounded.rowCount, bounded.total['effectiveHours']]).toEqual([1, 3, 5])
  })

  test('leaves out what the filter does, and refuses to filter by what is not there', async () => {
    await addMeasuredUses(world, sem, 'ann', [use('2026-03-02 09:00', '2026-03-02 10:00')])
    expect(await hoursOf({ institutionId: 'lab' })).toBe(1)
    expect(await hoursOf({ institutionId: 'other' })).toBe(0)
    expect(await hoursOf({ district: '150602', categoryCode: '010000' })).toBe(1)
    expect(await hoursOf({ categoryCode: '010100' })).toBe(1)
    expect(
      await codes(auditor, { filter: { institutionId: 'x', district: 'y', categoryCode: 'z' } }),
    ).toEqual(['INSTITUTION_NOT_FOUND', 'DISTRICT_NOT_FOUND', 'CATEGORY_NOT_FOUND'])
  })

  test('refuses a period that ends before it starts, and one of more than ten years', async () => {
    expect(
      await codes(auditor, { period: { startsAt: '2026-03-02T00:00:00Z', endsAt: '2026-03-01T00:00:00Z' } }),
    ).toEqual(['STATISTICS_PERIOD_INVALID'])
    expect(
      await codes(auditor, { period: { startsAt: '2006-03-02T00:00:00Z', endsAt: '2026-03-01T00:00:00Z' } }),
    ).toEqual(['STATISTICS_PERIOD_TOO_LONG'])
  })

  test('is for the city, and for managers about their own institution', async () => {
    const manager = viewerOf('boss', { role: 'manager', institutionId: 'lab' })
    const keeper = viewerOf('keeper', { role: 'keeper', institutionId: 'lab' })
    expect((await ask({ filter: { institutionId: 'lab' } }, manager)).total['instrumentCount']).toBe(1)
    expect(await codes(manager, { filter: { institutionId: 'other' } })).toEqual(['FORBIDDEN'])
    expect(await codes(manager, {})).toEqual(['FORBIDDEN'])
    expect(await codes(keeper, { filter: { institutionId: 'lab' } })).toEqual(['FORBIDDEN'])
    expect(await codes({ ...auditor, scopes: ['book'] }, {})).toEqual(['TOKEN_SCOPE_MISSING'])
    expect(await codes(null, {})).toEqual(['SIGN_IN_REQUIRED'])
  })

  test('rates an instrument while it is published, whatever was published before or after', async () => {
    const draft = await addInstrument(world, 'new', { institutionId: 'lab', state: 'draft' })
    const publish = (type: 'instrument.published' | 'instrument.withdrawn', when: string) => {
      world.clock.now = at(when)
      const ctx = world.as()
      return world.store.transact((trx) => ctx.emit(ctx, trx, { type, subjectId: draft.id }))
    }
    expect(await ratedHoursOf('new')).toBeUndefined()
    await publish('instrument.published', '2026-03-02')
    await publish('instrument.published', '2026-03-03')
    await publish('instrument.withdrawn', '2026-03-04')
    await publish('instrument.published', '2026-03-31')
    expect(await ratedHoursOf('new')).toBeCloseTo((1_400 * 3) / 365, 9)
  })

  test('measures a day anew when a record arrives late, and twice changes nothing', async () => {
    await addMeasuredUses(world, sem, 'ann', [use('2026-03-10 09:00', '2026-03-10 11:00')])
    expect((await ask({})).total['effectiveHours']).toBe(2)
    await addMeasuredUses(world, sem, 'ann', [
      use('2026-03-10 08:00', '2026-03-10 10:00', { isExternal: true }),
    ])
    const { total } = await ask({})
    expect([total['effectiveHours'], total['externalHours'], total['bookingCount']]).toEqual([3, 2, 2])
    const again = { startsAt: at('2026-01-01'), endsAt: at('2027-01-01') }
    await world.store.transact((trx) => measureDays(world.as(), trx, sem, again))
    expect((await ask({})).total).toEqual(total)
  })

  test('forgets a day on which no record is left', async () => {
    await addMeasuredUses(world, sem, 'ann', [use('2026-03-10 09:00', '2026-03-10 11:00')])
    await world.store.transact(async (trx) => {
      await trx.deleteFrom('usage_session').execute()
      await trx.deleteFrom('usage_record').execute()
      await measureDays(world.as(), trx, sem, span('2026-03-10', '2026-03-11'))
    })
    const { total, heat } = await ask({ period: input(span('2026-01-01', '2027-01-01')) })
    expect([total['effectiveHours'], total['bookingCount'], heat.every((it) => it.share === 0)]).toEqual([
      0,
      0,
      true,
    ])
  })

  test('takes instruments of other zones by their own days', async () => {
    const far = await addInstrument(world, 'far', { institutionId: 'lab', timeZone: 'America/New_York' })
    const overnight = use('2026-03-10 09:00', '2026-03-10 15:00')
    await addMeasuredUses(world, sem, 'ann', [overnight])
    await addMeasuredUses(world, far, 'ann', [overnight])
    const { total, heat } = await ask({ period: input(span('2026-03-01', '2026-03-10 12:00')) })
    expect(total['effectiveHours']).toBe(6)
    // 09:00 in Ordos is 21:00 of the day before in New York.
    expect(heat.filter((it) => it.effectiveHours > 0).map((it) => [it.weekday, it.hour])).toEqual([
      [1, 21],
      [1, 22],
      [1, 23],
      [2, 9],
      [2, 10],
      [2, 11],
    ])
  })
})

/** Periods, changes, orders and the scale of the heat map. */

import { expect, test } from 'vitest'
import { heatClasses, peakOf, sharesOfWeek } from '../../web/statistics/heat.ts'
import { periodDays, periodInput, pointChange, relativeChange } from '../../web/statistics/period.ts'
import { type Row, sorted } from '../../web/statistics/rows.ts'
import { statisticsSearch } from '../../web/statistics/statistics-search.ts'

test.each([
  [{}, ['2025-11-23', '2026-11-22']],
  [{ period: 'year' }, ['2026-01-01', '2026-11-22']],
  [{ period: 'quarter' }, ['2026-10-01', '2026-11-22']],
  [{ period: 'month' }, ['2026-11-01', '2026-11-22']],
  [{ period: 'custom', from: '2026-02-01', to: '2026-02-03' }, ['2026-02-01', '2026-02-03']],
] as const)('%j means these days on 22 November', (search, days) => {
  expect(periodDays(search, '2026-11-22')).toEqual(days)
})

test('twelve months up to 29 February start on 1 March', () => {
  expect(periodDays({}, '2028-02-29')).toEqual(['2027-03-01', '2028-02-29'])
})

test('a period reaches from its first midnight to the one after its last day, in Beijing', () => {
  expect(periodInput(['2026-11-01', '2026-11-30'], 'Asia/Shanghai')).toEqual({
    startsAt: '2026-10-31T16:00:00.000Z',
    endsAt: '2026-11-30T16:00:00.000Z',
  })
})

test('days in the URL count only for a period of one’s own, and forward', () => {
  expect(statisticsSearch({ from: '2026-01-01', to: '2026-02-01' })).toEqual({})
  expect(statisticsSearch({ period: 'custom', from: '2026-03-01', to: '2026-02-01' })).toEqual({})
  expect(
    statisticsSearch({ period: 'custom', from: '2026-01-01', to: '2026-02-01', by: 'DISTRICT' }),
  ).toEqual({
    period: 'custom',
    from: '2026-01-01',
    to: '2026-02-01',
    by: 'DISTRICT',
  })
})

test('a change of an amount is relative, and unknown from next to nothing', () => {
  expect(relativeChange(112.3, 100)).toEqual({ text: '+12.3 %', trend: 'up' })
  expect(relativeChange(90, 100)).toEqual({ text: '−10.0 %', trend: 'down' })
  expect(relativeChange(100, 100)).toEqual({ text: '0.0 %', trend: 'same' })
  expect(relativeChange(100, 0)).toBeUndefined()
  expect(relativeChange(1000, 100)).toEqual({ text: '+900.0 %', trend: 'up' })
  expect(relativeChange(1000, 99)).toBeUndefined()
})

test('a change of a ratio is in points', () => {
  expect(pointChange(0.566, 0.545, true)).toEqual({ text: '+2.1', trend: 'up' })
  expect(pointChange(0.4, 0.5, true)).toEqual({ text: '−10.0', trend: 'down' })
  expect(pointChange(0.4, 0, false)).toBeUndefined()
})

const FIGURES = {
  instrumentCount: 1,
  effectiveHours: 0,
  externalHours: 0,
  ratedHours: 0,
  utilisation: 0,
  sharingRate: 0,
  meanUtilisation: 0,
  meanSharingRate: 0,
  bookingCount: 0,
  sampleCount: 0,
}

function row(key: string, figures: Partial<typeof FIGURES>): Row {
  return { key, labelZh: key, labelEn: null, figures: { ...FIGURES, ...figures } }
}

test('rows are sorted by the chosen figure, then by hours, then by key', () => {
  const rows = [
    row('c', { effectiveHours: 5, sharingRate: 0.5 }),
    row('b', { effectiveHours: 9, sharingRate: 0.5 }),
    row('a', { effectiveHours: 5, sharingRate: 0.9 }),
  ]
  const keys = (sort?: 'sharing') => sorted(rows, sort).map((it) => it.key)
  expect(keys()).toEqual(['b', 'a', 'c'])
  expect(keys('sharing')).toEqual(['a', 'b', 'c'])
})

const CELL = { weekday: 2, hour: 9, effectiveHours: 3, share: 0.18 }

test('a week has 168 hours, and those without a cell are empty', () => {
  const shares = sharesOfWeek([CELL])
  expect(shares.flat()).toHaveLength(168)
  expect(shares[1]?.[9]).toBe(0.18)
  expect(shares.flat().filter((it) => it > 0)).toHaveLength(1)
})

test('five equal classes hold the largest share', () => {
  expect(heatClasses([CELL])).toEqual([5, 10, 15, 20, 25])
  expect(heatClasses([{ ...CELL, share: 0.012 }])).toEqual([0.25, 0.5, 0.75, 1, 1.25])
  expect(heatClasses([{ ...CELL, share: 1 }])).toEqual([20, 40, 60, 80, 100])
  expect(heatClasses([]).at(-1)).toBeGreaterThan(0)
})

test('the busiest hour is named only when something was used', () => {
  expect(peakOf([{ ...CELL, share: 0.1 }, CELL])).toBe(CELL)
  expect(peakOf([{ ...CELL, share: 0 }])).toBeUndefined()
})

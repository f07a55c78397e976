/** Rated hours, figures and periods: tables of cases. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf } from '../../../server/kernel/calendar.ts'
import { HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'
import {
  figuresRows,
  type InstrumentTotals,
  utilisationFigures,
} from '../../../server/statistics/rules/figures.ts'
import { FORMULA_VERSION, FORMULAS } from '../../../server/statistics/rules/formulas.ts'
import { periodProblems, previousPeriod } from '../../../server/statistics/rules/period.ts'
import {
  type RatedInstrument,
  ratedHours,
  serviceSpans,
} from '../../../server/statistics/rules/rated-hours.ts'

const ZONE = 'Asia/Shanghai'
const at = (time: string, date: string) => instantOf(date, time, ZONE)
const zones = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'UTC',
)

describe('rated hours', () => {
  const instrument: RatedInstrument = {
    usageClass: 'general',
    timeZone: ZONE,
    commissionedOn: '2020-01-01',
    publications: [{ publishedAt: 0, withdrawnAt: null }],
  }
  const span = (from: string, to: string): Interval => ({
    startsAt: at('00:00', from),
    endsAt: at('00:00', to),
  })
  const rated = (more: Partial<RatedInstrument>, period: Interval) => {
    const one = { ...instrument, ...more }
    return ratedHours(one, serviceSpans(one, period))
  }

  test.each([
    ['1400 for a year', {}, span('2026-01-01', '2027-01-01'), 1_400],
    ['1400 for a leap year', {}, span('2028-01-01', '2029-01-01'), 1_400],
    [
      '800 for a year of a dedicated instrument',
      { usageClass: 'dedicated' as const },
      span('2026-01-01', '2027-01-01'),
      800,
    ],
    ['the days of January by the days of the year', {}, span('2026-01-01', '2026-02-01'), (1_400 * 31) / 365],
    ['each year by its own length', {}, span('2027-12-31', '2028-01-02'), 1_400 / 365 + 1_400 / 366],
    [
      'nothing before it was commissioned',
      { commissionedOn: '2026-07-02' },
      span('2026-01-01', '2027-01-01'),
      (1_400 * 183) / 365,
    ],
    [
      'nothing before it was published',
      { publications: [{ publishedAt: at('00:00', '2026-12-31'), withdrawnAt: null }] },
      span('2026-01-01', '2027-01-01'),
      1_400 / 365,
    ],
    [
      'nothing after it was withdrawn',
      { publications: [{ publishedAt: 0, withdrawnAt: at('00:00', '2026-01-03') }] },
      span('2026-01-01', '2027-01-01'),
      2_800 / 365,
    ],
    [
      'every publication of one that was withdrawn and came back',
      {
        publications: [
          { publishedAt: 0, withdrawnAt: at('00:00', '2026-01-03') },
          { publishedAt: at('00:00', '2026-12-31'), withdrawnAt: null },
        ],
      },
      span('2026-01-01', '2027-01-01'),
      4_200 / 365,
    ],
    ['nothing for one that was never published', { publications: [] }, span('2026-01-01', '2027-01-01'), 0],
    [
      'all of it when nobody knows since when it runs',
      { commissionedOn: null },
      span('2026-01-01', '2027-01-01'),
      1_400,
    ],
  ])('are %s', (_case, more, period, hours) => {
    expect(rated(more, period)).toBeCloseTo(hours, 9)
  })

  test('of the parts of a period add up to those of the period', () => {
    const moment = fc.integer({ min: at('00:00', '2024-06-01'), max: at('00:00', '2029-06-01') })
    fc.assert(
      fc.property(moment, moment, moment, zones, (a, b, c, timeZone) => {
        const [from = 0, middle = 0, to = 0] = [a, b, c].toSorted((x, y) => x - y)
        const parts =
          rated({ timeZone }, { startsAt: from, endsAt: middle }) +
          rated({ timeZone }, { startsAt: middle, endsAt: to })
        expect(parts).toBeCloseTo(rated({ timeZone }, { startsAt: from, endsAt: to }), 6)
      }),
    )
  })
})

const totals = (
  instrumentId: string,
  effective: number,
  external: number,
  hours: number,
): InstrumentTotals => ({
  instrumentId,
  effectiveMs: effective * HOUR_MS,
  externalMs: external * HOUR_MS,
  ratedHours: hours,
  bookingCount: 2,
  sampleCount: 3,
})

describe('figures', () => {
  test('are ratios of sums, and means of ratios beside them', () => {
    expect(
      utilisationFigures([totals('a', 700, 350, 1_400), totals('b', 800, 0, 800), totals('c', 0, 0, 800)]),
    ).toEqual({
      instrumentCount: 3,
      effectiveHours: 1_500,
      externalHours: 350,
      ratedHours: 3_000,
      utilisation: 0.5,
      sharingRate: 350 / 1_500,
      meanUtilisation: 0.5,
      meanSharingRate: 0.5 / 3,
      bookingCount: 6,
      sampleCount: 9,
    })
  })

  test('of nothing are zero', () => {
    expect(Object.values(utilisationFigures([])).every((it) => it === 0)).toBe(true)
    expect(utilisationFigures([totals('a', 5, 0, 0)])).toMatchObject({ utilisation: 0, meanUtilisation: 0 })
  })

  test('are not capped: an instrument may work more than it is rated for', () => {
    expect(utilisationFigures([totals('a', 2_800, 0, 1_400)]).utilisation).toBe(2)
  })

  test('come in rows by effective hours, then by key, those that nobody used last', () => {
    const all = [totals('z', 1, 0, 1), totals('a', 1, 0, 1), totals('m', 9, 0, 1), totals('0', 0, 0, 1)]
    expect(figuresRows(all, (it) => it.instrumentId).map((it) => it.key)).toEqual(['m', 'a', 'z', '0'])
    expect(figuresRows(all, () => 'city')).toEqual([{ key: 'city', figures: utilisationFigures(all) }])
  })

  test('say which formulas they follow', () => {
    expect(FORMULAS.map((it) => it.id)).toEqual(['F1', 'F2', 'F6', 'F10', 'F11'])
    for (const it of FORMULAS) expect(FORMULA_VERSION).toContain(it.source)
  })
})

describe('a period', () => {
  test.each([
    ['may be a millisecond', 0, 1, []],
    ['must end after it starts', 5, 5, ['STATISTICS_PERIOD_INVALID']],
    ['must not run backwards', 5, 4, ['STATISTICS_PERIOD_INVALID']],
    ['may be ten years', at('00:00', '2016-01-01'), at('00:00', '2026-01-01'), []],
    [
      'is ten years at most',
      at('00:00', '2015-01-01'),
      at('00:00', '2026-01-01'),
      ['STATISTICS_PERIOD_TOO_LONG'],
    ],
    ['lies in years that calendars know', -1, 5, ['STATISTICS_PERIOD_UNKNOWN']],
    ['may not be an age', 0, 8.64e15, ['STATISTICS_PERIOD_TOO_LONG', 'STATISTICS_PERIOD_UNKNOWN']],
  ])('%s', (_case, startsAt, endsAt, codes) => {
    expect(periodProblems({ startsAt, endsAt }).map((it) => it.code)).toEqual(codes)
  })

  test('is compared with the one of the same length before it', () => {
    expect(previousPeriod({ startsAt: 10, endsAt: 14 })).toEqual({ startsAt: 6, endsAt: 10 })
  })
})

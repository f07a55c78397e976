/** Measures, figures and rated hours: tables of cases, and properties against counting minute by minute. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datesDuring, dayInterval, instantOf } from '../../../server/kernel/calendar.ts'
import { clip, DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import {
  figuresRows,
  type InstrumentTotals,
  utilisationFigures,
} from '../../../server/statistics/rules/figures.ts'
import { FORMULA_VERSION, FORMULAS } from '../../../server/statistics/rules/formulas.ts'
import { addMeasures, dayFacts, NO_USE, type UsageSpan } from '../../../server/statistics/rules/measures.ts'
import { periodProblems, previousPeriod } from '../../../server/statistics/rules/period.ts'
import {
  type RatedInstrument,
  ratedHours,
  serviceSpans,
} from '../../../server/statistics/rules/rated-hours.ts'

const ZONE = 'Asia/Shanghai'
const DATE = '2026-03-02'
const at = (time: string, date = DATE, zone = ZONE) => instantOf(date, time, zone)

function used(from: number, to: number, more: Partial<UsageSpan> = {}): UsageSpan {
  return { startsAt: from, endsAt: to, isExternal: false, sampleCount: 1, ...more }
}

function wholeDay(records: readonly UsageSpan[], date = DATE, zone = ZONE) {
  return dayFacts(records, { date, span: dayInterval(date, zone) }, zone)
}

describe('a day of an instrument', () => {
  test.each([
    ['nothing', [], [0, 0, 0]],
    ['one use', [used(at('09:00'), at('11:30'))], [2.5, 0, 1]],
    ['overlapping records once', [used(at('09:00'), at('11:00')), used(at('10:00'), at('12:00'))], [3, 0, 2]],
    [
      'external time inside internal time as external',
      [used(at('09:00'), at('12:00')), used(at('10:00'), at('11:00'), { isExternal: true })],
      [3, 1, 2],
    ],
    [
      'overlapping external records once',
      [
        used(at('09:00'), at('11:00'), { isExternal: true }),
        used(at('10:00'), at('12:00'), { isExternal: true }),
      ],
      [3, 3, 2],
    ],
    [
      'of what began the day before only the part after midnight, and no booking',
      [used(at('22:00', '2026-03-01'), at('01:00'))],
      [1, 0, 0],
    ],
    [
      'of what goes on tomorrow only the part before midnight',
      [used(at('22:00'), at('01:00', '2026-03-03'))],
      [2, 0, 1],
    ],
    [
      'a use that lasts for days as the whole day',
      [used(at('22:00', '2026-02-20'), at('01:00', '2026-03-09'))],
      [24, 0, 0],
    ],
    ['a use of no length as a booking without time', [used(at('09:00'), at('09:00'))], [0, 0, 1]],
  ] as const)('counts %s', (_case, records, [effective, external, bookings]) => {
    expect(wholeDay(records)).toMatchObject({
      effectiveMs: effective * HOUR_MS,
      externalMs: external * HOUR_MS,
      bookingCount: bookings,
      sampleCount: bookings,
      weekday: 1,
    })
  })

  test('puts use into the hours in which it was, in the zone of the instrument', () => {
    const { hoursMs } = wholeDay([used(at('09:30'), at('11:15'))])
    const minutes = hoursMs.map((ms) => ms / MINUTE_MS)
    expect(minutes.slice(9, 12)).toEqual([30, 60, 15])
    expect(minutes.reduce((sum, it) => sum + it, 0)).toBe(105)
  })

  test('lets a repeated hour hold two hours, and a skipped one none', () => {
    const berlin = 'Europe/Berlin'
    const always = used(0, Date.UTC(2030, 0, 1))
    const autumn = wholeDay([always], '2026-10-25', berlin)
    expect(autumn.effectiveMs).toBe(25 * HOUR_MS)
    expect(autumn.hoursMs.slice(1, 4)).toEqual([HOUR_MS, 2 * HOUR_MS, HOUR_MS])
    const spring = wholeDay([always], '2026-03-29', berlin)
    expect(spring.effectiveMs).toBe(23 * HOUR_MS)
    expect(spring.hoursMs.slice(1, 4)).toEqual([HOUR_MS, 0, HOUR_MS])
  })
})

const zones = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'UTC',
)
/** Around a change of the clock in each of the zones. */
const origins = fc.constantFrom(
  Date.UTC(2026, 2, 6),
  Date.UTC(2026, 2, 27),
  Date.UTC(2026, 9, 23),
  Date.UTC(2026, 3, 3),
)
const minutes = fc.integer({ min: 0, max: 5 * 1_440 })
const records = (origin: number) =>
  fc.array(
    fc
      .record({ from: minutes, length: fc.integer({ min: 0, max: 2_000 }), isExternal: fc.boolean() })
      .map((it) => ({
        startsAt: origin + it.from * MINUTE_MS,
        endsAt: origin + (it.from + it.length) * MINUTE_MS,
        isExternal: it.isExternal,
        sampleCount: it.length % 7,
      })),
    { maxLength: 8 },
  )

/** What a patient person with a list of minutes finds. */
function countedByMinute(all: readonly UsageSpan[], span: Interval) {
  let effectiveMs = 0
  let externalMs = 0
  for (let minute = span.startsAt; minute < span.endsAt; minute += MINUTE_MS) {
    const running = all.filter((it) => it.startsAt <= minute && minute < it.endsAt)
    if (running.length > 0) effectiveMs += MINUTE_MS
    if (running.some((it) => it.isExternal)) externalMs += MINUTE_MS
  }
  return { effectiveMs, externalMs }
}

/** The parts of days in a period, as its facts and edges are. */
const partsOf = (period: Interval, zone: string) =>
  datesDuring(period, zone).flatMap((date) => {
    const span = clip(dayInterval(date, zone), period)
    return span ? [{ date, span }] : []
  })

describe('measures of any records', () => {
  const world = fc.tuple(zones, origins).chain(([zone, origin]) =>
    fc.record({
      zone: fc.constant(zone),
      origin: fc.constant(origin),
      all: records(origin),
      from: minutes,
      length: minutes,
    }),
  )

  test('are what counting minutes finds, never more than the wall clock, and external never more than all', () => {
    fc.assert(
      fc.property(world, ({ zone, origin, all, from, length }) => {
        const period = { startsAt: origin + from * MINUTE_MS, endsAt: origin + (from + length) * MINUTE_MS }
        const facts = partsOf(period, zone).map((part) => dayFacts(all, part, zone))
        const sum = facts.reduce(addMeasures, NO_USE)
        expect(sum).toMatchObject(countedByMinute(all, period))
        expect(sum.effectiveMs).toBeLessThanOrEqual(period.endsAt - period.startsAt)
        expect(sum.externalMs).toBeLessThanOrEqual(sum.effectiveMs)
        for (const it of facts) expect(it.hoursMs.reduce((total, ms) => total + ms, 0)).toBe(it.effectiveMs)
      }),
      { numRuns: 200 },
    )
  })

  test('of the parts of a day add up to those of the day', () => {
    fc.assert(
      fc.property(world, fc.nat(24 * 60), ({ zone, origin, all }, cut) => {
        for (const part of partsOf({ startsAt: origin, endsAt: origin + 3 * DAY_MS }, zone)) {
          const middle = Math.min(part.span.startsAt + cut * MINUTE_MS, part.span.endsAt)
          const halves = [
            { date: part.date, span: { startsAt: part.span.startsAt, endsAt: middle } },
            { date: part.date, span: { startsAt: middle, endsAt: part.span.endsAt } },
          ].map((it) => dayFacts(all, it, zone))
          const { effectiveMs, externalMs, bookingCount, sampleCount } = dayFacts(all, part, zone)
          expect(halves.reduce(addMeasures, NO_USE)).toEqual({
            effectiveMs,
            externalMs,
            bookingCount,
            sampleCount,
          })
        }
      }),
      { numRuns: 100 },
    )
  })
})

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
  ])('%s', (_case, startsAt, endsAt, codes) => {
    expect(periodProblems({ startsAt, endsAt }).map((it) => it.code)).toEqual(codes)
  })

  test('is compared with the one of the same length before it', () => {
    expect(previousPeriod({ startsAt: 10, endsAt: 14 })).toEqual({ startsAt: 6, endsAt: 10 })
  })
})

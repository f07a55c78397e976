/** Steps, subsidies, rounding up, rates and minima of windows: tables, and what holds for all tariffs. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spansToBill } from '../../../server/fees/rules/billed-spans.ts'
import { cancellationLines } from '../../../server/fees/rules/cancellation.ts'
import { priceLineText } from '../../../server/fees/rules/price-lines.ts'
import { costAndSubsidy, priceLines, priceLinesOfAll, totalOf } from '../../../server/fees/rules/pricing.ts'
import type { Rates } from '../../../server/fees/rules/tariffs.ts'
import { minimumPrice } from '../../../server/fees/rules/time-segments.ts'
import { HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { wallTime } from '../../support/wall-time.ts'

const ZONE = 'Asia/Shanghai'
const DAY = [1, 2, 3, 4, 5, 6, 7]

function rates(more: Partial<Rates>): Rates {
  return {
    mode: 'reservation',
    rateFenPerHour: 6_000,
    startUpFeeFen: 0,
    minimumChargeFen: 0,
    cancelNoticeMinutes: 0,
    cancelFeeFen: 0,
    rateWindows: [],
    ...more,
  }
}

/** From 16:00 on. */
function lasting(minutes: number) {
  const startsAt = wallTime('2026-03-03T16:00', ZONE)
  return { startsAt, endsAt: startsAt + minutes * MINUTE_MS }
}

const window = { nameZh: '晚', weekdays: DAY, startsAt: '17:00', endsAt: '24:00', percent: 80 }
const brackets = [
  { afterMinutes: 60, rateFenPerHour: 11_000, subsidyFenPerHour: 2_500 },
  { afterMinutes: 180, rateFenPerHour: 10_000, subsidyFenPerHour: 2_000 },
  { afterMinutes: 300, rateFenPerHour: 9_000, subsidyFenPerHour: 1_500 },
]

describe('a price', () => {
  test.each([
    [
      'of steps, each for the time after it',
      { rateFenPerHour: 12_000, subsidyFenPerHour: 3_000, steps: brackets },
      315,
      [56_250, 12_375],
    ],
    ['before the first step', { rateFenPerHour: 12_000, steps: brackets }, 60, [12_000, 0]],
    [
      'with a subsidy and a discount of both',
      { subsidyFenPerHour: 2_000, rateWindows: [window] },
      120,
      [10_800, 3_600],
    ],
    [
      'lifted to a minimum, and the subsidy with it',
      { subsidyFenPerHour: 1_000, minimumChargeFen: 3_000 },
      29,
      [3_000, 500],
    ],
    [
      'of nothing an hour, with a minimum',
      { rateFenPerHour: 0, subsidyFenPerHour: 500, minimumChargeFen: 3_000 },
      60,
      [3_000, 0],
    ],
    ['of time rounded up', { rateFenPerHour: 4_000, roundUpMinutes: 15 }, 61, [5_000, 0]],
    ['of time that needs no rounding', { rateFenPerHour: 4_000, roundUpMinutes: 15 }, 75, [5_000, 0]],
    [
      'with a rate of its own in a window',
      { rateWindows: [{ ...window, rateFenPerHour: 1_001 }] },
      120,
      [7_001, 0],
    ],
    [
      'with a minimum by parts of the time',
      { rateFenPerHour: 100, minimumChargeFen: 2_000, rateWindows: [{ ...window, minimumChargeFen: 4_000 }] },
      120,
      [3_000, 0],
    ],
  ])('%s', (_, more, minutes, [costFen, subsidyFen]) => {
    const lines = priceLines(rates(more), lasting(minutes), ZONE)
    expect(costAndSubsidy(lines)).toEqual({ costFen, subsidyFen })
  })

  test('says so in both languages', () => {
    const lines = priceLines(
      rates({ subsidyFenPerHour: 1_000, rateWindows: [{ ...window, rateFenPerHour: 1_000 }] }),
      lasting(120),
      ZONE,
    )
    expect(lines.map((it) => priceLineText(it, 'zh-CN'))).toEqual([
      '机时 1 小时（¥60.00/小时）',
      '晚 1 小时（¥10.00/小时）',
      '补贴',
    ])
    expect(lines.map((it) => priceLineText(it, 'en'))).toEqual([
      'Machine time 1 h at ¥60.00/h',
      '晚: 1 h at ¥10.00/h',
      'Subsidy',
    ])
  })

  test('of parts with minima', () => {
    const part = { ms: HOUR_MS, amountFen: 600, minimumFen: 2_000 }
    expect(minimumPrice([part, { ...part, minimumFen: 4_000 }])).toBe(3_000)
    expect(minimumPrice([{ ...part, amountFen: 9_000 }])).toBe(9_000)
  })

  test('in full for cancelling late, less its subsidy', () => {
    const tariff = rates({ subsidyFenPerHour: 1_000, cancelNoticeMinutes: 60, fullPriceWhenLate: true })
    const reserved = lasting(60)
    const lines = (at: number) =>
      cancellationLines(tariff, { reserved, at, isFree: false, missed: false }, ZONE)
    expect(costAndSubsidy(lines(reserved.startsAt - HOUR_MS))).toEqual({ costFen: 6_000, subsidyFen: 1_000 })
    expect(lines(reserved.startsAt - HOUR_MS - 1)).toEqual([])
  })
})

describe('for all tariffs', () => {
  const amounts = fc.integer({ min: 0, max: 100_000 })
  const steps = fc.uniqueArray(fc.integer({ min: 1, max: 600 }), { maxLength: 3 }).chain((list) =>
    fc.tuple(
      ...list
        .toSorted((a, b) => a - b)
        .map((afterMinutes) =>
          fc.record({
            afterMinutes: fc.constant(afterMinutes),
            rateFenPerHour: amounts,
            subsidyFenPerHour: amounts,
          }),
        ),
    ),
  )
  const windows = fc.subarray([
    window,
    { ...window, startsAt: '00:00', endsAt: '08:00', rateFenPerHour: 777, minimumChargeFen: 900 },
  ])
  const tariffs = fc
    .record({
      rateFenPerHour: amounts,
      subsidyFenPerHour: amounts,
      startUpFeeFen: amounts,
      minimumChargeFen: amounts,
      roundUpMinutes: fc.constantFrom(1, 7, 15, 60),
      rateWindows: windows,
      steps,
    })
    .map(rates)
  const minutes = fc.integer({ min: 1, max: 3 * 24 * 60 })

  test('a total is the sum of whole lines, never negative, and all rounded time is in them', () => {
    fc.assert(
      fc.property(tariffs, minutes, (tariff, length) => {
        const lines = priceLines(tariff, lasting(length), ZONE)
        const { costFen, subsidyFen } = costAndSubsidy(lines)
        expect(lines.every((it) => Number.isSafeInteger(it.amountFen))).toBe(true)
        expect(totalOf(lines)).toBe(costFen - subsidyFen)
        expect(totalOf(lines)).toBeGreaterThanOrEqual(0)
        const billed = lines.reduce((sum, it) => sum + ('minutes' in it ? it.minutes : 0), 0)
        const step = tariff.roundUpMinutes ?? 1
        expect(billed).toBe(Math.ceil(length / step) * step)
      }),
    )
  })

  test('a span costs what its parts cost, but for the rounding of lines, where nothing counts the whole', () => {
    fc.assert(
      fc.property(amounts, windows, minutes, minutes, (rateFenPerHour, some, one, two) => {
        const rateWindows = some.map((it) => ({ ...it, minimumChargeFen: 0 }))
        const tariff = rates({ rateFenPerHour, rateWindows })
        const whole = lasting(one + two)
        const cut = lasting(one).endsAt
        const parts = [
          ...priceLines(tariff, { startsAt: whole.startsAt, endsAt: cut }, ZONE),
          ...priceLines(tariff, { startsAt: cut, endsAt: whole.endsAt }, ZONE),
        ]
        const lines = priceLines(tariff, whole, ZONE)
        expect(Math.abs(totalOf(lines) - totalOf(parts)) * 2).toBeLessThanOrEqual(lines.length + parts.length)
      }),
    )
  })

  test('the quote is the charge when the use is what was reserved, in every mode', () => {
    fc.assert(
      fc.property(tariffs, minutes, (tariff, length) => {
        const reserved = lasting(length)
        for (const mode of ['reservation', 'usage', 'overage'] as const) {
          const charged = priceLinesOfAll(tariff, spansToBill(mode, reserved, [reserved]), ZONE)
          expect(charged).toEqual(priceLines(tariff, reserved, ZONE))
        }
      }),
    )
  })
})

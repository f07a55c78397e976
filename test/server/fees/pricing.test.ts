/** What time on an instrument costs: tables of spans, modes and rate windows, and what holds for all of them. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spanToBill } from '../../../server/fees/rules/billed-spans.ts'
import { priceLineText } from '../../../server/fees/rules/price-lines.ts'
import { billableMinutes, billedTime, priceLines, totalOf } from '../../../server/fees/rules/pricing.ts'
import { rateChunks } from '../../../server/fees/rules/rate-windows.ts'
import type { PricingMode, Rates, RateWindow } from '../../../server/fees/rules/tariffs.ts'
import {
  durationMs,
  HOUR_MS,
  type Interval,
  mergeIntervals,
  MINUTE_MS,
} from '../../../server/kernel/interval.ts'
import { roundHalfUp, timePrice } from '../../../server/kernel/money.ts'
import { wallTime } from '../../support/wall-time.ts'

const SHANGHAI = 'Asia/Shanghai'
const NEW_YORK = 'America/New_York'
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

function rates(rateFenPerHour: number, more: Partial<Rates> = {}): Rates {
  return {
    mode: 'reservation',
    rateFenPerHour,
    startUpFeeFen: 0,
    minimumChargeFen: 0,
    cancelNoticeMinutes: 0,
    cancelFeeFen: 0,
    rateWindows: [],
    ...more,
  }
}

function window(weekdays: readonly number[], startsAt: string, endsAt: string, percent: number): RateWindow {
  return { nameZh: `${startsAt}–${endsAt}`, weekdays, startsAt, endsAt, percent }
}

function span(from: string, to: string, zone = SHANGHAI): Interval {
  return { startsAt: wallTime(from, zone), endsAt: wallTime(to, zone) }
}

/** Two times of Tuesday, 3 March 2026. */
const on = (times: readonly string[]) => span(`2026-03-03T${times[0]}`, `2026-03-03T${times[1]}`)

const total = (tariff: Rates, billed: Interval, zone = SHANGHAI) => totalOf(priceLines(tariff, billed, zone))

/** Spans of time with the percentage that counts there, ascending. */
function pieces(windows: readonly RateWindow[], from: string, to: string, zone: string) {
  return rateChunks(span(from, to, zone), windows, zone)
    .flatMap(({ window: it, parts }) => parts.map((part) => ({ ...part, percent: it?.percent ?? 100 })))
    .toSorted((a, b) => a.startsAt - b.startsAt)
}

/** Weekday and minute of the day in Ordos, which has no clock changes. */
function ordosClock(instant: number) {
  const date = new Date(instant + 8 * HOUR_MS)
  return { weekday: date.getUTCDay() || 7, minute: date.getUTCHours() * 60 + date.getUTCMinutes() }
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether the window is open at an instant in Ordos. */
const holds = (it: RateWindow, instant: number) => {
  const { weekday, minute } = ordosClock(instant)
  const [from, to] = [minuteOf(it.startsAt), minuteOf(it.endsAt)]
  const yesterday = weekday === 1 ? 7 : weekday - 1
  if (from < to) return it.weekdays.includes(weekday) && from <= minute && minute < to
  return (it.weekdays.includes(weekday) && minute >= from) || (it.weekdays.includes(yesterday) && minute < to)
}

describe('billed time', () => {
  test.each`
    from                     | to                       | minutes
    ${'2017-04-27T12:00:10'} | ${'2017-04-27T12:00:20'} | ${1}
    ${'2017-04-27T12:00:00'} | ${'2017-04-27T12:02:50'} | ${2}
    ${'2026-03-02T10:00:00'} | ${'2026-03-02T10:30:00'} | ${30}
    ${'2026-03-02T10:00:45'} | ${'2026-03-02T10:01:15'} | ${1}
    ${'2026-03-02T10:00:59'} | ${'2026-03-02T10:02:00'} | ${2}
    ${'2026-03-02T10:00:00'} | ${'2026-03-02T10:00:00'} | ${1}
    ${'2026-03-02T10:00:00'} | ${'2026-03-02T09:59:59'} | ${undefined}
  `('from $from to $to: $minutes min', ({ from, to, minutes }) => {
    expect(billableMinutes(span(from, to))).toBe(minutes)
  })

  test('an end before its start bills nothing', () => {
    expect(
      priceLines(
        rates(6_000, { minimumChargeFen: 100 }),
        span('2026-03-02T10:00', '2026-03-02T09:00'),
        SHANGHAI,
      ),
    ).toEqual([])
  })
})

describe('modes', () => {
  const reserved = span('2026-03-03T13:00', '2026-03-03T14:00')

  test.each`
    used                                        | reservation | usage | overage
    ${['2026-03-03T13:15', '2026-03-03T13:45']} | ${60}       | ${30} | ${60}
    ${['2026-03-03T13:15', '2026-03-03T14:15']} | ${60}       | ${60} | ${75}
    ${['2026-03-03T12:45', '2026-03-03T14:00']} | ${60}       | ${75} | ${60}
  `('used $used: $reservation, $usage, $overage min', ({ used, ...expected }) => {
    const [from, to] = used
    for (const mode of ['reservation', 'usage', 'overage'] as const) {
      expect(billableMinutes(spanToBill(mode, reserved, span(from, to)))).toBe(expected[mode])
    }
  })

  test('before the use every mode bills what is reserved', () => {
    for (const mode of ['reservation', 'usage', 'overage'] as const)
      expect(spanToBill(mode, reserved)).toBe(reserved)
  })

  // ¥60 an hour, 20 % off from 17:00.
  const evening = [window(EVERY_DAY, '17:00', '24:00', 80)]

  test.each`
    booked                | used                  | minimum   | reservation | usage     | overage
    ${['15:00', '16:00']} | ${['15:00', '16:00']} | ${0}      | ${6_000}    | ${6_000}  | ${6_000}
    ${['15:00', '16:00']} | ${['15:00', '16:15']} | ${0}      | ${6_000}    | ${7_500}  | ${7_500}
    ${['16:00', '18:00']} | ${['16:00', '18:00']} | ${0}      | ${10_800}   | ${10_800} | ${10_800}
    ${['16:00', '18:00']} | ${['16:15', '17:45']} | ${0}      | ${10_800}   | ${8_100}  | ${10_800}
    ${['15:00', '16:00']} | ${['15:00', '16:00']} | ${10_000} | ${10_000}   | ${10_000} | ${10_000}
    ${['15:00', '16:00']} | ${['15:00', '16:15']} | ${10_000} | ${10_000}   | ${10_000} | ${10_000}
    ${['16:00', '18:00']} | ${['16:15', '17:45']} | ${10_000} | ${10_800}   | ${10_000} | ${10_800}
    ${['15:00', '16:00']} | ${['15:15', '16:30']} | ${0}      | ${6_000}    | ${7_500}  | ${9_000}
    ${['15:00', '17:00']} | ${['15:15', '17:30']} | ${10_000} | ${12_000}   | ${12_900} | ${14_400}
  `('booked $booked, used $used, minimum $minimum', ({ booked, used, minimum, ...expected }) => {
    const tariff = rates(6_000, { rateWindows: evening, minimumChargeFen: minimum })
    const price = (mode: PricingMode) => total(tariff, spanToBill(mode, on(booked), on(used)))
    expect([price('reservation'), price('usage'), price('overage')]).toEqual([
      expected.reservation,
      expected.usage,
      expected.overage,
    ])
  })
})

describe('the price of a span', () => {
  const weekdays = [1, 2, 3, 4, 5]
  const office = [window(weekdays, '17:00', '24:00', 90), window([6, 7], '00:00', '24:00', 75)]

  test.each`
    what                                 | rate     | minimum  | from                     | to                       | fen
    ${'an hour'}                         | ${6_000} | ${0}     | ${'2017-04-27T12:00'}    | ${'2017-04-27T13:00'}    | ${6_000}
    ${'across the evening boundary'}     | ${6_000} | ${0}     | ${'2017-04-27T16:00'}    | ${'2017-04-27T18:00'}    | ${11_400}
    ${'13 minutes, rounded half up'}     | ${3_100} | ${0}     | ${'2017-04-27T12:00'}    | ${'2017-04-27T12:13'}    | ${672}
    ${'29 minutes below the minimum'}    | ${6_000} | ${3_000} | ${'2017-04-27T12:00'}    | ${'2017-04-27T12:29'}    | ${3_000}
    ${'nothing an hour, with a minimum'} | ${0}     | ${3_000} | ${'2017-04-27T12:00'}    | ${'2017-04-27T13:00'}    | ${3_000}
    ${'Friday night, seconds stripped'}  | ${6_000} | ${0}     | ${'2017-04-28T23:00:15'} | ${'2017-04-29T01:00:37'} | ${9_900}
    ${'50 minutes at an odd rate'}       | ${7_320} | ${0}     | ${'2026-03-03T10:00'}    | ${'2026-03-03T10:50'}    | ${6_100}
    ${'five seconds are a minute'}       | ${6_000} | ${0}     | ${'2026-03-03T15:00:00'} | ${'2026-03-03T15:00:05'} | ${100}
  `('$what: $fen fen', ({ rate, minimum, from, to, fen }) => {
    expect(total(rates(rate, { minimumChargeFen: minimum, rateWindows: office }), span(from, to))).toBe(fen)
  })

  test('is told line by line, with one line for each window', () => {
    const tariff = rates(6_000, { rateWindows: office, startUpFeeFen: 2_000, minimumChargeFen: 60_000 })
    const lines = priceLines(tariff, span('2017-04-27T16:00', '2017-04-28T18:00'), SHANGHAI)
    expect(lines.map((it) => [it.kind, 'minutes' in it ? it.minutes : null, it.amountFen])).toEqual([
      ['time', 18 * 60, 108_000],
      ['rate_window', 8 * 60, 43_200],
      ['start_up', null, 2_000],
    ])
    const short = priceLines(tariff, span('2017-04-27T16:00', '2017-04-27T16:20'), SHANGHAI)
    expect(short.map((it) => [it.kind, it.amountFen])).toEqual([
      ['time', 2_000],
      ['start_up', 2_000],
      ['minimum', 56_000],
    ])
  })

  test('has words in both languages', () => {
    const tariff = rates(6_000, { rateWindows: office, startUpFeeFen: 2_000, minimumChargeFen: 60_000 })
    const lines = priceLines(tariff, span('2017-04-27T16:30', '2017-04-27T17:15'), SHANGHAI)
    expect(lines.map((it) => priceLineText(it, 'zh-CN'))).toEqual([
      '机时 30 分钟（¥60.00/小时）',
      '17:00–24:00 15 分钟（¥60.00/小时的 90%）',
      '开机费',
      '补足最低收费 ¥600.00',
    ])
    expect(lines.map((it) => priceLineText(it, 'en'))).toEqual([
      'Machine time 30 min at ¥60.00/h',
      '17:00–24:00: 15 min at 90 % of ¥60.00/h',
      'Start-up fee',
      'Up to the minimum charge of ¥600.00',
    ])
  })
})

describe('rate windows', () => {
  const afternoon = [window([1, 2], '16:00', '20:00', 200)]
  const overnight = [window([1, 2], '20:00', '10:00', 200)]
  const mondayNight = [window([1], '20:00', '10:00', 200)]

  test.each`
    windows        | from                  | to                    | bounds                                                          | percents                | fen
    ${afternoon}   | ${'2022-02-21T17:00'} | ${'2022-02-25T03:00'} | ${['2022-02-21T20:00', '2022-02-22T16:00', '2022-02-22T20:00']} | ${[200, 100, 200, 100]} | ${44_500}
    ${overnight}   | ${'2022-02-22T04:00'} | ${'2022-02-25T03:00'} | ${['2022-02-22T10:00', '2022-02-22T20:00', '2022-02-23T10:00']} | ${[200, 100, 200, 100]} | ${45_500}
    ${mondayNight} | ${'2022-02-22T13:00'} | ${'2022-02-22T15:00'} | ${[]}                                                           | ${[100]}                | ${1_000}
    ${mondayNight} | ${'2022-02-22T11:00'} | ${'2022-03-01T16:00'} | ${['2022-02-28T20:00', '2022-03-01T10:00']}                     | ${[100, 200, 100]}      | ${93_500}
  `('split $from to $to at $bounds', ({ windows, from, to, bounds, percents, fen }) => {
    const found = pieces(windows, from, to, NEW_YORK)
    expect(found.slice(1).map((it) => it.startsAt)).toEqual(
      bounds.map((it: string) => wallTime(it, NEW_YORK)),
    )
    expect(found.map((it) => it.percent)).toEqual(percents)
    expect(total(rates(500, { rateWindows: windows }), span(from, to, NEW_YORK), NEW_YORK)).toBe(fen)
  })

  test('are as long as the clock makes them on the days it changes', () => {
    const night = [window(EVERY_DAY, '00:00', '06:00', 50)]
    const hours = (day: string) =>
      pieces(night, `${day}T00:00`, `${day}T12:00`, NEW_YORK).map((it) => durationMs(it) / HOUR_MS)
    expect(hours('2026-03-07')).toEqual([6, 6])
    expect(hours('2026-03-08')).toEqual([5, 6])
    expect(hours('2026-11-01')).toEqual([7, 6])
    const late = [window(EVERY_DAY, '22:00', '06:00', 50)]
    const across = pieces(late, '2026-03-07T22:00', '2026-03-08T08:00', NEW_YORK)
    expect(across.map((it) => durationMs(it) / HOUR_MS)).toEqual([7, 2])
  })

  const windows = fc.array(
    fc.record({
      nameZh: fc.constantFrom('夜间', '周末', '高峰'),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      startsAt: fc.constantFrom('00:00', '02:30', '08:00', '16:45', '22:00'),
      endsAt: fc.constantFrom('00:30', '02:00', '06:00', '12:15', '24:00'),
      percent: fc.integer({ min: 0, max: 300 }),
    }),
    { maxLength: 4 },
  )
  const zones = fc.constantFrom(SHANGHAI, NEW_YORK, 'Europe/Berlin', 'Australia/Lord_Howe')
  const starts = fc
    .integer({ min: Date.UTC(2026, 0, 1) / MINUTE_MS, max: Date.UTC(2026, 11, 31) / MINUTE_MS })
    .map((it) => it * MINUTE_MS)
  const minutes = fc.integer({ min: 1, max: 5 * 24 * 60 })

  test('split a span without losing or doubling a minute', () => {
    fc.assert(
      fc.property(starts, minutes, windows, zones, (startsAt, length, some, zone) => {
        const whole = { startsAt, endsAt: startsAt + length * MINUTE_MS }
        const parts = rateChunks(whole, some, zone).flatMap((it) => it.parts)
        expect(mergeIntervals(parts)).toEqual([whole])
        expect(parts.reduce((sum, it) => sum + durationMs(it), 0)).toBe(durationMs(whole))
      }),
    )
  })

  test('agree with the wall clock of every minute', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 600 }), windows, (startsAt, length, some) => {
        const expected = new Map<RateWindow | undefined, number>()
        for (let i = 0; i < length; i += 1) {
          const counting = some.find((it) => holds(it, startsAt + i * MINUTE_MS))
          expected.set(counting, (expected.get(counting) ?? 0) + 1)
        }
        const whole = { startsAt, endsAt: startsAt + length * MINUTE_MS }
        for (const { window: it, parts } of rateChunks(whole, some, SHANGHAI)) {
          expect(parts.reduce((sum, part) => sum + durationMs(part), 0) / MINUTE_MS).toBe(expected.get(it))
          expected.delete(it)
        }
        expect(expected.size).toBe(0)
      }),
    )
  })

  const tariffs = fc
    .record({
      rateFenPerHour: fc.integer({ min: 0, max: 1_000_000 }),
      startUpFeeFen: fc.integer({ min: 0, max: 50_000 }),
      minimumChargeFen: fc.integer({ min: 0, max: 500_000 }),
      rateWindows: windows,
    })
    .map(({ rateFenPerHour, ...more }) => rates(rateFenPerHour, more))

  test('make whole fen, each line rounded once, and never less than the minimum', () => {
    fc.assert(
      fc.property(tariffs, starts, minutes, zones, (tariff, startsAt, length, zone) => {
        const lines = priceLines(tariff, { startsAt, endsAt: startsAt + length * MINUTE_MS }, zone)
        expect(lines.every((it) => Number.isSafeInteger(it.amountFen) && it.amountFen >= 0)).toBe(true)
        const billed = lines.reduce((sum, it) => sum + ('minutes' in it ? it.minutes : 0), 0)
        expect(billed).toBe(length)
        for (const it of lines) {
          if (!('minutes' in it)) continue
          const percent = it.kind === 'rate_window' ? it.facts.percent : 100
          expect(it.amountFen).toBe(
            roundHalfUp(timePrice(tariff.rateFenPerHour, it.minutes * MINUTE_MS, percent)),
          )
        }
        const sum = totalOf(lines)
        expect(sum).toBeGreaterThanOrEqual(tariff.minimumChargeFen)
        const own = totalOf(lines.filter((it) => it.kind !== 'minimum'))
        expect(sum).toBe(Math.max(own, tariff.minimumChargeFen))
      }),
    )
  })

  test('make more time never cheaper', () => {
    fc.assert(
      fc.property(tariffs, starts, minutes, minutes, (tariff, startsAt, length, more) => {
        const price = (it: number) => total(tariff, { startsAt, endsAt: startsAt + it * MINUTE_MS })
        expect(price(length + more)).toBeGreaterThanOrEqual(price(length))
      }),
    )
  })

  test('see only whole minutes', () => {
    fc.assert(
      fc.property(
        tariffs,
        starts,
        minutes,
        fc.tuple(fc.nat(59_999), fc.nat(59_999)),
        (tariff, startsAt, length, [early, late]) => {
          const ends = startsAt + length * MINUTE_MS
          const exact = { startsAt, endsAt: ends }
          const ragged = { startsAt: startsAt + early, endsAt: ends + late }
          expect(billedTime(ragged)).toEqual(exact)
          expect(total(tariff, ragged)).toBe(total(tariff, exact))
        },
      ),
    )
  })
})

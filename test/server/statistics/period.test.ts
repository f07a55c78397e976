/** How periods are taken apart, and how long each hour of the week is in them. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datesDuring, dateOf, instantOf, timeOf, weekdayOf } from '../../../server/kernel/calendar.ts'
import { type Interval, MINUTE_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { heatCells, heatGrid, timeGrid } from '../../../server/statistics/rules/heat.ts'
import { type GrainRange, periodPieces } from '../../../server/statistics/rules/period.ts'

const ZONE = 'Asia/Shanghai'
const span = (from: string, to: string): Interval => {
  const [fromDate = '', fromTime = '00:00'] = from.split(' ')
  const [toDate = '', toTime = '00:00'] = to.split(' ')
  return { startsAt: instantOf(fromDate, fromTime, ZONE), endsAt: instantOf(toDate, toTime, ZONE) }
}

describe('pieces of a period', () => {
  test.each([
    ['2026-01-01', '2027-01-01', ['year 2026-01-01 2027-01-01'], 0],
    ['2026-03-01', '2026-04-01', ['month 2026-03-01 2026-04-01'], 0],
    ['2026-03-02', '2026-03-09', ['day 2026-03-02 2026-03-09'], 0],
    ['2026-03-02', '2026-04-01', ['day 2026-03-02 2026-04-01'], 0],
    ['2026-03-15', '2026-04-10', ['day 2026-03-15 2026-04-01', 'day 2026-04-01 2026-04-10'], 0],
    [
      '2024-11-29',
      '2027-02-03',
      [
        'day 2024-11-29 2024-12-01',
        'month 2024-12-01 2025-01-01',
        'year 2025-01-01 2027-01-01',
        'month 2027-01-01 2027-02-01',
        'day 2027-02-01 2027-02-03',
      ],
      0,
    ],
    [
      '2026-02-10',
      '2027-02-10',
      [
        'day 2026-02-10 2026-03-01',
        'month 2026-03-01 2027-01-01',
        'month 2027-01-01 2027-02-01',
        'day 2027-02-01 2027-02-10',
      ],
      0,
    ],
    ['2026-03-02 09:00', '2026-03-02 17:00', [], 1],
    ['2026-03-02 18:00', '2026-03-03 06:00', [], 2],
    ['2026-03-02 18:00', '2026-03-03', [], 1],
    ['2026-03-02 18:00', '2026-03-04 06:00', ['day 2026-03-03 2026-03-04'], 2],
  ])('from %s to %s', (from, to, ranges, edges) => {
    const pieces = periodPieces(span(from, to), ZONE)
    expect(pieces.ranges.map((it) => `${it.grain} ${it.from} ${it.until}`)).toEqual(ranges)
    expect(pieces.edges).toHaveLength(edges)
  })

  const zones = fc.constantFrom(ZONE, 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe')
  const moment = fc.integer({ min: Date.UTC(2023, 0, 1) / MINUTE_MS, max: Date.UTC(2029, 0, 1) / MINUTE_MS })
  const period = fc
    .tuple(moment, fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 2_000_000 })))
    .map(([from, length]) => ({ startsAt: from * MINUTE_MS, endsAt: (from + length) * MINUTE_MS }))

  test('cover the period exactly once', () => {
    fc.assert(
      fc.property(period, zones, (it, zone) => {
        const { ranges, edges } = periodPieces(it, zone)
        const kept = ranges.map(({ from, until }) => ({
          startsAt: midnight(from, zone),
          endsAt: midnight(until, zone),
        }))
        const all = [...kept, ...edges.map((edge) => edge.span)].toSorted((a, b) => a.startsAt - b.startsAt)
        expect(all.map((one) => one.startsAt)).toEqual([
          it.startsAt,
          ...all.slice(0, -1).map((one) => one.endsAt),
        ])
        expect(all.at(-1)?.endsAt).toBe(it.endsAt)
        expect(ranges.filter((range) => !beginsAndEndsWhole(range))).toEqual([])
        expect(edges.map((edge) => datesDuring(edge.span, zone))).toEqual(edges.map((edge) => [edge.date]))
      }),
      { numRuns: 300 },
    )
  })

  test('make a grid in which every minute of the period stands in its hour of the week', () => {
    const short = fc.tuple(moment, fc.integer({ min: 1, max: 3_000 }), zones)
    fc.assert(
      fc.property(short, ([from, length, zone]) => {
        const it = { startsAt: from * MINUTE_MS, endsAt: (from + length) * MINUTE_MS }
        const counted = Array.from({ length: 168 }, () => 0)
        for (let minute = it.startsAt; minute < it.endsAt; minute += MINUTE_MS) {
          const cell = (weekdayOf(dateOf(minute, zone)) - 1) * 24 + Number(timeOf(minute, zone).slice(0, 2))
          counted[cell] = (counted[cell] ?? 0) + MINUTE_MS
        }
        expect(timeGrid(it, zone)).toEqual(counted)
      }),
      { numRuns: 20 },
    )
  })

  test('make a grid of a year that has its 8760 hours, and the changes of the clock', () => {
    const year = {
      startsAt: instantOf('2026-01-01', '00:00', 'Europe/Berlin'),
      endsAt: instantOf('2027-01-01', '00:00', 'Europe/Berlin'),
    }
    const grid = timeGrid(year, 'Europe/Berlin').map((ms) => ms / HOUR_MS)
    expect(grid.reduce((sum, it) => sum + it, 0)).toBe(8_760)
    // Thursdays are 53. On one Sunday 2 h is missing, on another it comes twice.
    expect([grid[3 * 24], grid[0], grid[6 * 24 + 2]]).toEqual([53, 52, 52])
    expect(
      timeGrid({ ...year, endsAt: instantOf('2026-07-01', '00:00', 'Europe/Berlin') }, 'Europe/Berlin')[
        6 * 24 + 2
      ],
    ).toBe(25 * HOUR_MS)
  })
})

const midnight = (date: string, zone: string) => instantOf(date, '00:00', zone)

function beginsAndEndsWhole({ grain, from, until }: GrainRange): boolean {
  const ending = { day: '', month: '-01', year: '-01-01' }[grain]
  return from.endsWith(ending) && until.endsWith(ending) && from < until
}

describe('heat cells', () => {
  test('share the time that the instruments had: two Mondays, two instruments', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? HOUR_MS : 0))
    const grid = heatGrid([
      { startsOn: '2026-03-02', hoursMs: hours },
      { startsOn: '2026-03-09', hoursMs: hours },
      { startsOn: '2026-03-03', hoursMs: hours },
    ])
    const cells = heatCells(grid, span('2026-03-02', '2026-03-16'), [{ timeZone: ZONE, instrumentCount: 2 }])
    expect(cells).toHaveLength(168)
    expect(cells[9]).toEqual({ weekday: 1, hour: 9, effectiveHours: 2, share: 0.5 })
    expect(cells[24 + 9]).toEqual({ weekday: 2, hour: 9, effectiveHours: 1, share: 0.25 })
    expect(cells[167]).toEqual({ weekday: 7, hour: 23, effectiveHours: 0, share: 0 })
  })

  test('of no instruments are empty', () => {
    const cells = heatCells(heatGrid([]), span('2026-03-02', '2026-03-09'), [])
    expect(cells.every((it) => it.share === 0)).toBe(true)
  })
})

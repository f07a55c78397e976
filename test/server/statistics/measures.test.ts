/** What a day of use amounts to: tables of cases, and properties against counting minute by minute. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datesDuring, dayInterval, instantOf } from '../../../server/kernel/calendar.ts'
import { clip, DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { addMeasures, dayFacts, NO_USE, type UsageSpan } from '../../../server/statistics/rules/measures.ts'

const ZONE = 'Asia/Shanghai'
const DATE = '2026-03-02'
const at = (time: string, date = DATE, zone = ZONE) => instantOf(date, time, zone)

function used(from: number, to: number, more: Partial<UsageSpan> = {}): UsageSpan {
  return {
    startsAt: from,
    endsAt: to,
    kind: 'use',
    isFirst: true,
    isExternal: false,
    sampleCount: 1,
    ...more,
  }
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
      startsOn: DATE,
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
        kind: 'use' as const,
        isFirst: true,
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

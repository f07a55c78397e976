/** Quotas: a table of boundaries, and what they count against a count of every minute. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Quota } from '../../../server/catalog/rules/quota.ts'
import { periodAt, periodsDuring } from '../../../server/booking/rules/periods.ts'
import {
  type CountedBooking,
  countedSpan,
  type PlacedQuota,
  type QuotaFacts,
  quotaProblems,
  quotaStandings,
} from '../../../server/booking/rules/quotas.ts'
import { HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { span } from '../../support/bookings.ts'

const ZONE = 'Asia/Shanghai'
const NOW = span('08:00', '09:00', '2026-01-02').startsAt

function quotaOf(more: Partial<PlacedQuota>): PlacedQuota {
  return {
    measure: 'bookings',
    per: 'person',
    period: null,
    limit: 1,
    enforced: null,
    userClasses: [],
    level: 'instrument',
    ...more,
  }
}

function bookedAt(at: Interval, more: Partial<CountedBooking> = {}): CountedBooking {
  return { id: 'b', state: 'confirmed', instrumentId: 'sem', institutionId: 'lab', ...at, ...more }
}

function factsOf(person: readonly CountedBooking[], institution: readonly CountedBooking[] = []): QuotaFacts {
  return {
    now: NOW,
    timeZone: ZONE,
    instrumentId: 'sem',
    institutionId: 'lab',
    booked: { person, institution },
  }
}

const TODAY = span('10:00', '12:00')
const WANTED = span('14:00', '16:00')

describe('a quota', () => {
  test.each<[string, Partial<PlacedQuota>, readonly CountedBooking[], readonly string[]]>([
    ['of one to come lets the first through', { measure: 'future_bookings' }, [], []],
    [
      'of one to come refuses the second',
      { measure: 'future_bookings' },
      [bookedAt(TODAY)],
      ['QUOTA_FUTURE_BOOKINGS'],
    ],
    [
      'of one to come forgets what has begun',
      { measure: 'future_bookings' },
      [bookedAt(span('07:00', '08:00'), { state: 'in_use' })],
      [],
    ],
    [
      'of 4 h to come is full with 2 h and 2 h',
      { measure: 'future_minutes', limit: 240 },
      [bookedAt(TODAY)],
      [],
    ],
    [
      'of 3 h 59 min to come is not',
      { measure: 'future_minutes', limit: 239 },
      [bookedAt(TODAY)],
      ['QUOTA_FUTURE_TIME'],
    ],
    [
      'of one a day counts a missed one',
      { period: 'day' },
      [bookedAt(TODAY, { state: 'missed' })],
      ['QUOTA_BOOKINGS'],
    ],
    [
      'of one a day starts anew at midnight',
      { period: 'day' },
      [bookedAt(span('23:00', '24:00', '2026-01-01'))],
      [],
    ],
    [
      'of one a week counts from Monday',
      { period: 'week' },
      [bookedAt(span('00:00', '01:00', '2025-12-29'))],
      ['QUOTA_BOOKINGS'],
    ],
    [
      'of one a week does not count Sunday before',
      { period: 'week' },
      [bookedAt(span('23:00', '24:00', '2025-12-28'))],
      [],
    ],
    [
      'of one a month',
      { period: 'month' },
      [bookedAt(span('00:00', '01:00', '2026-01-01'))],
      ['QUOTA_BOOKINGS'],
    ],
    ['of one a year ends with it', { period: 'year' }, [bookedAt(span('23:00', '24:00', '2025-12-31'))], []],
    ['of minutes a day', { measure: 'minutes', period: 'day', limit: 240 }, [bookedAt(TODAY)], []],
    [
      'of minutes a day, one too many',
      { measure: 'minutes', period: 'day', limit: 239 },
      [bookedAt(TODAY)],
      ['QUOTA_TIME'],
    ],
    [
      'of minutes within hours counts those alone',
      { measure: 'minutes', period: 'day', limit: 180, enforced: { startsAt: '15:00', endsAt: '11:00' } },
      [bookedAt(TODAY)],
      [],
    ],
    [
      'of minutes within hours that cross midnight',
      { measure: 'minutes', period: 'day', limit: 119, enforced: { startsAt: '15:00', endsAt: '11:00' } },
      [bookedAt(TODAY)],
      ['QUOTA_TIME'],
    ],
    ['of a pause may be kept exactly', { measure: 'gap_minutes', limit: 120 }, [bookedAt(TODAY)], []],
    ['of a pause', { measure: 'gap_minutes', limit: 121 }, [bookedAt(TODAY)], ['QUOTA_GAP']],
    [
      'of a pause forgets who did not come',
      { measure: 'gap_minutes', limit: 121 },
      [bookedAt(TODAY, { state: 'missed' })],
      [],
    ],
    [
      'of one at a time sees another instrument',
      { measure: 'one_at_a_time', level: 'institution' },
      [bookedAt(span('15:59', '17:00'), { instrumentId: 'tem' })],
      ['QUOTA_ONE_AT_A_TIME'],
    ],
    [
      'of one at a time lets them touch',
      { measure: 'one_at_a_time', level: 'city' },
      [bookedAt(span('16:00', '17:00'))],
      [],
    ],
    ['of an instrument knows no other', { period: 'day' }, [bookedAt(TODAY, { instrumentId: 'tem' })], []],
    [
      'of an institution counts its other instruments',
      { period: 'day', level: 'institution' },
      [bookedAt(TODAY, { instrumentId: 'tem' })],
      ['QUOTA_BOOKINGS'],
    ],
    [
      'of an institution knows no other',
      { period: 'day', level: 'institution' },
      [bookedAt(TODAY, { instrumentId: 'x', institutionId: 'other' })],
      [],
    ],
    [
      'of the city counts all',
      { period: 'day', level: 'city' },
      [bookedAt(TODAY, { instrumentId: 'x', institutionId: 'other' })],
      ['QUOTA_BOOKINGS'],
    ],
  ])('%s', (_name, quota, booked, codes) => {
    const problems = quotaProblems(WANTED, [quotaOf(quota)], factsOf(booked))
    expect(problems.map((it) => it.code)).toEqual(codes)
  })

  test('names every quota that is exceeded, whose it is, in which period, and what is there already', () => {
    const quotas = [
      quotaOf({ measure: 'minutes', period: 'week', limit: 180 }),
      quotaOf({ period: 'day', per: 'institution', limit: 2 }),
    ]
    const facts = factsOf([bookedAt(TODAY)], [bookedAt(TODAY), bookedAt(TODAY)])
    expect(quotaProblems(WANTED, quotas, facts)).toEqual([
      {
        code: 'QUOTA_TIME',
        refs: [],
        params: { limit: '3 h', used: '2 h', period: '2025-12-29 – 2026-01-04' },
      },
      { code: 'INSTITUTION_QUOTA_BOOKINGS', refs: [], params: { limit: 2, used: 2, period: '2026-01-02' } },
    ])
  })

  test('of 24 h a day allows a span from noon to noon to noon', () => {
    const noon = span('12:00', '13:00').startsAt
    const quota = quotaOf({ measure: 'minutes', period: 'day', limit: 1_440 })
    expect(quotaProblems({ startsAt: noon, endsAt: noon + 48 * HOUR_MS }, [quota], factsOf([]))).toEqual([])
  })

  test('says what is left in its period', () => {
    const quotas = [
      quotaOf({ measure: 'minutes', period: 'week', limit: 480 }),
      quotaOf({ measure: 'future_bookings', limit: 1 }),
      quotaOf({ measure: 'gap_minutes', limit: 60 }),
    ]
    const standings = quotaStandings(WANTED.startsAt, quotas, factsOf([bookedAt(TODAY)]))
    expect(standings.map(({ used, left }) => [used, left])).toEqual([
      [120, 360],
      [1, 0],
    ])
    expect(standings[0]?.period?.name).toBe('2025-12-29 – 2026-01-04')
  })
})

const instant = fc
  .integer({ min: 0, max: 3 * 366 * 24 * 4 })
  .map((it) => Date.UTC(2024, 0, 1) + it * 15 * MINUTE_MS)
const spans = fc
  .record({ startsAt: instant, quarters: fc.integer({ min: 1, max: 14 * 96 }) })
  .map(({ startsAt, quarters }) => ({ startsAt, endsAt: startsAt + quarters * 15 * MINUTE_MS }))
const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York')
const kinds = fc.constantFrom('day', 'week', 'month', 'year')

describe('periods', () => {
  test('hold the moment, follow each other without gap, and begin at midnight', () => {
    fc.assert(
      fc.property(instant, kinds, zones, (at, kind, zone) => {
        const period = periodAt(at, kind, zone)
        expect(period.startsAt <= at && at < period.endsAt).toBe(true)
        expect(periodAt(period.endsAt, kind, zone).startsAt).toBe(period.endsAt)
        expect(periodAt(period.startsAt, kind, zone)).toEqual(period)
      }),
    )
  })

  test('during a span cover it', () => {
    fc.assert(
      fc.property(spans, kinds, zones, (at, kind, zone) => {
        const periods = periodsDuring(at, kind, zone)
        expect(periods[0]?.startsAt).toBeLessThanOrEqual(at.startsAt)
        expect(periods.at(-1)?.endsAt).toBeGreaterThanOrEqual(at.endsAt)
        periods.slice(1).forEach((it, i) => expect(it.startsAt).toBe(periods[i]?.endsAt))
      }),
    )
  })
})

describe('what a quota asks for', () => {
  const measures: fc.Arbitrary<Partial<Quota>> = fc.oneof(
    fc.record({
      measure: fc.constant('minutes' as const),
      period: kinds,
      limit: fc.integer({ min: 1, max: 3_000 }),
    }),
    fc.record({
      measure: fc.constant('bookings' as const),
      period: kinds,
      limit: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ measure: fc.constant('gap_minutes' as const), limit: fc.integer({ min: 1, max: 2_000 }) }),
    fc.record({ measure: fc.constant('future_minutes' as const), limit: fc.integer({ min: 1, max: 3_000 }) }),
    fc.constant({ measure: 'one_at_a_time' as const }),
  )

  test('is enough: what lies outside changes nothing', () => {
    fc.assert(
      fc.property(
        spans,
        measures,
        fc.array(spans, { maxLength: 8 }),
        zones,
        (wanted, more, booked, timeZone) => {
          const quota = quotaOf(more)
          const facts = { ...factsOf(booked.map((it, i) => bookedAt(it, { id: String(i) }))), timeZone }
          const range = countedSpan(wanted, quota, facts)
          const asked = facts.booked.person.filter(
            (it) => range.startsAt <= it.startsAt && it.startsAt < range.endsAt,
          )
          expect(
            quotaProblems(wanted, [quota], { ...facts, booked: { person: asked, institution: [] } }),
          ).toEqual(quotaProblems(wanted, [quota], facts))
        },
      ),
    )
  })

  test('is what a count of quarters of an hour says', () => {
    fc.assert(
      fc.property(
        spans,
        kinds,
        fc.array(spans, { maxLength: 4 }),
        fc.integer({ min: 1, max: 9_000 }),
        (wanted, kind, booked, limit) => {
          const quota = quotaOf({ measure: 'minutes', period: kind, limit })
          const problems = quotaProblems(wanted, [quota], factsOf(booked.map((it) => bookedAt(it))))
          const minutes = new Map<string, number>()
          for (const it of [wanted, ...booked]) {
            for (let at = it.startsAt; at < it.endsAt; at += 15 * MINUTE_MS) {
              const { name } = periodAt(at, kind, ZONE)
              minutes.set(name, (minutes.get(name) ?? 0) + 15)
            }
          }
          const over = periodsDuring(wanted, kind, ZONE).filter((it) => (minutes.get(it.name) ?? 0) > limit)
          expect(problems.map((it) => it.params['period'])).toEqual(over.map((it) => it.name))
        },
      ),
      { numRuns: 30 },
    )
  })
})

/** Waiting for time: who comes first, which span fits, how long an offer lasts, and what cannot be waited for. */

import { array, assert, integer, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  EVERY_DAY,
  fittingSpans,
  inFairOrder,
  isExact,
  OFFER_MS,
  OFFER_MS_MIN,
  offerExpiry,
  offerProblems,
  waitingProblems,
  type Wish,
  wishedTime,
  wishProblems,
} from '../../../server/booking/rules/waiting-list.ts'
import { plainGrid } from '../../../server/catalog/rules/slots.ts'
import { contains, DAY_MS, HOUR_MS, type Interval, overlaps } from '../../../server/kernel/interval.ts'
import { problem } from '../../../server/kernel/problem.ts'
import { policyWith, span } from '../../support/bookings.ts'
import { NEW_YEAR } from '../../support/world.ts'

const ZONE = 'Asia/Shanghai'

function wish(window: Interval, more: Partial<Wish> = {}): Wish {
  const lengthMs = window.endsAt - window.startsAt
  return { ...window, lengthMs, weekdays: EVERY_DAY, dayFrom: '00:00', dayUntil: '24:00', ...more }
}

describe('the fair order', () => {
  const at = (id: string, createdAt: number, hasMissed = false) => ({ id, createdAt, hasMissed })

  test.each([
    ['first come, first served', [at('b', 2), at('a', 1), at('c', 3)], 'a b c'],
    ['who missed his last offer goes behind', [at('a', 1, true), at('b', 2), at('c', 3)], 'b c a'],
    ['those who missed keep their order', [at('b', 2, true), at('a', 1, true), at('c', 3)], 'c a b'],
    ['at the same moment the id decides', [at('b', 1), at('a', 1)], 'a b'],
    ['nobody waits', [], ''],
  ])('%s', (_name, waiters, expected) => {
    const order = inFairOrder(waiters)
    expect(order.map((it) => it.id).join(' ')).toBe(expected)
  })
})

test('the wished time lies on its weekdays and hours, inside its window', () => {
  // 2 January 2026 is a Friday.
  const window = {
    startsAt: span('10:00', '12:00').startsAt,
    endsAt: span('10:00', '12:00', '2026-01-06').endsAt,
  }
  const mornings = wish(window, { weekdays: [1, 5, 6], dayFrom: '08:00', dayUntil: '11:00' })
  expect(wishedTime(mornings, ZONE)).toEqual([
    span('10:00', '11:00', '2026-01-02'),
    span('08:00', '11:00', '2026-01-03'),
    span('08:00', '11:00', '2026-01-05'),
  ])
  expect(wishedTime(wish(window), ZONE)).toEqual([window])
})

describe('a fitting span', () => {
  const facts = (free: readonly Interval[], freed: readonly Interval[]) => ({
    free,
    freed,
    now: NEW_YEAR,
    zone: ZONE,
    policy: policyWith({}),
    grid: plainGrid(HOUR_MS / 2),
  })
  const day = span('00:00', '24:00')
  const twoHours = wish(day, { lengthMs: 2 * HOUR_MS })

  test.each([
    [
      'the very span',
      wish(span('10:00', '12:00')),
      facts([day], [span('10:00', '12:00')]),
      [span('10:00', '12:00')],
    ],
    [
      'the start of what was freed',
      twoHours,
      facts([day], [span('10:00', '14:00')]),
      [span('10:00', '12:00')],
    ],
    [
      'free time before what was freed, when that alone is too short',
      twoHours,
      facts([span('08:00', '11:00')], [span('10:00', '11:00')]),
      [span('09:00', '11:00')],
    ],
    [
      'nothing where too little is free',
      twoHours,
      facts([span('10:00', '11:30')], [span('10:00', '11:30')]),
      [],
    ],
    ['nothing that was free before', twoHours, facts([span('06:00', '09:00')], [span('10:00', '14:00')]), []],
    [
      'nothing outside the wish',
      wish(day, { lengthMs: HOUR_MS, dayFrom: '18:00' }),
      facts([day], [span('10:00', '14:00')]),
      [],
    ],
    ['the grid', twoHours, facts([day], [span('10:10', '14:00')]), [span('10:30', '12:30')]],
  ])('is %s', (_name, wanted, given, expected) => {
    expect(fittingSpans(wanted, given)).toEqual(expected)
  })

  test('leaves time to think and to keep the notice', () => {
    const now = span('09:00', '10:00').startsAt
    const policy = policyWith({ noticeMsMin: HOUR_MS })
    const found = fittingSpans(twoHours, { ...facts([day], [day]), now, policy })
    expect(found).toEqual([span('10:30', '12:30')])
  })

  test('always is free, wished for, on the grid, of the length, and touches what was freed', () => {
    const half = HOUR_MS / 2
    const spans = array(
      tuple(integer({ min: 0, max: 47 }), integer({ min: 1, max: 10 })).map(([from, length]) => ({
        startsAt: day.startsAt + from * half,
        endsAt: Math.min(day.endsAt, day.startsAt + (from + length) * half),
      })),
      { maxLength: 6 },
    )
    assert(
      property(spans, spans, integer({ min: 1, max: 6 }), (free, freed, length) => {
        const wanted = wish(day, { lengthMs: length * half })
        for (const it of fittingSpans(wanted, facts(free, freed))) {
          expect(it.endsAt - it.startsAt).toBe(wanted.lengthMs)
          expect((it.startsAt - day.startsAt) % half).toBe(0)
          expect(freed.some((other) => overlaps(other, it))).toBe(true)
          for (let at = it.startsAt; at < it.endsAt; at += half) {
            const part = { startsAt: at, endsAt: at + half }
            expect(free.some((other) => contains(other, part))).toBe(true)
          }
        }
      }),
    )
  })
})

test('an offer lasts half an hour, and never past the moment up to which the time can be booked', () => {
  const policy = policyWith({ noticeMsMin: HOUR_MS })
  const { startsAt } = span('10:00', '12:00')
  expect(offerExpiry(startsAt, policy, startsAt - DAY_MS)).toBe(startsAt - DAY_MS + OFFER_MS)
  expect(offerExpiry(startsAt, policy, startsAt - HOUR_MS - OFFER_MS_MIN)).toBe(startsAt - HOUR_MS)
})

test('an offer that was answered or has lapsed is over', () => {
  const offer = { id: 'o', state: 'open', expiresAt: NEW_YEAR } as const
  expect(offerProblems(offer, NEW_YEAR - 1)).toEqual([])
  expect(offerProblems(offer, NEW_YEAR)).toEqual([problem('WAITING_OFFER_OVER', ['o'])])
  expect(offerProblems({ ...offer, state: 'declined' }, NEW_YEAR - 1)).toHaveLength(1)
})

describe('what cannot be waited for', () => {
  const facts = {
    now: NEW_YEAR,
    policy: policyWith({}),
    grid: plainGrid(HOUR_MS / 2),
    queueLength: 0,
    ownWishes: 0,
  }
  const day = span('00:00', '24:00')
  const hour = wish(day, { lengthMs: HOUR_MS })

  test.each<[string, Wish, Partial<typeof facts>, string[]]>([
    ['nothing is wrong with an hour of a day', hour, {}, []],
    ['an empty span', wish({ startsAt: 5, endsAt: 5 }), {}, ['BOOKING_SPAN_EMPTY']],
    ['hours that go backwards', { ...hour, dayFrom: '18:00', dayUntil: '08:00' }, {}, ['INPUT_INVALID']],
    ['no weekday', { ...hour, weekdays: [] }, {}, ['INPUT_INVALID']],
    ['a weekday that is none', { ...hour, weekdays: [8] }, {}, ['INPUT_INVALID']],
    ['the past', hour, { now: day.endsAt }, ['BOOKING_IN_PAST']],
    [
      'more than fits',
      wish(day, { lengthMs: 25 * HOUR_MS }),
      {},
      ['WAITING_WINDOW_TOO_SHORT', 'BOOKING_TOO_LONG'],
    ],
    ['half a year', { ...hour, endsAt: day.startsAt + 180 * DAY_MS }, {}, ['WAITING_WINDOW_TOO_LONG']],
    ['a length off the step', wish(day, { lengthMs: HOUR_MS + 1 }), {}, ['BOOKING_OFF_STEP']],
    ['a full list', hour, { queueLength: 200 }, ['WAITING_LIST_FULL']],
    ['too much at once', hour, { ownWishes: 20 }, ['WAITING_TOO_MANY']],
  ])('%s', (_name, wanted, more, expected) => {
    expect(wishProblems(wanted, { ...facts, ...more }).map((it) => it.code)).toEqual(expected)
  })

  test.each([
    ['free time', [], ['WAITING_TIME_IS_FREE']],
    ['taken time can be', ['BOOKING_OVERLAPS', 'INSTRUMENT_OUT_OF_ORDER'], []],
    ['time that he may never book', ['BOOKING_OVERLAPS', 'INSTRUMENT_NOT_SHARED'], ['INSTRUMENT_NOT_SHARED']],
  ] as const)('%s', (_name, against, expected) => {
    expect(waitingProblems(against.map((it) => problem(it))).map((it) => it.code)).toEqual(expected)
  })

  test('the very span is wanted where the length fills the window', () => {
    expect(isExact(wish(day))).toBe(true)
    expect(isExact(hour)).toBe(false)
  })
})

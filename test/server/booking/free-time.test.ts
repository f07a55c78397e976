/** Free time, against a count minute by minute. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bookingProblems } from '../../../server/booking/rules/booking-problems.ts'
import { freeIntervals, outlook } from '../../../server/booking/rules/free-time.ts'
import type { TakenTime } from '../../../server/booking/rules/taken-time.ts'
import { DEFAULT_POLICY } from '../../../server/catalog/rules/policy.ts'
import { contains, DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'

const MIDNIGHT = Date.UTC(2026, 0, 1, 16)
const MINUTES = 240

/** Disjoint spans in minutes after MIDNIGHT, ascending. */
const disjoint = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 1, max: 30 })), { maxLength: 8 })
  .map((pairs) => {
    let at = 0
    return pairs.map(([gap, length]): Interval => {
      const startsAt = MIDNIGHT + (at + gap) * MINUTE_MS
      at += gap + length
      return { startsAt, endsAt: MIDNIGHT + at * MINUTE_MS }
    })
  })

/** Bookings with the turnaround that fits after each. */
const bookings = fc.tuple(disjoint, fc.integer({ min: 0, max: 10 })).map(([spans, turnaround]) => ({
  turnaroundMs: turnaround * MINUTE_MS,
  taken: spans.map((it, i): TakenTime => {
    const next = spans[i + 1]?.startsAt ?? Number.POSITIVE_INFINITY
    return {
      ...it,
      id: `b${i}`,
      kind: 'booking',
      blockedUntil: Math.min(it.endsAt + turnaround * MINUTE_MS, next),
    }
  }),
}))

test('free time is the minutes that are open, not taken, and leave room for the turnaround', () => {
  fc.assert(
    fc.property(disjoint, bookings, (open, { taken, turnaroundMs }) => {
      const free = freeIntervals(open, taken, turnaroundMs)
      for (let minute = 0; minute < MINUTES; minute += 1) {
        const startsAt = MIDNIGHT + minute * MINUTE_MS
        const moment = { startsAt, endsAt: startsAt + MINUTE_MS }
        const isOpen = open.some((it) => contains(it, moment))
        const isTaken = taken.some(
          (it) => it.startsAt < moment.endsAt + turnaroundMs && startsAt < it.blockedUntil,
        )
        expect(free.some((it) => contains(it, moment))).toBe(isOpen && !isTaken)
      }
    }),
  )
})

test('a booking fits exactly where it lies in free time', () => {
  const span = fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 40 })).map(([from, length]): Interval => ({
    startsAt: MIDNIGHT + from * MINUTE_MS,
    endsAt: MIDNIGHT + (from + length) * MINUTE_MS,
  }))
  fc.assert(
    fc.property(disjoint, bookings, span, (open, { taken, turnaroundMs }, wanted) => {
      const policy = { ...DEFAULT_POLICY, durationMsMin: MINUTE_MS, stepMs: MINUTE_MS, turnaroundMs }
      const instrument = {
        institutionId: 'lab',
        state: 'approved',
        shareMode: 'external',
        runStatus: 'normal',
        timeZone: 'Asia/Shanghai',
        policy,
      } as const
      const facts = { now: MIDNIGHT, instrument, customerInstitutionId: null, isStaff: false, open, taken }
      const fits = freeIntervals(open, taken, turnaroundMs).some((it) => contains(it, wanted))
      expect(bookingProblems(wanted, facts).length === 0).toBe(fits)
    }),
  )
})

describe('the outlook', () => {
  const at = (hour: number) => MIDNIGHT + hour * HOUR_MS
  const instrument = { policy: { ...DEFAULT_POLICY, noticeMsMin: 0 }, timeZone: 'Asia/Shanghai' }

  test.each`
    now     | free                       | notice | freeNow  | next
    ${9}    | ${[[8, 12]]}               | ${0}   | ${true}  | ${9}
    ${9.1}  | ${[[8, 12]]}               | ${0}   | ${true}  | ${9.5}
    ${11.6} | ${[[8, 12], [14, 18]]}     | ${0}   | ${true}  | ${14}
    ${7}    | ${[[8, 12]]}               | ${0}   | ${false} | ${8}
    ${12}   | ${[[8, 12]]}               | ${0}   | ${false} | ${null}
    ${9}    | ${[[8, 12], [14, 18]]}     | ${4}   | ${true}  | ${14}
    ${9}    | ${[[9.9, 10.4], [11, 12]]} | ${0}   | ${false} | ${11}
  `(
    'at $now with $free free and $notice h of notice: now $freeNow, next at $next',
    ({ now, free, notice, freeNow, next }) => {
      const spans = free.map(([from, to]: [number, number]) => ({ startsAt: at(from), endsAt: at(to) }))
      const policy = { ...instrument.policy, noticeMsMin: notice * HOUR_MS }
      const expected = { freeNow, nextFreeAt: next === null ? null : at(next) }
      expect(outlook(spans, { ...instrument, policy }, at(now))).toEqual(expected)
    },
  )

  test('does not reach beyond the horizon', () => {
    const policy = { ...instrument.policy, horizonMs: DAY_MS }
    const spans = [{ startsAt: at(30), endsAt: at(40) }]
    expect(outlook(spans, { ...instrument, policy }, at(0)).nextFreeAt).toBeNull()
    expect(outlook(spans, { ...instrument, policy }, at(7)).nextFreeAt).toBe(at(30))
  })
})

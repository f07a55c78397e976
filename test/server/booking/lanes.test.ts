/** Several units of one kind, against a count minute by minute. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { takenProblems } from '../../../server/booking/rules/booking-problems.ts'
import { freeIntervals } from '../../../server/booking/rules/free-time.ts'
import { ALL_SEATS, fullTime, occupancy, seating, type Sitting } from '../../../server/booking/rules/lanes.ts'
import type { TakenTime } from '../../../server/booking/rules/taken-time.ts'
import { contains, type Interval, overlaps } from '../../../server/kernel/interval.ts'

/** Instants in this file are minutes: the rules know no unit. */
const MINUTES = 90
const EVERY_MINUTE = Array.from({ length: MINUTES }, (_, startsAt) => ({ startsAt, endsAt: startsAt + 1 }))

const interval = fc
  .tuple(fc.integer({ min: 0, max: MINUTES - 30 }), fc.integer({ min: 1, max: 29 }))
  .map(([startsAt, length]): Interval => ({ startsAt, endsAt: startsAt + length }))
const capacity = fc.integer({ min: 1, max: 4 })
const turnaround = fc.integer({ min: 0, max: 8 })

const taken = fc
  .array(fc.tuple(interval, turnaround, fc.constantFrom(1, 1, 1, 2, ALL_SEATS)), { maxLength: 12 })
  .map((list) =>
    list.map(([span, after, seats], i): TakenTime => ({
      ...span,
      id: `b${i}`,
      kind: 'booking',
      seats,
      blockedUntil: span.endsAt + after,
    })),
  )

/** How many units are taken in a minute. */
function count(minute: Interval, spans: readonly (Interval & { readonly seats?: number | undefined })[]) {
  return spans.filter((it) => overlaps(it, minute)).reduce((sum, it) => sum + (it.seats ?? 1), 0)
}

const blocked = (list: readonly TakenTime[]) => list.map((it) => ({ ...it, endsAt: it.blockedUntil }))

test('occupancy counts every minute, up to the capacity, in stretches that differ', () => {
  fc.assert(
    fc.property(taken, capacity, (list, k) => {
      const found = occupancy(list, k)
      for (const minute of EVERY_MINUTE) {
        const at = found.find((it) => contains(it, minute))?.taken ?? 0
        expect(at).toBe(Math.min(k, count(minute, list)))
      }
      found.slice(1).forEach((it, i) => {
        const before = found[i]
        expect(before && before.endsAt <= it.startsAt).toBe(true)
        expect(before?.endsAt === it.startsAt && before.taken === it.taken).toBe(false)
      })
      expect(fullTime(list, 1)).toEqual(
        fullTime(
          list.map((it) => ({ ...it, seats: 1 })),
          1,
        ),
      )
    }),
  )
})

test('a span is refused where at some minute, turnarounds counted, as many others are there as there are units', () => {
  fc.assert(
    fc.property(interval, taken, capacity, turnaround, (wanted, list, k, after) => {
      const mine = { startsAt: wanted.startsAt, endsAt: wanted.endsAt + after }
      const others = after > 0 ? blocked(list) : list
      const isFull = EVERY_MINUTE.some(
        (minute) =>
          (overlaps(minute, wanted) && count(minute, list) >= k) ||
          (overlaps(minute, mine) && count(minute, others) >= k),
      )
      expect(takenProblems(wanted, list, after, k).length > 0).toBe(isFull)
    }),
  )
})

test('a refusal names nobody who is not there at a moment when all units are taken', () => {
  fc.assert(
    fc.property(interval, taken, capacity, (wanted, list, k) => {
      const named = takenProblems(wanted, list, 0, k).flatMap((it) => it.refs)
      for (const it of list) {
        const meets = EVERY_MINUTE.some(
          (minute) => overlaps(minute, wanted) && overlaps(minute, it) && count(minute, list) >= k,
        )
        expect(named.includes(it.id)).toBe(meets)
      }
    }),
  )
})

test('free time and refusals are two sides of the same', () => {
  fc.assert(
    fc.property(interval, taken, capacity, turnaround, (wanted, list, k, after) => {
      const open = [{ startsAt: 0, endsAt: MINUTES }]
      // With a turnaround of 0 the turnarounds of others do not count for a refusal.
      const others = after > 0 ? list : list.map((it) => ({ ...it, blockedUntil: it.endsAt }))
      const isFree = freeIntervals(open, others, after, k).some((it) => contains(it, wanted))
      expect(isFree).toBe(takenProblems(wanted, others, after, k).length === 0)
    }),
  )
})

/** Sittings on `k` lanes that sit well now: each is put where there is room, or left out. */
function seatedBefore(spans: readonly Interval[], k: number): Sitting[] {
  const lanes = Array.from({ length: k }, (_, i) => `l${i}`)
  const found: Sitting[] = []
  for (const [i, span] of spans.entries()) {
    const lane = lanes.find((it) =>
      found.every((other) => !other.current.includes(it) || !overlaps(other, span)),
    )
    if (lane === undefined) continue
    const fixed = { takesAll: false, parts: [], isFixed: false }
    found.push({ ...span, ...fixed, id: `b${i}`, blockedUntil: span.endsAt, lanes, current: [lane] })
  }
  return found
}

describe('seats', () => {
  const spans = fc.array(interval, { maxLength: 14 })

  test('are found for everybody whenever there are never more than units, and nobody shares one', () => {
    fc.assert(
      fc.property(spans, interval, capacity, (others, wanted, k) => {
        const before = seatedBefore(others, k)
        const isFull = EVERY_MINUTE.some((it) => overlaps(it, wanted) && count(it, before) >= k)
        const lanes = Array.from({ length: k }, (_, i) => `l${i}`)
        const more = { takesAll: false, parts: [], current: [], isFixed: false, lanes }
        const newcomer: Sitting = { ...wanted, ...more, id: 'new', blockedUntil: wanted.endsAt }
        // Who began before stays.
        const all = before.map((it) => ({ ...it, isFixed: it.startsAt < wanted.startsAt }))
        const { seats, crowded } = seating([...all, newcomer])
        expect(crowded.length > 0).toBe(isFull)
        if (isFull) return
        const stay = all.filter((it) => it.isFixed)
        expect(stay.map((it) => seats.get(it.id)?.units)).toEqual(stay.map((it) => it.current))
        const placed = [...all, newcomer].map((it) => ({ ...it, units: seats.get(it.id)?.units ?? [] }))
        placed.forEach((a, i) =>
          placed
            .slice(i + 1)
            .forEach((b) => expect(overlaps(a, b) && a.units.some((it) => b.units.includes(it))).toBe(false)),
        )
      }),
    )
  })

  test('are kept where nothing is in the way', () => {
    fc.assert(
      fc.property(spans, capacity, (others, k) => {
        const before = seatedBefore(others, k)
        const begun = before.map((it) => ({ ...it, isFixed: true }))
        const { seats, crowded } = seating(begun)
        expect(crowded).toEqual([])
        for (const it of begun) expect(seats.get(it.id)?.units).toEqual(it.current)
      }),
    )
  })

  test('cost turnarounds their end only where there is no room for them', () => {
    const lanes = ['l0']
    const more = { takesAll: false, parts: [], lanes, current: lanes, isFixed: false }
    const one: Sitting = { ...more, id: 'a', startsAt: 0, endsAt: 10, blockedUntil: 20 }
    const two: Sitting = { ...more, id: 'b', startsAt: 15, endsAt: 30, blockedUntil: 40 }
    const { seats, crowded } = seating([one, two])
    expect(crowded).toEqual([])
    expect(seats.get('a')?.blockedUntil).toBe(15)
    expect(seats.get('b')?.blockedUntil).toBe(40)
  })

  test('name all who are in the way of each other when there is no room', () => {
    const lanes = ['l0']
    const more = { takesAll: false, parts: ['p'], current: lanes, isFixed: false, blockedUntil: 10 }
    const one: Sitting = { ...more, lanes, id: 'a', startsAt: 0, endsAt: 10 }
    const two: Sitting = { ...more, lanes: ['l1'], id: 'b', startsAt: 5, endsAt: 10 }
    expect(seating([one, two]).crowded.toSorted()).toEqual(['a', 'b'])
  })
})

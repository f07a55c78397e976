/** Half-open spans: what holds for all of them, checked against counting single milliseconds. */

import { assert, property, array, integer, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import {
  clip,
  clipAll,
  contains,
  durationMs,
  intersectIntervals,
  type Interval,
  mergeIntervals,
  overlaps,
  subtractIntervals,
  unionMs,
} from '../../../server/kernel/interval.ts'

const END = 40
const moment = integer({ min: 0, max: END })
const span = tuple(moment, moment).map(([startsAt, endsAt]): Interval => ({ startsAt, endsAt }))
const forward = span.map(({ startsAt, endsAt }) => ({
  startsAt: Math.min(startsAt, endsAt),
  endsAt: Math.max(startsAt, endsAt) + 1,
}))
const spans = array(span, { maxLength: 8 })

/** The milliseconds of `END` that are in any span. */
const covered = (all: readonly Interval[]) =>
  Array.from({ length: END + 2 }, (_, i) => all.some((it) => it.startsAt <= i && i < it.endsAt))

const isTidy = (all: readonly Interval[]) =>
  all.every((it, i) => it.startsAt < it.endsAt && (all[i - 1]?.endsAt ?? -1) < it.startsAt)

test('two spans overlap exactly when they share a millisecond, whichever comes first', () => {
  assert(
    property(forward, forward, (a, b) => {
      const shared = covered([a]).some((it, i) => it && covered([b])[i] === true)
      expect(overlaps(a, b)).toBe(shared)
      expect(overlaps(b, a)).toBe(shared)
    }),
  )
})

test('spans that touch do not overlap', () => {
  expect(overlaps({ startsAt: 1, endsAt: 2 }, { startsAt: 2, endsAt: 3 })).toBe(false)
})

test('a span contains another exactly when it covers every millisecond of it', () => {
  assert(
    property(forward, forward, (outer, inner) => {
      const all = covered([inner]).every((it, i) => !it || covered([outer])[i] === true)
      expect(contains(outer, inner)).toBe(all)
    }),
  )
})

test('a merge covers the same time with fewest spans', () => {
  assert(
    property(spans, (all) => {
      const merged = mergeIntervals(all)
      expect(isTidy(merged)).toBe(true)
      expect(covered(merged)).toEqual(covered(all))
      expect(mergeIntervals(merged)).toEqual(merged)
    }),
  )
})

test('a union counts each millisecond once', () => {
  assert(
    property(spans, (all) => {
      expect(unionMs(all)).toBe(covered(all).filter(Boolean).length)
    }),
  )
})

test('a difference is the time in the one and not in the other', () => {
  assert(
    property(spans, spans, (all, taken) => {
      const left = subtractIntervals(all, taken)
      expect(isTidy(left)).toBe(true)
      expect(covered(left)).toEqual(covered(all).map((it, i) => it && covered(taken)[i] !== true))
    }),
  )
})

test('an intersection is the time in both', () => {
  assert(
    property(spans, spans, (a, b) => {
      const both = intersectIntervals(a, b)
      expect(isTidy(both)).toBe(true)
      expect(covered(both)).toEqual(covered(a).map((it, i) => it && covered(b)[i] === true))
    }),
  )
})

test('what is left and what is shared make up the whole', () => {
  assert(
    property(spans, spans, (a, b) => {
      expect(unionMs(subtractIntervals(a, b)) + unionMs(intersectIntervals(a, b))).toBe(unionMs(a))
    }),
  )
})

test('a clip is the part inside the window, or nothing', () => {
  assert(
    property(forward, forward, (it, window) => {
      const part = clip(it, window)
      expect(part === undefined).toBe(!overlaps(it, window))
      const isInside = (found: Interval) =>
        contains(window, found) && contains(it, found) && durationMs(found) > 0
      expect(part === undefined || isInside(part)).toBe(true)
    }),
  )
})

test('clips of many keep their order', () => {
  assert(
    property(array(forward, { maxLength: 6 }), forward, (all, window) => {
      expect(clipAll(all, window)).toEqual(all.map((it) => clip(it, window)).filter((it) => it !== undefined))
    }),
  )
})

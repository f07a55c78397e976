/** Two sides laid beside each other: examples in a table, and what holds for any two files. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE_MS } from '../../../server/kernel/interval.ts'
import type { ReconciledLine } from '../../../server/reconciliation/rules/lines.ts'
import {
  type MatchedLine,
  matchLines,
  type MatchSettings,
} from '../../../server/reconciliation/rules/matching.ts'
import { pairNearest } from '../../../server/reconciliation/rules/nearest.ts'

const SETTINGS: MatchSettings = { nearMinutes: 30, timeMinutes: 5, amountFen: 100 }

/** `REFERENCE INSTRUMENT FROM–TO AMOUNT`, minutes and fen; `-` for no reference. */
function lines(side: string, texts: readonly string[]): ReconciledLine[] {
  return texts.map((text, i) => {
    const [reference = '', instrument = '', span = '', amount = ''] = text.split(' ')
    const [from = 0, to = 0] = span.split('–').map(Number)
    return {
      id: `${side}${i}`,
      reference: reference === '-' ? null : reference,
      instrument,
      startsAt: from * MINUTE_MS,
      endsAt: to * MINUTE_MS,
      amountFen: Number(amount),
    }
  })
}

type Side = readonly ReconciledLine[]

function named(found: Iterable<MatchedLine>, ours: Side, theirs: Side) {
  const id = (side: Side, at: number | null) => (at === null ? null : (side[at]?.id ?? null))
  return [...found].map((it) => ({ ...it, oursId: id(ours, it.ours), theirsId: id(theirs, it.theirs) }))
}

/** What became of the lines, in an order that does not depend on the files. */
function words(ours: Side, theirs: Side, how: MatchSettings): readonly string[] {
  return named(matchLines(ours, theirs, how), ours, theirs)
    .map((it) => [it.oursId ?? '-', it.theirsId ?? '-', it.outcome, it.by ?? '-'].join(' '))
    .toSorted()
}

test.each([
  ['the same reference', ['R sem 0–60 500'], ['R sem 0–60 500'], ['a0 b0 matched reference']],
  ['within the tolerances', ['R sem 0–60 500'], ['R sem 5–55 600'], ['a0 b0 matched reference']],
  ['another end', ['R sem 0–60 500'], ['R sem 0–66 500'], ['a0 b0 time_differs reference']],
  ['another amount', ['R sem 0–60 500'], ['R sem 0–60 601'], ['a0 b0 amount_differs reference']],
  [
    'both differ: the amount counts',
    ['R sem 0–60 500'],
    ['R sem 0–90 900'],
    ['a0 b0 amount_differs reference'],
  ],
  [
    'a reference that comes twice on their side',
    ['R sem 0–60 500'],
    ['R sem 0–60 500', 'R sem 0–60 500'],
    ['- b1 duplicate -', 'a0 b0 matched reference'],
  ],
  [
    'a reference that comes twice on ours',
    ['R sem 0–60 500', 'R sem 0–60 500'],
    ['R sem 0–60 500'],
    ['a0 b0 matched reference', 'a1 - duplicate -'],
  ],
  ['no reference, begun near', ['R sem 0–60 500'], ['- sem 5–60 500'], ['a0 b0 matched time']],
  ['a number of their own, begun near', ['R sem 0–60 500'], ['LIMS-7 sem 3–60 500'], ['a0 b0 matched time']],
  [
    'no reference, begun too late',
    ['R sem 0–60 500'],
    ['- sem 31–60 500'],
    ['- b0 missing_here -', 'a0 - missing_there -'],
  ],
  [
    'no reference, another instrument',
    ['R sem 0–60 500'],
    ['- tem 0–60 500'],
    ['- b0 missing_here -', 'a0 - missing_there -'],
  ],
  [
    'the nearest of two',
    ['R sem 0–20 500', 'S sem 25–60 500'],
    ['- sem 24–60 500'],
    ['a0 - missing_there -', 'a1 b0 matched time'],
  ],
  [
    'rather two pairs than a nearer one',
    ['R sem 0–60 500', 'S sem 20–60 500'],
    ['- sem 18–60 500', '- sem 45–60 500'],
    ['a0 b0 time_differs time', 'a1 b1 time_differs time'],
  ],
  [
    'said twice without a reference',
    ['R sem 0–60 500'],
    ['- sem 0–60 500', '- sem 0–60 500'],
    ['- b1 duplicate -', 'a0 b0 matched time'],
  ],
  [
    'said twice, and we have it not once',
    [],
    ['- sem 0–60 500', '- sem 0–60 500'],
    ['- b0 missing_here -', '- b1 duplicate -'],
  ],
  ['nothing', [], [], []],
] as const)('%s', (_name, ours, theirs, expected) => {
  expect(words(lines('a', ours), lines('b', theirs), SETTINGS)).toEqual(expected)
})

const MINUTES = fc.integer({ min: 0, max: 240 })
const content = fc.record({
  reference: fc.option(fc.constantFrom('R1', 'R2', 'R3', 'R4'), { nil: null }),
  instrument: fc.constantFrom('sem', 'tem'),
  startsAt: MINUTES.map((it) => it * MINUTE_MS),
  endsAt: MINUTES.map((it) => (it + 240) * MINUTE_MS),
  amountFen: fc.integer({ min: -500, max: 500 }),
})
const side = (name: string) =>
  fc
    .array(content, { maxLength: 14 })
    .map((all) => all.map((it, i): ReconciledLine => ({ ...it, id: `${name}${i}` })))
const settings = fc.record({
  nearMinutes: fc.integer({ min: 0, max: 120 }),
  timeMinutes: fc.integer({ min: 0, max: 30 }),
  amountFen: fc.integer({ min: 0, max: 200 }),
})

test('every line has exactly one outcome, and the outcomes of a side add up to it', () => {
  fc.assert(
    fc.property(side('a'), side('b'), settings, (ours, theirs, how) => {
      const found = named(matchLines(ours, theirs, how), ours, theirs)
      const ids = (key: 'oursId' | 'theirsId') => found.flatMap((it) => it[key] ?? []).toSorted()
      expect(ids('oursId')).toEqual(ours.map((it) => it.id).toSorted())
      expect(ids('theirsId')).toEqual(theirs.map((it) => it.id).toSorted())
      const sum = (all: readonly ReconciledLine[]) => all.reduce((total, it) => total + it.amountFen, 0)
      const amounts = new Map([...ours, ...theirs].map((it) => [it.id, it.amountFen]))
      const byOutcome = Map.groupBy(found, (it) => it.outcome)
      const total = (key: 'oursId' | 'theirsId') =>
        [...byOutcome.values()].flat().reduce((all, it) => all + (amounts.get(it[key] ?? '') ?? 0), 0)
      expect(total('oursId')).toBe(sum(ours))
      expect(total('theirsId')).toBe(sum(theirs))
      for (const it of found) {
        expect(it.by !== null).toBe(it.oursId !== null && it.theirsId !== null)
        expect(it.outcome === 'missing_here' && it.oursId !== null).toBe(false)
        expect(it.outcome === 'missing_there' && it.theirsId !== null).toBe(false)
      }
    }),
  )
})

test('the order of the files does not matter', () => {
  const shuffled = side('a').chain((it) =>
    fc.tuple(fc.constant(it), fc.shuffledSubarray(it, { minLength: it.length })),
  )
  const both = fc.tuple(shuffled, side('b'), settings)
  fc.assert(
    fc.property(both, ([[ours, mixed], theirs, how]) => {
      const expected = words(ours, theirs, how)
      expect(words(mixed, theirs.toReversed(), how)).toEqual(expected)
    }),
  )
})

test('a file laid beside itself is all matched', () => {
  fc.assert(
    fc.property(side('a'), settings, (ours, how) => {
      const found = [...matchLines(ours, ours, how)]
      expect(found.map((it) => it.outcome)).toEqual(ours.map(() => 'matched'))
    }),
  )
})

test('near moments make as many pairs as can be, and the nearest of those', () => {
  const moments = fc
    .array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 })
    .map((it) => it.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(moments, moments, fc.integer({ min: 0, max: 20 }), (ours, theirs, reach) => {
      let pairs = 0
      let distance = 0
      pairNearest(Float64Array.from(ours), Float64Array.from(theirs), reach, (i, j) => {
        pairs += 1
        distance += Math.abs((ours[i] ?? 0) - (theirs[j] ?? 0))
      })
      expect([pairs, distance]).toEqual(best(ours, theirs, reach))
    }),
  )
})

/** By trying everything. */
function best(ours: readonly number[], theirs: readonly number[], reach: number): readonly [number, number] {
  const [first, ...rest] = ours
  if (first === undefined) return [0, 0]
  return theirs.reduce<readonly [number, number]>(
    (found, it, i) => {
      if (Math.abs(it - first) > reach) return found
      const [pairs, distance] = best(rest, theirs.toSpliced(i, 1), reach)
      const tried = [pairs + 1, distance + Math.abs(it - first)] as const
      return tried[0] > found[0] || (tried[0] === found[0] && tried[1] < found[1]) ? tried : found
    },
    best(rest, theirs, reach),
  )
}

test('many starts near each other are paired without trying each with each', () => {
  const many = Float64Array.from({ length: 200_000 }, (_it, i) => i)
  let pairs = 0
  pairNearest(many, many.subarray(0, 150_000), 30, () => (pairs += 1))
  expect(pairs).toBe(150_000)
})

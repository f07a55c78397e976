/** Money: exact until its one rounding. */

import { assert, bigInt, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR_MS } from '../../../server/kernel/interval.ts'
import { type FenRatio, roundHalfUp, sumRatios, timePrice, yuanText } from '../../../server/kernel/money.ts'

const ratio = (numerator: bigint, denominator: bigint): FenRatio => ({ numerator, denominator })
const numerator = bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const denominator = bigInt({ min: 1n, max: 10n ** 9n })
const rate = integer({ min: 0, max: 10_000_000 })
const length = integer({ min: 0, max: 400 * HOUR_MS })

test('rounding moves by half a fen at most, and up at exactly half', () => {
  assert(
    property(numerator, denominator, (n, d) => {
      const twice = 2n * (BigInt(roundHalfUp(ratio(n, d))) * d - n)
      expect(twice > -d && twice <= d).toBe(true)
    }),
  )
})

test.each([
  [1n, 2n, 1],
  [-1n, 2n, 0],
  [3n, 2n, 2],
  [-3n, 2n, -1],
  [2n, 3n, 1],
  [-2n, 3n, -1],
  [0n, 7n, 0],
])('%s/%s is %s', (n, d, expected) => {
  expect(roundHalfUp(ratio(n, d))).toBe(expected)
})

test('whole hours cost whole rates', () => {
  assert(
    property(rate, integer({ min: 0, max: 1000 }), (it, hours) => {
      expect(roundHalfUp(timePrice(it, hours * HOUR_MS))).toBe(it * hours)
    }),
  )
})

test('time that is cut in two costs the same together, exactly', () => {
  assert(
    property(rate, length, length, integer({ min: 1, max: 300 }), (it, a, b, percent) => {
      const together = timePrice(it, a + b, percent)
      const sum = sumRatios([timePrice(it, a, percent), timePrice(it, b, percent)])
      expect(sum.numerator * together.denominator).toBe(together.numerator * sum.denominator)
    }),
  )
})

test('longer time never costs less', () => {
  assert(
    property(rate, length, length, (it, a, b) => {
      const [short, long] = [Math.min(a, b), Math.max(a, b)]
      expect(roundHalfUp(timePrice(it, short)) <= roundHalfUp(timePrice(it, long))).toBe(true)
    }),
  )
})

test.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [123_456_789, '¥1,234,567.89'],
  [-100_000, '-¥1,000.00'],
])('%i fen reads %s', (amount, text) => {
  expect(yuanText(amount)).toBe(text)
})

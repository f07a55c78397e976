/** The report of behavioural cases can fail: by a wrong answer, by an adapter that throws, by an unknown category. */

import { expect, test } from 'vitest'
import { BOOKING_ADAPTERS } from './booking.ts'
import { casesReport } from './report.ts'

const duration = { id: 'C1', category: 'duration_limit', input: { max_minutes: 60, duration_minutes: 60 } }

test.each([
  ['a right answer passes', { ...duration, expected: { allowed: true } }, 1],
  ['a wrong answer fails', { ...duration, expected: { allowed: false } }, 0],
  ['an input that cannot be read fails', { ...duration, input: {}, expected: { allowed: true } }, 0],
  ['an unknown category fails', { ...duration, category: 'weather', expected: {} }, 0],
])('%s', (_, it, passed) => {
  const expected: Record<string, unknown> = it.expected
  const report = casesReport([{ ...it, expected }], BOOKING_ADAPTERS)
  expect([report.passed, report.failed, report.failures.length]).toEqual([passed, 1 - passed, 1 - passed])
})

test('money counts in fen where a case gives both', () => {
  const one = { id: 'C2', category: 'fee', input: null, expected: { fee: 10.5, fee_fen: 1050 } }
  expect(casesReport([one], { fee: () => ({ fee_fen: 1050 }) }).passed).toBe(1)
})

/** What a person reads of a refusal. */

import { expect, test } from 'vitest'
import { problem, problemText } from '../../../server/kernel/problem.ts'

test.each([
  ['BOOKING_BEYOND_HORIZON', '30 d', '最远只能预约到 30 天之后。', 'Bookings can reach at most 30 d ahead.'],
  [
    'BOOKING_TOO_LONG',
    '1 h 30 min',
    '时长不得超过 1 小时 30 分钟。',
    'A booking may last 1 h 30 min at most.',
  ],
  ['BOOKING_OFF_STEP', '15 min', '时长须为 15 分钟的整数倍。', 'Bookings last a multiple of 15 min.'],
] as const)('%s tells its limit in the units of the language', (code, limit, zh, en) => {
  const refusal = problem(code, [], { limit })
  expect(problemText(refusal, 'zh-CN')).toBe(zh)
  expect(problemText(refusal, 'en')).toBe(en)
})

test('a sentence without its parameter shows the gap', () => {
  expect(problemText(problem('BOOKING_TOO_LONG'), 'zh-CN')).toBe('时长不得超过 {limit}。')
})

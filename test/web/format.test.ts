/** How figures and times are written. */

import { beforeEach, expect, test, vi } from 'vitest'
import {
  countText,
  hoursText,
  moneyText,
  momentText,
  percentText,
  spanText,
  wallTime,
  weekdayName,
} from '../../web/design/format.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'America/Los_Angeles')
})

test.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [123_450, '¥1,234.50'],
  [-12_300, '−¥123.00'],
])('writes %i fen as %s', (fen, text) => {
  expect(moneyText(fen)).toBe(text)
})

test('writes counts, hours and ratios with separators and one decimal', () => {
  expect([countText(12_345), hoursText(1234.54), hoursText(12), percentText(0.6432)]).toEqual([
    '12,345',
    '1,234.5',
    '12',
    '64.3 %',
  ])
})

test('reads the wall clock of the instrument, whatever the zone of the machine', () => {
  expect(wallTime('2026-11-23T06:00:00Z')).toEqual({ date: '2026-11-23', time: '14:00' })
  expect(wallTime('2026-11-23T18:30:00Z')).toEqual({ date: '2026-11-24', time: '02:30' })
  expect(wallTime('2026-11-23T06:00:00Z', 'Europe/Berlin')).toEqual({ date: '2026-11-23', time: '07:00' })
})

test('writes midnight as 00:00 of the next day, never as 24:00', () => {
  expect(momentText('2026-11-23T16:00:00Z')).toBe('2026-11-24 周二 00:00')
})

test.each([
  ['on one day', '2026-11-23T06:00:00Z', '2026-11-23T08:00:00Z', '2026-11-23 周一 14:00–16:00'],
  ['to midnight', '2026-11-23T06:00:00Z', '2026-11-23T16:00:00Z', '2026-11-23 周一 14:00–24:00'],
  [
    'past midnight',
    '2026-11-23T14:00:00Z',
    '2026-11-23T18:00:00Z',
    '2026-11-23 周一 22:00 – 2026-11-24 周二 02:00',
  ],
])('writes a span %s', (_name, startsAt, endsAt, text) => {
  expect(spanText(startsAt, endsAt)).toBe(text)
})

test('counts weekdays from Monday', () => {
  expect([1, 6, 7].map(weekdayName)).toEqual(['周一', '周六', '周日'])
})

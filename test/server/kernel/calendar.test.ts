/** Wall-clock time in zones: there and back, and over clock changes. */

import { assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dateOf,
  datesDuring,
  endInstantOf,
  dayInterval,
  DEFAULT_ZONE,
  instantOf,
  isLocalDate,
  minutesOfDay,
  startOfDay,
  timeOf,
  weekdayOf,
} from '../../../server/kernel/calendar.ts'
import { DAY_MS, durationMs, HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'

const zone = constantFrom(DEFAULT_ZONE, 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'utc')
const instant = integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) })
const date = instant.map((it) => dateOf(it, 'utc'))
const minutes = integer({ min: 0, max: 1439 })
const timeText = (it: number) =>
  `${String(Math.floor(it / 60)).padStart(2, '0')}:${String(it % 60).padStart(2, '0')}`

test('a minute in Ordos is found again under its date and time', () => {
  assert(
    property(date, minutes, (day, minute) => {
      const at = instantOf(day, timeText(minute), DEFAULT_ZONE)
      expect(dateOf(at, DEFAULT_ZONE)).toBe(day)
      expect(timeOf(at, DEFAULT_ZONE)).toBe(timeText(minute))
    }),
  )
})

test('an instant lies in the day that is named after it, and days follow without a gap', () => {
  assert(
    property(instant, zone, (at, where) => {
      const day = dayInterval(dateOf(at, where), where)
      expect(day.startsAt <= at && at < day.endsAt).toBe(true)
      expect(startOfDay(at, where)).toBe(day.startsAt)
      expect(dayInterval(addDays(dateOf(at, where), 1), where).startsAt).toBe(day.endsAt)
      expect([23, 24, 25]).toContain(durationMs(day) / HOUR_MS)
    }),
  )
})

test('days of a span are those that share time with it', () => {
  assert(
    property(instant, integer({ min: 1, max: 10 * DAY_MS }), zone, (startsAt, length, where) => {
      const span = { startsAt, endsAt: startsAt + length }
      const dates = datesDuring(span, where)
      expect(dates[0]).toBe(dateOf(startsAt, where))
      expect(dates.at(-1)).toBe(dateOf(span.endsAt - 1, where))
      dates.slice(1).forEach((it, i) => expect(it).toBe(addDays(dates[i] ?? '', 1)))
    }),
  )
})

test('a span that ends at midnight has no part in the next day', () => {
  const span = dayInterval('2026-03-02', DEFAULT_ZONE)
  expect(datesDuring(span, DEFAULT_ZONE)).toEqual(['2026-03-02'])
})

test('days are added and taken away alike, and weekdays go round', () => {
  assert(
    property(date, integer({ min: -1000, max: 1000 }), (day, days) => {
      expect(addDays(addDays(day, days), -days)).toBe(day)
      expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day))
      expect(weekdayOf(addDays(day, 1))).toBe((weekdayOf(day) % 7) + 1)
    }),
  )
  expect(weekdayOf('2026-01-01')).toBe(4)
})

describe('a clock change', () => {
  test.each([
    ['2026-03-29', '01:59', 0],
    ['2026-03-29', '02:00', 1],
    ['2026-03-29', '02:30', 1],
    ['2026-03-29', '03:00', 0],
  ])('moves the skipped %s %s by %i hours', (day, time, hours) => {
    const at = instantOf(day, time, 'Europe/Berlin')
    const [hour, minute] = [Number(time.slice(0, 2)) + hours, time.slice(3)]
    expect(timeOf(at, 'Europe/Berlin')).toBe(`0${hour}:${minute}`)
  })

  test('takes the first of two equal times', () => {
    expect(instantOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  test.each([
    [
      '2022-11-06',
      '02:00',
      '2022-11-06T06:00:00Z',
      'where the clock goes back from that time, the first time',
    ],
    ['2022-11-06', '01:30', '2022-11-06T05:30:00Z', 'the first of two equal times'],
    ['2022-11-06', '03:00', '2022-11-06T08:00:00Z', 'after the change as ever'],
    ['2022-03-13', '02:00', '2022-03-13T07:00:00Z', 'where the clock jumps, the jump'],
    ['2022-03-13', '03:00', '2022-03-13T07:00:00Z', 'behind the jump, the jump too'],
    ['2022-03-13', '24:00', '2022-03-14T04:00:00Z', 'the midnight after'],
    ['2022-03-13', '00:00', '2022-03-13T05:00:00Z', 'the midnight before'],
  ])('ends what ends on %s at %s in New York at %s: %s', (day, time, expected) => {
    expect(new Date(endInstantOf(day, time, 'America/New_York'))).toEqual(new Date(expected))
  })

  test('makes days of 23 and 25 hours', () => {
    expect(durationMs(dayInterval('2026-03-29', 'Europe/Berlin'))).toBe(23 * HOUR_MS)
    expect(durationMs(dayInterval('2026-10-25', 'Europe/Berlin'))).toBe(25 * HOUR_MS)
  })
})

test('24:00 is the midnight after', () => {
  assert(
    property(date, zone, (day, where) => {
      expect(instantOf(day, '24:00', where)).toBe(instantOf(addDays(day, 1), '00:00', where))
    }),
  )
})

test.each([
  ['00:00', 0],
  ['09:30', 570],
  ['24:00', 1440],
  ['24:01', undefined],
  ['12:60', undefined],
  ['9:30', undefined],
  ['', undefined],
])('%s is %s minutes after midnight', (text, expected) => {
  expect(minutesOfDay(text)).toBe(expected)
})

test.each([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['20260101', false],
])('%s is a day: %s', (text, expected) => {
  expect(isLocalDate(text)).toBe(expected)
})

test('a minute is a minute in every zone', () => {
  assert(
    property(instant, zone, (at, where) => {
      const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS
      expect(timeOf(minute, where)).toBe(timeOf(minute + MINUTE_MS - 1, where))
    }),
  )
})

/** When an instrument is open, and which windows a week may have. */

import { describe, expect, test } from 'vitest'
import { openPaths, freeDuringProblems, steadyPath } from '../../../server/catalog/rules/free-time.ts'
import {
  type CalendarDay,
  openingHoursProblems,
  openIntervals,
  type OpeningFacts,
  type OpeningWindow,
} from '../../../server/catalog/rules/opening.ts'
import { instantOf } from '../../../server/kernel/calendar.ts'
import { contains, DAY_MS, HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'

const ZONE = 'Asia/Shanghai'
const WEEK = [1, 2, 3, 4, 5, 6, 7]

const daily = (opensAt: string, closesAt: string, weekdays = WEEK): OpeningWindow[] =>
  weekdays.map((weekday) => ({ weekday, opensAt, closesAt }))

const at = (text: string, zone = ZONE) => instantOf(text.slice(0, 10), text.slice(11), zone)

const span = (from: string, to: string, zone = ZONE): Interval => ({
  startsAt: at(from, zone),
  endsAt: at(to, zone),
})

const facts = (windows: readonly OpeningWindow[], more: Partial<OpeningFacts> = {}): OpeningFacts => ({
  timeZone: ZONE,
  hours: [{ validFrom: '2020-01-01', windows, closedOnHolidays: true }],
  days: [],
  ...more,
})

const day = (date: string, kind: CalendarDay['kind']): CalendarDay => ({ date, kind, nameZh: '', nameEn: '' })

describe('a booking lies inside the opening hours', () => {
  test.each<[string, OpeningWindow[], readonly [string, string], boolean]>([
    ['well inside', daily('09:00', '17:00'), ['2026-03-02T10:00', '2026-03-02T11:00'], true],
    ['the whole window', daily('09:00', '17:00'), ['2026-03-02T09:00', '2026-03-02T17:00'], true],
    ['after closing', daily('09:00', '17:00'), ['2026-03-02T18:00', '2026-03-02T19:00'], false],
    ['partly after closing', daily('09:00', '17:00'), ['2026-03-02T16:30', '2026-03-02T17:30'], false],
    [
      'over two windows that touch',
      [...daily('09:00', '12:00'), ...daily('12:00', '17:00')],
      ['2026-03-02T11:00', '2026-03-02T13:00'],
      true,
    ],
    [
      'over a noon break',
      [...daily('09:00', '12:00'), ...daily('13:00', '17:00')],
      ['2026-03-02T11:00', '2026-03-02T14:00'],
      false,
    ],
    ['until midnight', daily('18:00', '24:00'), ['2026-03-02T20:00', '2026-03-03T00:00'], true],
    ['over midnight', daily('20:00', '06:00'), ['2026-03-02T23:00', '2026-03-03T05:00'], true],
    ['after the night', daily('20:00', '06:00'), ['2026-03-02T23:00', '2026-03-03T07:00'], false],
    [
      'in the morning after the night of another day',
      daily('20:00', '06:00', [1]),
      ['2026-03-03T04:00', '2026-03-03T06:00'],
      true,
    ],
    [
      'in the morning before it',
      daily('20:00', '06:00', [1]),
      ['2026-03-02T04:00', '2026-03-02T06:00'],
      false,
    ],
    [
      'for three days where it never closes',
      daily('00:00', '24:00'),
      ['2026-03-02T00:00', '2026-03-05T00:00'],
      true,
    ],
    [
      'on a weekday without a window',
      daily('09:00', '17:00', [1, 2]),
      ['2026-03-04T10:00', '2026-03-04T11:00'],
      false,
    ],
  ])('%s', (_sentence, windows, [from, to], isInside) => {
    const wanted = span(from, to)
    expect(openIntervals(facts(windows), wanted).some((it) => contains(it, wanted))).toBe(isInside)
  })
})

describe('open time', () => {
  const office = daily('09:00', '17:00', [1, 2, 3, 4, 5])

  test('is nowhere without hours, before the first hours, and in a span without time', () => {
    const monday = span('2026-03-02T00:00', '2026-03-03T00:00')
    expect(openIntervals(facts(office, { hours: [] }), monday)).toEqual([])
    expect(openIntervals(facts(office), span('2019-12-30T00:00', '2019-12-31T00:00'))).toEqual([])
    expect(openIntervals(facts(office), { startsAt: monday.endsAt, endsAt: monday.startsAt })).toEqual([])
  })

  test('follows the hours that count on each day', () => {
    const hours = [
      { validFrom: '2026-01-01', windows: office, closedOnHolidays: true },
      { validFrom: '2026-03-03', windows: daily('13:00', '15:00'), closedOnHolidays: true },
    ]
    expect(openIntervals(facts([], { hours }), span('2026-03-02T00:00', '2026-03-04T00:00'))).toEqual([
      span('2026-03-02T09:00', '2026-03-02T17:00'),
      span('2026-03-03T13:00', '2026-03-03T15:00'),
    ])
  })

  test('ends on holidays where they count', () => {
    const days = [day('2026-03-02', 'holiday')]
    const week = span('2026-03-02T00:00', '2026-03-04T00:00')
    const [own] = facts(office).hours
    expect(openIntervals(facts(office, { days }), week)).toEqual([
      span('2026-03-03T09:00', '2026-03-03T17:00'),
    ])
    const hours = own ? [{ ...own, closedOnHolidays: false }] : []
    expect(openIntervals(facts(office, { days, hours }), week)).toHaveLength(2)
  })

  test('is that of Monday on a Saturday at work, and unchanged on a weekday so called', () => {
    const windows = [...daily('10:00', '16:00', [1]), ...daily('08:00', '12:00', [3])]
    const days = [day('2026-02-14', 'workday'), day('2026-02-11', 'workday')]
    expect(openIntervals(facts(windows, { days }), span('2026-02-10T00:00', '2026-02-16T00:00'))).toEqual([
      span('2026-02-11T08:00', '2026-02-11T12:00'),
      span('2026-02-14T10:00', '2026-02-14T16:00'),
    ])
  })

  test('is as long as a day of a clock change really is', () => {
    const zone = 'Europe/Berlin'
    const open = (from: string, to: string) =>
      openIntervals(facts(daily('00:00', '24:00'), { timeZone: zone }), span(from, to, zone)).map(
        (it) => (it.endsAt - it.startsAt) / HOUR_MS,
      )
    expect(open('2026-03-29T00:00', '2026-03-30T00:00')).toEqual([23])
    expect(open('2026-10-25T00:00', '2026-10-26T00:00')).toEqual([25])
  })
})

describe('a week', () => {
  const window = (opensAt: string, closesAt: string, weekday = 1) => ({ weekday, opensAt, closesAt })
  const nine = window('09:00', '17:00')
  test.each<[string, OpeningWindow[], string[]]>([
    ['may be empty', [], []],
    ['may have windows that touch', [nine, window('17:00', '24:00')], []],
    ['may have one window on several days', daily('09:00', '17:00'), []],
    ['may cross midnight', [window('20:00', '06:00'), window('06:00', '08:00', 2)], []],
    ['may never close', daily('00:00', '24:00'), []],
    ['has no window twice', [nine, nine], ['OPENING_WINDOWS_OVERLAP']],
    ['has no window in another', [nine, window('10:00', '11:00')], ['OPENING_WINDOWS_OVERLAP']],
    ['has no window into another', [nine, window('07:00', '10:00')], ['OPENING_WINDOWS_OVERLAP']],
    ['has no window around another', [nine, window('08:00', '20:00')], ['OPENING_WINDOWS_OVERLAP']],
    [
      'has no night into the next day',
      [window('20:00', '06:00'), window('05:00', '08:00', 2)],
      ['OPENING_WINDOWS_OVERLAP'],
    ],
    [
      'has no night into the next week',
      [window('20:00', '06:00', 7), window('05:00', '08:00')],
      ['OPENING_WINDOWS_OVERLAP'],
    ],
    [
      'has no long window around two',
      [window('08:00', '20:00'), window('09:00', '10:00'), window('12:00', '13:00')],
      ['OPENING_WINDOWS_OVERLAP'],
    ],
    ['has no window without time', [window('09:00', '09:00')], ['OPENING_WINDOW_INVALID']],
    ['opens on a day', [window('24:00', '06:00')], ['OPENING_WINDOW_INVALID']],
    ['opens at a time', [window('9:00', '25:00')], ['OPENING_WINDOW_INVALID']],
    [
      'has seven days',
      [window('09:00', '17:00', 8), window('09:00', '17:00', 0)],
      ['OPENING_WINDOW_INVALID', 'OPENING_WINDOW_INVALID'],
    ],
    [
      'tells all that is wrong',
      [nine, nine, window('1', '2')],
      ['OPENING_WINDOW_INVALID', 'OPENING_WINDOWS_OVERLAP'],
    ],
    ['has at most seventy windows', Array(71).fill(nine), ['INPUT_INVALID']],
  ])('%s', (_sentence, windows, codes) => {
    const hours = { validFrom: '2026-01-01', windows, closedOnHolidays: false }
    expect(openingHoursProblems(hours).map((it) => it.code)).toEqual(codes)
  })

  test('counts from a day', () => {
    const hours = { validFrom: '2026-02-30', windows: [], closedOnHolidays: false }
    expect(openingHoursProblems(hours).map((it) => it.params['field'])).toEqual(['validFrom'])
  })
})

describe('free time', () => {
  const schedule = (key: string, windows: OpeningWindow[]) => ({
    key,
    timeZone: ZONE,
    windows,
    closedOnHolidays: false,
  })
  const schedules = [
    schedule('day', daily('08:00', '20:00')),
    schedule('night', daily('20:00', '08:00')),
    schedule('never', []),
  ]
  const noon = span('2026-03-03T10:00', '2026-03-03T14:00')

  test('is judged once for each timetable', () => {
    const found = { schedules, days: [], from: ['2026-03-01'] }
    expect(openPaths(['day', 'night', 'never', ''], found, noon)).toEqual(['day'])
  })

  test('follows a timetable that changes', () => {
    const found = { schedules, days: [], from: ['2026-03-01', '2026-03-03'] }
    const paths = ['night/day', 'day/night', '/day', steadyPath('day', found.from)]
    expect(openPaths(paths, found, noon)).toEqual(['night/day', '/day', 'day/day'])
  })

  test('is asked for a month at most, and forwards', () => {
    expect(freeDuringProblems(noon)).toEqual([])
    const backwards = { startsAt: noon.endsAt, endsAt: noon.startsAt }
    const long = { startsAt: 0, endsAt: 31 * DAY_MS + 1 }
    expect([backwards, long].map((it) => freeDuringProblems(it)[0]?.code)).toEqual([
      'FREE_DURING_INVALID',
      'FREE_DURING_INVALID',
    ])
  })
})

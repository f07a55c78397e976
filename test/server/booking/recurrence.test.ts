/** Which dates a rule names, and at which instants, across clock changes. */

import {
  assert,
  constant,
  constantFrom,
  integer,
  oneof,
  pre,
  property,
  record,
  uniqueArray,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  expandRecurrence,
  OCCURRENCES_MAX,
  shiftedSpan,
  wallShift,
} from '../../../server/booking/rules/recurrence.ts'
import {
  addDays,
  dateOf,
  instantOf,
  timeOf,
  weekdayOf,
  type LocalDate,
} from '../../../server/kernel/calendar.ts'
import { HOUR_MS } from '../../../server/kernel/interval.ts'

const NEW_YORK = 'America/New_York'
const BERLIN = 'Europe/Berlin'
const ORDOS = 'Asia/Shanghai'

/** From a local start to a local end, `2026-03-02 09:00`. */
function span(from: string, to: string, zone: string) {
  const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11), zone)
  return { startsAt: at(from), endsAt: at(to) }
}

function expanded(rrule: string, from = '2026-03-02 09:00', to = '2026-03-02 10:00', timeZone = ORDOS) {
  return expandRecurrence({ ...span(from, to, timeZone), rrule, timeZone })
}

const dates = (...args: Parameters<typeof expanded>) => expanded(...args).occurrences.map((it) => it.date)

describe('a rule names', () => {
  test.each([
    ['every day', 'FREQ=DAILY;COUNT=3', '2026-03-02 2026-03-03 2026-03-04'],
    ['every third day', 'FREQ=DAILY;INTERVAL=3;COUNT=3', '2026-03-02 2026-03-05 2026-03-08'],
    [
      'the days up to the last, which is in it',
      'FREQ=DAILY;UNTIL=20260304',
      '2026-03-02 2026-03-03 2026-03-04',
    ],
    ['the days up to a moment', 'FREQ=DAILY;UNTIL=20260304T085900', '2026-03-02 2026-03-03'],
    [
      'the days up to a moment in UTC',
      'FREQ=DAILY;UNTIL=20260304T010000Z',
      '2026-03-02 2026-03-03 2026-03-04',
    ],
    ['every week on the day of its start', 'FREQ=WEEKLY;COUNT=3', '2026-03-02 2026-03-09 2026-03-16'],
    ['weekdays', 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4', '2026-03-03 2026-03-05 2026-03-10 2026-03-12'],
    [
      'weeks from Monday',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=4',
      '2026-03-02 2026-03-08 2026-03-16 2026-03-22',
    ],
    ['a day of the month', 'FREQ=MONTHLY;BYMONTHDAY=5;COUNT=3', '2026-03-05 2026-04-05 2026-05-05'],
    ['the last day of the month', 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', '2026-03-31 2026-04-30 2026-05-31'],
    [
      'only months that have the day',
      'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3',
      '2026-03-31 2026-05-31 2026-07-31',
    ],
    ['the nth weekday of the month', 'FREQ=MONTHLY;BYDAY=2TU;COUNT=3', '2026-03-10 2026-04-14 2026-05-12'],
    ['the last weekday of the month', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3', '2026-03-27 2026-04-24 2026-05-29'],
    ['the same in small letters, with its name', 'rrule:freq=daily;count=2', '2026-03-02 2026-03-03'],
  ])('%s', (_, rrule, expected) => {
    expect(dates(rrule).join(' ')).toBe(expected)
  })

  test.each([
    ['nothing that can be read', 'every day', ['SERIES_RULE_INVALID']],
    ['another frequency', 'FREQ=YEARLY;COUNT=2', ['SERIES_RULE_INVALID']],
    ['a part that is not known', 'FREQ=DAILY;BYHOUR=9;COUNT=2', ['SERIES_RULE_INVALID']],
    ['a part twice', 'FREQ=DAILY;COUNT=2;COUNT=3', ['SERIES_RULE_INVALID']],
    ['a count of nothing', 'FREQ=DAILY;COUNT=0', ['SERIES_RULE_INVALID']],
    ['a last day that no calendar has', 'FREQ=DAILY;UNTIL=20260230', ['SERIES_RULE_INVALID']],
    ['two ends', 'FREQ=DAILY;COUNT=2;UNTIL=20260310', ['SERIES_RULE_INVALID']],
    ['the nth weekday of a week', 'FREQ=WEEKLY;BYDAY=2TU;COUNT=2', ['SERIES_RULE_INVALID']],
    ['no end', 'FREQ=DAILY', ['SERIES_ENDLESS']],
    ['too many by count', 'FREQ=DAILY;COUNT=201', ['SERIES_TOO_MANY']],
    ['too many by date', 'FREQ=DAILY;UNTIL=20991231', ['SERIES_TOO_MANY']],
    ['no day at all', 'FREQ=DAILY;UNTIL=20260301', ['SERIES_EMPTY']],
  ])('%s, and is refused', (_, rrule, codes) => {
    const { occurrences, problems } = expanded(rrule)
    expect(occurrences).toEqual([])
    expect(problems.map((it) => it.code)).toEqual(codes)
  })

  test('as many as a series may have', () => {
    expect(dates(`FREQ=DAILY;COUNT=${OCCURRENCES_MAX}`)).toHaveLength(OCCURRENCES_MAX)
  })

  test('nothing for a start between two minutes', () => {
    const wish = {
      ...span('2026-03-02 09:00', '2026-03-02 10:00', ORDOS),
      rrule: 'FREQ=DAILY;COUNT=2',
      timeZone: ORDOS,
    }
    expect(expandRecurrence({ ...wish, startsAt: wish.startsAt + 1 }).problems).toMatchObject([
      { code: 'INPUT_INVALID', params: { field: 'startsAt' } },
    ])
  })
})

describe('on days on which the clock changes', () => {
  const walls = (from: string, to: string, zone: string) =>
    expanded('FREQ=DAILY;COUNT=3', from, to, zone).occurrences.map(
      (it) => `${timeOf(it.startsAt, zone)} ${(it.endsAt - it.startsAt) / HOUR_MS} h`,
    )

  test.each([
    [
      'the wall clock stays, in spring',
      NEW_YORK,
      '2026-03-07 09:00',
      '2026-03-07 11:00',
      '09:00 2 h, 09:00 2 h, 09:00 2 h',
    ],
    [
      'the wall clock stays, in autumn',
      BERLIN,
      '2026-10-24 09:00',
      '2026-10-24 11:00',
      '09:00 2 h, 09:00 2 h, 09:00 2 h',
    ],
    [
      'a night is an hour shorter',
      NEW_YORK,
      '2026-03-06 22:00',
      '2026-03-07 06:00',
      '22:00 8 h, 22:00 7 h, 22:00 8 h',
    ],
    [
      'a night is an hour longer',
      BERLIN,
      '2026-10-23 22:00',
      '2026-10-24 06:00',
      '22:00 8 h, 22:00 9 h, 22:00 8 h',
    ],
    [
      'a time that does not exist moves forward',
      NEW_YORK,
      '2026-03-07 02:30',
      '2026-03-07 04:00',
      '02:30 1.5 h, 03:30 0.5 h, 02:30 1.5 h',
    ],
    [
      'a span that does not exist has no length',
      BERLIN,
      '2026-03-28 02:00',
      '2026-03-28 03:00',
      '02:00 1 h, 03:00 0 h, 02:00 1 h',
    ],
    [
      'a time that exists twice is the first',
      BERLIN,
      '2026-10-24 02:30',
      '2026-10-24 04:00',
      '02:30 1.5 h, 02:30 2.5 h, 02:30 1.5 h',
    ],
  ])('%s', (_, zone, ...[from, to, expected]) => {
    expect(walls(from, to, zone).join(', ')).toBe(expected)
  })

  test('a move goes by the wall clock, and leaves alone what does not move', () => {
    const before = span('2026-03-02 09:00', '2026-03-02 10:00', NEW_YORK)
    const shift = wallShift(before, span('2026-03-03 10:30', '2026-03-03 12:00', NEW_YORK), NEW_YORK)
    const after = shiftedSpan(span('2026-03-07 09:00', '2026-03-07 10:00', NEW_YORK), shift, NEW_YORK)
    expect(after).toEqual(span('2026-03-08 10:30', '2026-03-08 12:00', NEW_YORK))
    // The second 01:30 of the day: its name means the first.
    const second = {
      startsAt: span('2026-11-01 01:30', '2026-11-01 03:00', NEW_YORK).startsAt + HOUR_MS,
      endsAt: after.endsAt,
    }
    expect(shiftedSpan(second, { startBy: 0, endBy: 30 }, NEW_YORK).startsAt).toBe(second.startsAt)
  })
})

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const monday = (date: LocalDate) => addDays(date, 1 - weekdayOf(date))
const daysBetween = (a: LocalDate, b: LocalDate) => (Date.parse(b) - Date.parse(a)) / (24 * HOUR_MS)

/** The dates of a rule found by looking at every day. */
function naive(from: LocalDate, last: LocalDate, isIn: (date: LocalDate) => boolean): readonly LocalDate[] {
  const found: LocalDate[] = []
  for (let date = from; date <= last; date = addDays(date, 1)) if (isIn(date)) found.push(date)
  return found
}

/** Any rule, as the form's parts. */
type Rule =
  | { readonly freq: 'DAILY'; readonly interval: number }
  | { readonly freq: 'WEEKLY'; readonly interval: number; readonly days: readonly number[] }
  | { readonly freq: 'MONTHLY'; readonly day: number }
  | { readonly freq: 'NTH'; readonly nth: number; readonly weekday: number }

/** The rule as text, and how one sees whether a day is in it. */
function ruleOf(first: LocalDate, it: Rule): readonly [string, (date: LocalDate) => boolean] {
  if (it.freq === 'DAILY') {
    return [`FREQ=DAILY;INTERVAL=${it.interval}`, (on) => daysBetween(first, on) % it.interval === 0]
  }
  if (it.freq === 'WEEKLY') {
    const days = it.days.map((day) => WEEKDAYS[day - 1]).join(',')
    return [
      `FREQ=WEEKLY;INTERVAL=${it.interval};BYDAY=${days}`,
      (on) =>
        it.days.includes(weekdayOf(on)) && (daysBetween(monday(first), monday(on)) / 7) % it.interval === 0,
    ]
  }
  if (it.freq === 'MONTHLY') {
    return [`FREQ=MONTHLY;BYMONTHDAY=${it.day}`, (on) => Number(on.slice(8)) === it.day]
  }
  return [
    `FREQ=MONTHLY;BYDAY=${it.nth}${WEEKDAYS[it.weekday - 1]}`,
    (on) =>
      weekdayOf(on) === it.weekday &&
      (it.nth > 0
        ? Math.ceil(Number(on.slice(8)) / 7) === it.nth
        : addDays(on, 7).slice(0, 7) !== on.slice(0, 7)),
  ]
}

describe('looking at every day finds the same', () => {
  const zone = constantFrom(NEW_YORK, BERLIN, ORDOS)
  const date = integer({ min: 0, max: 800 }).map((days) => addDays('2025-06-01', days))
  const minutes = integer({ min: 0, max: 95 }).map((quarter) => quarter * 15)
  const time = (value: number) =>
    `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
  const start = record({ zone, date, minutes, length: integer({ min: 15, max: 600 }) })
  const rule = oneof(
    record({ freq: constant('DAILY' as const), interval: integer({ min: 1, max: 9 }) }),
    record({
      freq: constant('WEEKLY' as const),
      interval: integer({ min: 1, max: 4 }),
      days: uniqueArray(integer({ min: 1, max: 7 }), { minLength: 1 }),
    }),
    record({ freq: constant('MONTHLY' as const), day: integer({ min: 1, max: 31 }) }),
    record({
      freq: constant('NTH' as const),
      nth: constantFrom(1, 2, 3, 4, 5, -1),
      weekday: integer({ min: 1, max: 7 }),
    }),
  )

  test('for any rule, start and zone', () => {
    assert(
      property(start, rule, integer({ min: 0, max: 120 }), (from, it, days) => {
        const last = addDays(from.date, days)
        const until = `UNTIL=${last.replaceAll('-', '')}`
        const [rrule, isIn] = ruleOf(from.date, it)
        const startsAt = instantOf(from.date, time(from.minutes), from.zone)
        // A start that the clock skips is another time on the wall.
        pre(timeOf(startsAt, from.zone) === time(from.minutes))
        const wish = { startsAt, endsAt: startsAt + from.length * 60_000, timeZone: from.zone }
        const { occurrences } = expandRecurrence({ ...wish, rrule: `${rrule};${until}` })
        expect(occurrences.map((occurrence) => occurrence.date)).toEqual(naive(from.date, last, isIn))
        for (const occurrence of occurrences) {
          expect(occurrence.startsAt).toBe(instantOf(occurrence.date, time(from.minutes), from.zone))
          expect(dateOf(occurrence.startsAt, from.zone)).toBe(occurrence.date)
        }
      }),
      { numRuns: 400 },
    )
  })
})

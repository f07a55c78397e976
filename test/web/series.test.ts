/** How the form of a series becomes a rule, and what it keeps when the rule changes. */

import { expect, test } from 'vitest'
import { expandRecurrence } from '../../server/booking/rules/recurrence.ts'
import {
  countsOf,
  nthOfMonth,
  type Repeat,
  rescheduled,
  rruleOf,
  reruled,
  toggled,
  weeklyFrom,
} from '../../web/series/repeat.ts'

/** A Tuesday, the second of its month. */
const DATE = '2026-12-08'
const repeat = weeklyFrom(DATE)
const startsAt = Date.parse(`${DATE}T10:00:00+08:00`)
const span = { startsAt, endsAt: startsAt + 3_600_000 }

test.each<[string, Partial<Repeat>, string, readonly string[]]>([
  ['every week', {}, 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=4', ['2026-12-08', '2026-12-15']],
  [
    'every other day',
    { frequency: 'DAILY', interval: 2 },
    'FREQ=DAILY;INTERVAL=2;COUNT=4',
    ['2026-12-08', '2026-12-10'],
  ],
  [
    'on two weekdays until a day',
    { weekdays: [1, 4], end: 'until', until: '2026-12-20' },
    'FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH;UNTIL=20261220',
    ['2026-12-10', '2026-12-14'],
  ],
  [
    'on the same day of the month',
    { frequency: 'MONTHLY' },
    'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=8;COUNT=4',
    ['2026-12-08', '2027-01-08'],
  ],
  [
    'on the same weekday of the month',
    { frequency: 'MONTHLY', monthly: 'weekday' },
    'FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU;COUNT=4',
    ['2026-12-08', '2027-01-12'],
  ],
])('%s is a rule that the server can follow', (_, change, rrule, first) => {
  expect(rruleOf({ ...repeat, ...change }, DATE)).toBe(rrule)
  const { occurrences, problems } = expandRecurrence({ ...span, rrule, timeZone: 'Asia/Shanghai' })
  expect(problems).toEqual([])
  expect(occurrences.slice(0, 2).map((it) => it.date)).toEqual(first)
})

test('a fifth weekday of a month counts as the last', () => {
  expect(nthOfMonth('2026-12-29')).toEqual({ nth: -1, weekday: 2 })
  expect(nthOfMonth('2026-12-28')).toEqual({ nth: 4, weekday: 1 })
})

test('days are left out and taken back in, moved and moved back', () => {
  const out = toggled(repeat, DATE)
  expect([out.skipped, toggled(out, DATE).skipped]).toEqual([[DATE], []])
  const moved = rescheduled(rescheduled(repeat, DATE, span), DATE, { ...span, endsAt: span.endsAt + 1 })
  expect(moved.changed).toEqual([{ date: DATE, startsAt, endsAt: span.endsAt + 1 }])
  expect(rescheduled(moved, DATE, undefined).changed).toEqual([])
  expect(reruled(out, { interval: 2 })).toMatchObject({ interval: 2, skipped: [] })
})

test('counts what is free, refused and left out', () => {
  const one = (isExcluded: boolean, problems: readonly string[]) => ({ isExcluded, problems })
  expect(countsOf([one(false, []), one(false, ['x']), one(true, ['x'])])).toEqual({
    free: 1,
    refused: 1,
    skipped: 1,
  })
})

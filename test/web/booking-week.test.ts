/** The arithmetic of the calendar on screen. */

import { expect, test } from 'vitest'
import { anotherTimeHelps, officeHelps, repairedSpan } from '../../web/booking/repairs.ts'
import {
  agendaOf,
  busyClass,
  type Busy,
  clashes,
  closedDuring,
  daysOfWeek,
  hoursShown,
  mondayOf,
  nearestFree,
  shownSpans,
  spanOfWall,
  stepUp,
  timesOfDay,
  type Week,
  wallSpan,
  weekInterval,
  without,
} from '../../web/booking/week.ts'

const ZONE = 'Asia/Shanghai'
const HOUR_MS = 3_600_000

/** The moment of a wall-clock time on 2026-11-23, a Monday, or `day` days later. */
function at(time: string, day = 0): number {
  return Date.parse(`2026-11-23T${time}:00+08:00`) + day * 24 * HOUR_MS
}

function span(from: string, until: string, day = 0) {
  return { startsAt: at(from, day), endsAt: at(until, day) }
}

function busy(from: string, until: string, other: Partial<Busy> = {}) {
  const nobody = { kind: 'BOOKING', mine: false, bookingId: null, label: null, seats: 1 } as const
  return { ...span(from, until), ...nobody, blockedUntil: at(until), ...other }
}

function week(other: Partial<Week> = {}): Week {
  const { busy: taken = [] } = other
  const one = { capacity: 1, turnaroundMs: 0, busy: [], shown: taken }
  return {
    zone: ZONE,
    open: [span('08:30', '18:00')],
    free: [],
    unattended: [],
    reserved: [],
    holidays: [],
    ...one,
    ...other,
  }
}

test('a week runs from Monday to Sunday', () => {
  expect(mondayOf('2026-11-29')).toBe('2026-11-23')
  expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  expect(daysOfWeek('2026-12-02').at(0)).toBe('2026-11-30')
  expect(daysOfWeek('2026-12-02').at(-1)).toBe('2026-12-06')
  expect(weekInterval('2026-11-25', ZONE)).toEqual({ startsAt: at('00:00'), endsAt: at('00:00', 7) })
})

test('what is not open is closed, before, between and after', () => {
  const open = [span('08:30', '12:00'), span('14:00', '18:00')]
  expect(closedDuring({ startsAt: at('08:00'), endsAt: at('19:00') }, open)).toEqual([
    span('08:00', '08:30'),
    span('12:00', '14:00'),
    span('18:00', '19:00'),
  ])
})

test('a span clashes with what it overlaps, not with what it touches', () => {
  const taken = [busy('09:00', '10:00'), busy('11:00', '12:00', { kind: 'MAINTENANCE' })]
  expect(clashes(span('10:00', '11:00'), week({ busy: taken })).busy).toEqual([])
  expect(clashes(span('09:30', '11:30'), week({ busy: taken })).busy).toEqual(taken)
})

test('a span clashes with a turnaround, its own or that of another', () => {
  const taken = [{ ...busy('09:00', '10:00'), blockedUntil: at('10:30') }]
  const own = week({ busy: taken, turnaroundMs: HOUR_MS / 2 })
  expect(clashes(span('10:00', '11:00'), own).busy).toEqual(taken)
  expect(clashes(span('08:00', '09:00'), own).busy).toEqual(taken)
  expect(clashes(span('10:30', '11:00'), own).busy).toEqual([])
})

test('where there are several units a span clashes only when none is left', () => {
  const taken = [busy('09:00', '11:00'), busy('10:00', '12:00')]
  const two = week({ busy: taken, capacity: 2 })
  expect(clashes(span('09:00', '10:00'), two).busy).toEqual([])
  expect(clashes(span('09:30', '10:30'), two).busy).toEqual(taken)
})

test('units of others are counted, with their labels, and what is mine stands beside', () => {
  const mine = busy('10:00', '12:00', { mine: true, bookingId: 'b', label: '我的' })
  const all = busy('14:00', '15:00', { kind: 'MAINTENANCE', seats: 2, label: '保养' })
  const taken = [busy('09:00', '11:00', { label: '张三' }), mine, all]
  const occupancy = [
    { ...span('09:00', '10:00'), taken: 1 },
    { ...span('10:00', '11:00'), taken: 2 },
  ]
  const shown = shownSpans(taken, occupancy, 2)
  expect(shown.map((it) => [it.count?.taken, it.label])).toEqual([
    [1, '张三'],
    [2, '张三'],
    [undefined, '我的'],
    [undefined, '保养'],
  ])
  expect(shown.map(busyClass)).toEqual(['cal-part', 'cal-other', 'cal-mine', 'cal-maintenance'])
  expect(shownSpans(taken, [], 1)).toEqual(taken)
})

test('a booking being moved is not in its own way', () => {
  const own = busy('09:00', '10:00', { mine: true, bookingId: 'b1' })
  expect(clashes(span('09:30', '10:30'), week({ busy: [own] }), 'b1').busy).toEqual([])
})

test('a span that leaves the opening hours is partly closed', () => {
  expect(clashes(span('17:00', '18:30'), week()).closed).toBe(true)
  expect(clashes(span('17:00', '18:00'), week()).closed).toBe(false)
})

test('offers the nearest free spans of the same length, inside what is free', () => {
  const free = [span('08:30', '09:00'), span('10:00', '12:00'), span('16:00', '18:00')]
  expect(nearestFree(week({ free }), span('12:30', '13:30'), 2)).toEqual([
    span('11:00', '12:00'),
    span('16:00', '17:00'),
  ])
  expect(nearestFree(week({ free }), span('08:00', '11:00'), 2)).toEqual([])
})

test('offers times of day in steps, with midnight at both ends', () => {
  expect(timesOfDay(30)).toHaveLength(49)
  expect(timesOfDay(60).slice(0, 3)).toEqual(['00:00', '01:00', '02:00'])
  expect(timesOfDay(15).at(-1)).toBe('24:00')
})

test.each([
  [
    'on one day',
    span('09:00', '10:30'),
    { date: '2026-11-23', from: '09:00', untilDate: '2026-11-23', until: '10:30' },
  ],
  [
    'to midnight',
    { startsAt: at('22:00'), endsAt: at('00:00', 1) },
    { date: '2026-11-23', from: '22:00', untilDate: '2026-11-23', until: '24:00' },
  ],
  [
    'past midnight',
    { startsAt: at('22:00'), endsAt: at('02:00', 1) },
    { date: '2026-11-23', from: '22:00', untilDate: '2026-11-24', until: '02:00' },
  ],
])('a form shows a span %s and means the same span', (_name, interval, wall) => {
  expect(wallSpan(interval, ZONE)).toEqual(wall)
  expect(spanOfWall(wall, ZONE)).toEqual(interval)
})

test('rounds up to the next step', () => {
  expect(stepUp(at('09:01'), 15)).toBe(at('09:15'))
  expect(stepUp(at('09:15'), 15)).toBe(at('09:15'))
})

test('an agenda has free and taken time in order, and no free time in the past', () => {
  const lines = agendaOf(
    '2026-11-23',
    week({ busy: [busy('10:00', '11:00')], free: [span('08:30', '10:00'), span('11:00', '18:00')] }),
    at('09:07'),
  )
  expect(lines.map((it) => [it.startsAt, it.endsAt, it.busy?.kind])).toEqual([
    [at('09:15'), at('10:00'), undefined],
    [at('10:00'), at('11:00'), 'BOOKING'],
    [at('11:00'), at('18:00'), undefined],
  ])
})

test('a day has only its own part of what runs over midnight', () => {
  const night = { ...busy('22:00', '23:00'), endsAt: at('02:00', 1) }
  const [line] = agendaOf('2026-11-24', week({ busy: [night] }), at('00:00'))
  expect([line?.startsAt, line?.endsAt]).toEqual([at('00:00', 1), at('02:00', 1)])
})

test.each([
  ['office hours', [span('08:30', '17:30')], { from: '08:00', until: '18:00' }],
  ['long days', [span('06:30', '21:30')], { from: '06:00', until: '22:00' }],
  ['to midnight', [{ startsAt: at('09:00'), endsAt: at('00:00', 1) }], { from: '08:00', until: '24:00' }],
  ['over midnight', [{ startsAt: at('20:00'), endsAt: at('04:00', 1) }], { from: '00:00', until: '24:00' }],
  [
    'around the clock',
    [{ startsAt: at('00:00'), endsAt: at('00:00', 7) }],
    { from: '00:00', until: '24:00' },
  ],
])('shows the hours of %s', (_name, open, shown) => {
  expect(hoursShown(week({ open }))).toEqual(shown)
})

const LIMITS = { durationMinutesMin: 60, durationMinutesMax: 240, stepMinutes: 30 }

test.each([
  ['BOOKING_TOO_SHORT', span('09:00', '09:30'), span('09:00', '10:00')],
  ['BOOKING_SPAN_EMPTY', span('10:00', '09:00'), span('10:00', '11:00')],
  ['BOOKING_TOO_LONG', span('09:00', '17:00'), span('09:00', '13:00')],
  ['BOOKING_OFF_STEP', span('09:00', '10:10'), span('09:00', '10:30')],
  ['BOOKING_OFF_GRID', span('09:10', '10:10'), span('09:00', '10:00')],
])('offers against %s the nearest span without it', (code, wrong, right) => {
  expect(repairedSpan(code, wrong, LIMITS)).toEqual(right)
})

test('knows for which reasons another time or the institution helps', () => {
  expect(repairedSpan('BOOKING_OVERLAPS', span('09:00', '10:00'), LIMITS)).toBeUndefined()
  expect(anotherTimeHelps(['TARIFF_NOT_FOUND', 'BOOKING_OVERLAPS'])).toBe(true)
  expect(anotherTimeHelps(['INSTRUMENT_NOT_SHARED'])).toBe(false)
  expect(officeHelps('INSTRUMENT_NOT_SHARED')).toBe(true)
  expect(officeHelps('BOOKING_OVERLAPS')).toBe(false)
})

test('open time that the viewer cannot have is not free, and is drawn with why where nothing else is', () => {
  const open = [span('08:00', '18:00')]
  const known = week({ open, free: open, busy: [busy('09:00', '10:00')] })
  const seen = without(known, [{ ...span('07:00', '11:00'), word: '优先本单位人员' }])
  expect(seen.free).toEqual([span('11:00', '18:00')])
  const drawn = seen.shown.filter((it) => it.barred)
  expect(drawn.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))).toEqual([
    span('08:00', '09:00'),
    span('10:00', '11:00'),
  ])
  expect(drawn.map(busyClass)).toEqual(['cal-barred', 'cal-barred'])
  expect(drawn.map((it) => it.label)).toEqual(['优先本单位人员', '优先本单位人员'])
})

/** The keeper's board: rows by instrument, figures, who is late, where a booking stands on the day. */

import { describe, expect, test } from 'vitest'
import {
  byInstrument,
  dayFigures,
  historyOf,
  liveOf,
  place,
  rowAfter,
  standing,
} from '../../web/desk/day-board.ts'
import type { BookingState } from '../../web/gql/graphql.ts'

const at = (time: string) => `2026-11-23T${time}:00+08:00`
const now = (time: string) => Date.parse(at(time))

function booking(id: string, instrument: string, from: string, state: BookingState = 'CONFIRMED') {
  const nameZh = { a: '扫描电镜', b: '氨基酸分析仪' }[instrument] ?? instrument
  return { id, startsAt: at(from), endsAt: at('18:00'), state, instrument: { id: instrument, nameZh } }
}

test('puts bookings under their instruments by name, each by start', () => {
  const groups = byInstrument([
    booking('1', 'a', '14:00'),
    booking('2', 'b', '09:00'),
    booking('3', 'a', '08:00'),
  ])
  expect(groups.map((it) => [it.instrument.id, it.bookings.map((row) => row.id)])).toEqual([
    ['b', ['2']],
    ['a', ['3', '1']],
  ])
})

test('counts what stands, and what waits, is expected, in use and missed', () => {
  const states = [
    'REQUESTED',
    'CONFIRMED',
    'CONFIRMED',
    'IN_USE',
    'MISSED',
    'CANCELLED',
    'REJECTED',
    'COMPLETED',
  ] as const
  const figures = dayFigures(states.map((state, i) => booking(String(i), 'a', '09:00', state)))
  expect(figures).toEqual({ all: 6, requested: 1, expected: 2, inUse: 1, missed: 1 })
})

test.each([
  ['REQUESTED', true],
  ['CONFIRMED', true],
  ['IN_USE', true],
  ['COMPLETED', true],
  ['MISSED', true],
  ['CANCELLED', false],
  ['REJECTED', false],
] as const)('a booking that is %s stands: %s', (state, stands) => {
  expect(standing({ state })).toBe(stands)
})

describe('what the clock says', () => {
  const span = { startsAt: at('10:00'), endsAt: at('12:00') }

  test.each([
    ['CONFIRMED', '09:00', null],
    ['CONFIRMED', '09:45', { kind: 'soon', minutes: 15 }],
    ['CONFIRMED', '10:00', { kind: 'soon', minutes: 0 }],
    ['CONFIRMED', '10:07', { kind: 'late', minutes: 7 }],
    ['IN_USE', '11:30', { kind: 'remaining', minutes: 30 }],
    ['IN_USE', '12:00', { kind: 'remaining', minutes: 1 }],
    ['IN_USE', '13:30', { kind: 'overtime', minutes: 90 }],
    ['COMPLETED', '13:30', null],
    ['REQUESTED', '10:30', null],
  ] as const)('%s at %s', (state, time, said) => {
    expect(liveOf({ ...span, state }, now(time))).toEqual(said)
  })
})

test('places a booking on the strip of its day, clipped to it', () => {
  const day = { startsAt: now('00:00'), endsAt: now('00:00') + 86_400_000 }
  expect(place({ startsAt: at('06:00'), endsAt: at('12:00') }, day)).toEqual({ left: 25, width: 25 })
  const overnight = { startsAt: at('18:00'), endsAt: '2026-11-24T06:00:00+08:00' }
  expect(place(overnight, day)).toEqual({ left: 75, width: 25 })
})

test('counts how earlier bookings of one applicant ended', () => {
  const past = (state: BookingState, attendance: string | null, id = 'p') => ({
    state,
    person: { id },
    usage: attendance === null ? null : { attendance },
  })
  const bookings = [
    past('COMPLETED', 'NORMAL'),
    past('COMPLETED', 'LATE_OVERTIME'),
    past('MISSED', null),
    past('CANCELLED', null),
    past('COMPLETED', 'LATE', 'q'),
    { state: 'COMPLETED' as const, person: null, usage: null },
  ]
  expect(historyOf(bookings, 'p')).toEqual({ completed: 2, late: 1, overtime: 1, cancelled: 1, missed: 1 })
  expect(historyOf(bookings, undefined).completed).toBe(0)
})

test('looks at the next request once one is decided, at the one before when it was the last', () => {
  const ids = ['1', '2', '3']
  expect(rowAfter(ids, '2', ['2'])).toBe('3')
  expect(rowAfter(ids, '3', ['3'])).toBe('2')
  expect(rowAfter(ids, '2', ['2', '3'])).toBe('1')
  expect(rowAfter(ids, '1', ['3'])).toBe('1')
  expect(rowAfter(['1'], '1', ['1'])).toBeUndefined()
})

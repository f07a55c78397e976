/** Attendance, check-in and check-out: one row per case. */

import { describe, expect, test } from 'vitest'
import { type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import {
  attendance,
  checkInProblems,
  checkOutProblems,
  unexplainedProblems,
  isExternal,
} from '../../../server/usage/rules/attendance.ts'

/** Minutes; the booking is from 0 to 120. */
function minutes(from: number, to: number): Interval {
  return { startsAt: from * MINUTE_MS, endsAt: to * MINUTE_MS }
}

const codesOf = (problems: readonly { readonly code: string }[]) => problems.map((it) => it.code)

describe('attendance', () => {
  test.each`
    from     | to        | outcome
    ${0}     | ${120}    | ${'normal'}
    ${15}    | ${120}    | ${'normal'}
    ${15.01} | ${120}    | ${'late'}
    ${-30}   | ${120}    | ${'normal'}
    ${0}     | ${90}     | ${'normal'}
    ${0}     | ${89.99}  | ${'leave_early'}
    ${0}     | ${130}    | ${'normal'}
    ${0}     | ${130.01} | ${'overtime'}
    ${30}    | ${150}    | ${'late_overtime'}
    ${30}    | ${60}     | ${'late_leave_early'}
    ${-30}   | ${-10}    | ${'leave_early'}
    ${110}   | ${110}    | ${'late'}
  `('from $from to $to of 0 to 120 is $outcome', ({ from, to, outcome }) => {
    expect(attendance(minutes(0, 120), minutes(from, to))).toBe(outcome)
  })

  test('of nobody is missed', () => {
    expect(attendance(minutes(0, 120), null)).toBe('missed')
  })

  test('knows other tolerances', () => {
    const strict = { lateMs: 0, leaveEarlyMs: 0, overtimeMs: 0 }
    expect(attendance(minutes(0, 120), minutes(1, 121), strict)).toBe('late_overtime')
  })
})

describe('check-in', () => {
  test.each`
    state          | now      | isStaff  | inUseBy      | codes
    ${'confirmed'} | ${0}     | ${false} | ${undefined} | ${[]}
    ${'confirmed'} | ${-15}   | ${false} | ${undefined} | ${[]}
    ${'confirmed'} | ${-15.1} | ${false} | ${undefined} | ${['CHECK_IN_TOO_EARLY']}
    ${'confirmed'} | ${-60}   | ${true}  | ${undefined} | ${[]}
    ${'confirmed'} | ${-60.1} | ${true}  | ${undefined} | ${['CHECK_IN_TOO_EARLY']}
    ${'confirmed'} | ${119}   | ${false} | ${undefined} | ${[]}
    ${'confirmed'} | ${120}   | ${true}  | ${undefined} | ${['CHECK_IN_TOO_LATE']}
    ${'confirmed'} | ${-20}   | ${false} | ${'b0'}      | ${['INSTRUMENT_IN_USE', 'CHECK_IN_TOO_EARLY']}
    ${'requested'} | ${0}     | ${true}  | ${undefined} | ${['BOOKING_NOT_CONFIRMED']}
    ${'missed'}    | ${90}    | ${true}  | ${undefined} | ${['BOOKING_NOT_CONFIRMED']}
    ${'in_use'}    | ${0}     | ${true}  | ${'b1'}      | ${['BOOKING_NOT_CONFIRMED']}
  `('at $now of a $state booking by staff $isStaff: $codes', ({ state, now, isStaff, inUseBy, codes }) => {
    const booking = { id: 'b1', state, ...minutes(0, 120) }
    expect(codesOf(checkInProblems(booking, { now: now * MINUTE_MS, isStaff, inUseBy }))).toEqual(codes)
  })
})

describe('check-out', () => {
  test.each`
    state          | samples      | note               | codes
    ${'in_use'}    | ${null}      | ${null}            | ${[]}
    ${'in_use'}    | ${0}         | ${'正常'}          | ${[]}
    ${'in_use'}    | ${1_000_001} | ${'x'.repeat(501)} | ${['SAMPLES_INVALID', 'TEXT_TOO_LONG']}
    ${'confirmed'} | ${-1}        | ${null}            | ${['BOOKING_NOT_IN_USE', 'SAMPLES_INVALID']}
    ${'completed'} | ${1.5}       | ${null}            | ${['BOOKING_NOT_IN_USE', 'SAMPLES_INVALID']}
  `('of a $state booking with $samples samples: $codes', ({ state, samples, note, codes }) => {
    expect(codesOf(checkOutProblems({ id: 'b1', state, endsAt: 1 }, { samples, note }))).toEqual(codes)
  })
})

describe('a use that a keeper ends', () => {
  test.each`
    booked | used   | note      | codes
    ${120} | ${120} | ${null}   | ${[]}
    ${120} | ${90}  | ${null}   | ${[]}
    ${120} | ${89}  | ${null}   | ${['USE_UNEXPLAINED']}
    ${120} | ${89}  | ${'停电'} | ${[]}
    ${120} | ${89}  | ${'  '}   | ${['USE_UNEXPLAINED']}
    ${120} | ${151} | ${null}   | ${['USE_UNEXPLAINED']}
    ${480} | ${360} | ${null}   | ${[]}
    ${480} | ${359} | ${null}   | ${['USE_UNEXPLAINED']}
    ${30}  | ${1}   | ${null}   | ${[]}
  `('after $used of $booked minutes, noting $note: $codes', ({ booked, used, note, codes }) => {
    expect(codesOf(unexplainedProblems(minutes(0, booked), used * MINUTE_MS, [note, null]))).toEqual(codes)
  })
})

test.each`
  owner    | customer  | external
  ${'lab'} | ${'lab'}  | ${false}
  ${'lab'} | ${'firm'} | ${true}
  ${'lab'} | ${null}   | ${true}
`('a customer of $customer is external at $owner: $external', ({ owner, customer, external }) => {
  expect(isExternal(owner, customer)).toBe(external)
})

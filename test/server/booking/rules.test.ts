/** Why a span can or cannot be booked: one row per case. */

import { describe, expect, test } from 'vitest'
import {
  type BookingFacts,
  bookingProblems,
  limitText,
} from '../../../server/booking/rules/booking-problems.ts'
import { maintenanceProblems } from '../../../server/booking/rules/maintenance.ts'
import {
  changeProblems,
  decisionProblems,
  isNoShow,
  stateOfNew,
} from '../../../server/booking/rules/states.ts'
import { fittedSpan, freedTime, type TakenTime } from '../../../server/booking/rules/taken-time.ts'
import { DEFAULT_POLICY } from '../../../server/catalog/rules/policy.ts'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { problemText } from '../../../server/kernel/problem.ts'

/** Midnight in Ordos; times in this file are hours after it. */
const MIDNIGHT = Date.UTC(2026, 0, 1, 16)

function hours(from: number, to: number): Interval {
  return { startsAt: MIDNIGHT + from * HOUR_MS, endsAt: MIDNIGHT + to * HOUR_MS }
}

function taken(id: string, from: number, to: number, more: Partial<TakenTime> = {}): TakenTime {
  const it = hours(from, to)
  return { id, kind: 'booking', ...it, blockedUntil: it.endsAt, ...more }
}

/** At hour 0, an instrument open from 8 to 20, an hour to eight in half hours, two hours ahead; taken from 10 to 12, in maintenance from 16 to 17. */
const facts: BookingFacts = {
  now: MIDNIGHT,
  instrument: {
    institutionId: 'lab',
    state: 'approved',
    shareMode: 'external',
    runStatus: 'normal',
    timeZone: 'Asia/Shanghai',
    policy: {
      ...DEFAULT_POLICY,
      durationMsMin: HOUR_MS,
      durationMsMax: 8 * HOUR_MS,
      stepMs: 30 * MINUTE_MS,
      noticeMsMin: 9 * HOUR_MS,
      horizonMs: 2 * DAY_MS,
    },
  },
  customerInstitutionId: 'firm',
  isStaff: false,
  open: [hours(8, 20), hours(32, 44), hours(56, 68)],
  taken: [taken('b1', 10, 12), taken('m1', 16, 17, { kind: 'maintenance' })],
}

type More = { readonly isStaff?: boolean; readonly turnaround?: number; readonly now?: number }

function judged(span: Interval, { isStaff = false, turnaround = 0, now = 0 }: More = {}) {
  const { instrument } = facts
  const policy = { ...instrument.policy, turnaroundMs: turnaround * HOUR_MS }
  const took = facts.taken.map((it) => ({
    ...it,
    blockedUntil: it.endsAt + (it.kind === 'booking' ? policy.turnaroundMs : 0),
  }))
  const now_ = MIDNIGHT + now * HOUR_MS
  return bookingProblems(span, {
    ...facts,
    now: now_,
    isStaff,
    instrument: { ...instrument, policy },
    taken: took,
  })
}

const codesOf = (problems: readonly { readonly code: string }[]) => problems.map((it) => it.code)

describe('a span', () => {
  test.each`
    from     | to       | more                                | codes
    ${12}    | ${14}    | ${{}}                               | ${[]}
    ${13}    | ${14.5}  | ${{}}                               | ${[]}
    ${12}    | ${12}    | ${{}}                               | ${['BOOKING_SPAN_EMPTY']}
    ${13}    | ${12}    | ${{}}                               | ${['BOOKING_SPAN_EMPTY']}
    ${12}    | ${12.5}  | ${{}}                               | ${['BOOKING_TOO_SHORT']}
    ${11}    | ${13}    | ${{}}                               | ${['BOOKING_OVERLAPS']}
    ${9}     | ${13}    | ${{}}                               | ${['BOOKING_OVERLAPS']}
    ${10.5}  | ${11.5}  | ${{}}                               | ${['BOOKING_OVERLAPS']}
    ${15}    | ${17}    | ${{}}                               | ${['BOOKING_OVERLAPS_MAINTENANCE']}
    ${17}    | ${18}    | ${{}}                               | ${[]}
    ${12}    | ${14}    | ${{ turnaround: 1 }}                | ${['BOOKING_IN_TURNAROUND']}
    ${13}    | ${14}    | ${{ turnaround: 1 }}                | ${[]}
    ${13}    | ${15}    | ${{ turnaround: 1 }}                | ${[]}
    ${13}    | ${15.5}  | ${{ turnaround: 1 }}                | ${['BOOKING_IN_TURNAROUND']}
    ${12}    | ${14}    | ${{ turnaround: 1, isStaff: true }} | ${[]}
    ${13}    | ${15.5}  | ${{ turnaround: 1, isStaff: true }} | ${[]}
    ${11}    | ${13}    | ${{ isStaff: true }}                | ${['BOOKING_OVERLAPS']}
    ${15}    | ${17}    | ${{ isStaff: true }}                | ${['BOOKING_OVERLAPS_MAINTENANCE']}
    ${19}    | ${21}    | ${{}}                               | ${['BOOKING_OUTSIDE_OPENING_HOURS']}
    ${19}    | ${21}    | ${{ isStaff: true }}                | ${[]}
    ${19}    | ${20}    | ${{}}                               | ${[]}
    ${12.25} | ${13.25} | ${{}}                               | ${['BOOKING_OFF_GRID']}
    ${12}    | ${13.25} | ${{}}                               | ${['BOOKING_OFF_STEP']}
    ${12.25} | ${13.5}  | ${{ isStaff: true }}                | ${['BOOKING_OFF_STEP', 'BOOKING_OFF_GRID']}
    ${8}     | ${9}     | ${{}}                               | ${['BOOKING_NOTICE_TOO_SHORT']}
    ${9}     | ${10}    | ${{}}                               | ${[]}
    ${8}     | ${9}     | ${{ isStaff: true }}                | ${[]}
    ${56}    | ${57}    | ${{}}                               | ${['BOOKING_BEYOND_HORIZON']}
    ${56}    | ${57}    | ${{ isStaff: true }}                | ${[]}
    ${56}    | ${57}    | ${{ now: 9 }}                       | ${[]}
    ${12}    | ${13}    | ${{ now: 12.5 }}                    | ${['BOOKING_IN_PAST']}
    ${12}    | ${13}    | ${{ now: 12.5, isStaff: true }}     | ${['BOOKING_IN_PAST']}
    ${12}    | ${13}    | ${{ now: 12, isStaff: true }}       | ${[]}
    ${12}    | ${21}    | ${{ isStaff: true }}                | ${['BOOKING_OVERLAPS_MAINTENANCE', 'BOOKING_TOO_LONG']}
    ${5.25}  | ${20.5}  | ${{}}                               | ${['BOOKING_OVERLAPS', 'BOOKING_OVERLAPS_MAINTENANCE', 'BOOKING_OUTSIDE_OPENING_HOURS', 'BOOKING_TOO_LONG', 'BOOKING_OFF_STEP', 'BOOKING_OFF_GRID', 'BOOKING_NOTICE_TOO_SHORT']}
  `('from $from to $to with $more: $codes', ({ from, to, more, codes }) => {
    expect(codesOf(judged(hours(from, to), more))).toEqual(codes)
  })

  test('far longer than any booking is compared with its first two weeks only', () => {
    const problems = judged({ startsAt: MIDNIGHT + 12 * HOUR_MS, endsAt: MIDNIGHT + 100 * 365 * DAY_MS })
    expect(codesOf(problems)).toEqual([
      'BOOKING_OVERLAPS_MAINTENANCE',
      'BOOKING_OUTSIDE_OPENING_HOURS',
      'BOOKING_TOO_LONG',
      'BOOKING_LONGER_THAN_ANY',
      'BOOKING_BEYOND_HORIZON',
    ])
  })

  test('is refused with the names of those in the way and limits that can be read', () => {
    const [overlap, turnaround] = judged(hours(11, 15.5), { turnaround: 1 })
    expect([overlap?.refs, turnaround?.refs]).toEqual([['b1'], ['m1']])
    const [long] = judged(hours(18, 18.5))
    expect(long && problemText(long, 'zh-CN')).toBe('时长不得少于 1 小时。')
    expect(long && problemText(long, 'en')).toBe('A booking must last 1 h at least.')
  })
})

describe('an instrument', () => {
  test.each`
    more                               | customer  | isStaff  | codes
    ${{}}                              | ${null}   | ${false} | ${[]}
    ${{ state: 'draft' }}              | ${'firm'} | ${false} | ${['INSTRUMENT_NOT_PUBLISHED']}
    ${{ state: 'withdrawn' }}          | ${'lab'}  | ${true}  | ${['INSTRUMENT_NOT_PUBLISHED']}
    ${{ shareMode: 'internal' }}       | ${'firm'} | ${false} | ${['INSTRUMENT_NOT_SHARED']}
    ${{ shareMode: 'internal' }}       | ${null}   | ${false} | ${['INSTRUMENT_NOT_SHARED']}
    ${{ shareMode: 'internal' }}       | ${'lab'}  | ${false} | ${[]}
    ${{ shareMode: 'none' }}           | ${'lab'}  | ${false} | ${['INSTRUMENT_NOT_SHARED']}
    ${{ shareMode: 'none' }}           | ${'lab'}  | ${true}  | ${[]}
    ${{ runStatus: 'await_repair' }}   | ${'lab'}  | ${true}  | ${['INSTRUMENT_OUT_OF_ORDER']}
    ${{ runStatus: 'await_scrap' }}    | ${'firm'} | ${false} | ${['INSTRUMENT_OUT_OF_ORDER']}
    ${{ runStatus: 'frequent_fault' }} | ${'firm'} | ${false} | ${[]}
  `('with $more is for $customer, staff $isStaff: $codes', ({ more, customer, isStaff, codes }) => {
    const instrument = { ...facts.instrument, ...more }
    const problems = bookingProblems(hours(12, 13), {
      ...facts,
      instrument,
      customerInstitutionId: customer,
      isStaff,
    })
    expect(codesOf(problems)).toEqual(codes)
  })
})

describe('maintenance', () => {
  test.each`
    from  | to          | now   | codes
    ${12} | ${16}       | ${0}  | ${[]}
    ${12} | ${12}       | ${0}  | ${['BOOKING_SPAN_EMPTY']}
    ${9}  | ${18}       | ${0}  | ${['MAINTENANCE_COVERS_BOOKINGS', 'MAINTENANCE_OVERLAPS']}
    ${12} | ${13}       | ${13} | ${['MAINTENANCE_OVER']}
    ${12} | ${13}       | ${12} | ${[]}
    ${18} | ${24 * 400} | ${0}  | ${['MAINTENANCE_TOO_LONG']}
  `('from $from to $to at $now: $codes', ({ from, to, now, codes }) => {
    expect(codesOf(maintenanceProblems(hours(from, to), facts.taken, MIDNIGHT + now * HOUR_MS))).toEqual(
      codes,
    )
  })
})

describe('a booking', () => {
  test.each`
    state          | now    | change                 | decide
    ${'requested'} | ${9.9} | ${[]}                  | ${[]}
    ${'confirmed'} | ${9.9} | ${[]}                  | ${['BOOKING_NOT_REQUESTED']}
    ${'confirmed'} | ${10}  | ${['BOOKING_STARTED']} | ${['BOOKING_NOT_REQUESTED']}
    ${'in_use'}    | ${9.9} | ${['BOOKING_STARTED']} | ${['BOOKING_NOT_REQUESTED']}
    ${'completed'} | ${9.9} | ${['BOOKING_OVER']}    | ${['BOOKING_NOT_REQUESTED']}
    ${'missed'}    | ${12}  | ${['BOOKING_OVER']}    | ${['BOOKING_NOT_REQUESTED']}
    ${'rejected'}  | ${9}   | ${['BOOKING_OVER']}    | ${['BOOKING_NOT_REQUESTED']}
    ${'cancelled'} | ${9}   | ${['BOOKING_OVER']}    | ${['BOOKING_NOT_REQUESTED']}
  `('that is $state at $now can be changed $change, decided $decide', ({ state, now, change, decide }) => {
    const booking = { id: 'b1', state, ...hours(10, 12) }
    expect(codesOf(changeProblems(booking, MIDNIGHT + now * HOUR_MS))).toEqual(change)
    expect(codesOf(decisionProblems(booking))).toEqual(decide)
  })

  test.each`
    steps               | state
    ${[]}               | ${'confirmed'}
    ${['pi']}           | ${'requested'}
    ${['pi', 'keeper']} | ${'requested'}
  `('begins $state where $steps are asked', ({ steps, state }) => {
    expect(stateOfNew(steps)).toBe(state)
  })

  test.each`
    state          | minutes | missed
    ${'confirmed'} | ${60}   | ${false}
    ${'confirmed'} | ${60.1} | ${true}
    ${'confirmed'} | ${9999} | ${true}
    ${'requested'} | ${61}   | ${false}
    ${'in_use'}    | ${61}   | ${false}
  `('$state, $minutes minutes after its start, is missed: $missed', ({ state, minutes, missed }) => {
    const { startsAt } = hours(10, 12)
    expect(isNoShow({ state, startsAt }, startsAt + minutes * MINUTE_MS)).toBe(missed)
  })

  test.each`
    after            | freed
    ${hours(8, 11)}  | ${[hours(11, 14)]}
    ${hours(10, 16)} | ${[hours(8, 10)]}
    ${hours(9, 13)}  | ${[hours(8, 9), hours(13, 14)]}
    ${hours(7, 15)}  | ${[]}
    ${hours(20, 22)} | ${[hours(8, 14)]}
    ${null}          | ${[hours(8, 14)]}
  `('frees exactly what it no longer holds: $freed', ({ after, freed }) => {
    expect(freedTime(hours(8, 14), after)).toEqual(freed)
  })
})

test('a span of staff ends its turnaround where the next begins, and cuts the one before it', () => {
  const around = [taken('before', 8, 10, { blockedUntil: hours(0, 11).endsAt }), taken('after', 12.5, 14)]
  expect(fittedSpan(hours(10, 12), HOUR_MS, around)).toEqual({
    blocked: { ...hours(10, 12.5), busyUntil: hours(10, 12).endsAt },
    cut: ['before'],
  })
  expect(fittedSpan(hours(10, 12), HOUR_MS, [])).toEqual({
    blocked: { ...hours(10, 13), busyUntil: hours(10, 12).endsAt },
    cut: [],
  })
})

test.each`
  ms                | text
  ${30 * MINUTE_MS} | ${'30 min'}
  ${8 * HOUR_MS}    | ${'8 h'}
  ${90 * MINUTE_MS} | ${'1 h 30 min'}
  ${DAY_MS}         | ${'24 h'}
  ${14 * DAY_MS}    | ${'14 d'}
  ${0}              | ${'0 min'}
`('$ms ms reads $text', ({ ms, text }) => {
  expect(limitText(ms)).toBe(text)
})

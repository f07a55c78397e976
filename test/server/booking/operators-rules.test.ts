/** Who operates an instrument for others: whether one is needed, who is chosen, and what an absence may cover. */

import { describe, expect, test } from 'vitest'
import {
  absenceProblems,
  allotted,
  attendedTime,
  OPERATORS_MAX,
  operationFor,
  type OperationFacts,
  operationProblems,
  type OperatorTime,
  unattendedTime,
} from '../../../server/booking/rules/operators.ts'
import { DAY_MS } from '../../../server/kernel/interval.ts'
import { span } from '../../support/bookings.ts'

const facts: OperationFacts = { demand: 'offered', operatorIds: ['a', 'b'], taken: [], isAsked: true }
const customer = { isStaff: false, timeZone: 'Asia/Shanghai' }
const wanted = span('10:00', '12:00')

function time(operatorId: string, from: string, to: string, more: Partial<OperatorTime> = {}): OperatorTime {
  return { operatorId, id: `${operatorId} ${from}`, kind: 'booking', ...span(from, to), ...more }
}

const codes = (problems: readonly { readonly code: string }[]) => problems.map((it) => it.code)

describe('an operator', () => {
  test('is wanted where he is asked for, or where the instrument demands one of a customer', () => {
    const free = (more: Partial<OperationFacts>, isStaff = false) =>
      operationFor(wanted, { ...facts, ...more }, { ...customer, isStaff }).free.length > 0
    expect(free({ isAsked: true })).toBe(true)
    expect(free({ isAsked: null })).toBe(false)
    expect(free({ isAsked: null, demand: 'required' })).toBe(true)
    expect(free({ isAsked: null, demand: 'required' }, true)).toBe(false)
    expect(free({ isAsked: true, demand: 'required' }, true)).toBe(true)
  })

  test('cannot be refused where the instrument demands one, but by its staff', () => {
    const without = { ...facts, demand: 'required', isAsked: false } as const
    expect(codes(operationFor(wanted, without, customer).problems)).toEqual(['OPERATOR_REQUIRED'])
    expect(operationFor(wanted, without, { ...customer, isStaff: true }).problems).toEqual([])
  })

  test('cannot be had where nobody operates the instrument for others', () => {
    const none = { ...facts, demand: null }
    expect(codes(operationFor(wanted, none, customer).problems)).toEqual(['OPERATOR_NOT_OFFERED'])
  })

  test('is whoever is free; nobody is free who does anything else or is away in a part of the time', () => {
    const busy = [time('a', '11:59', '13:00'), time('b', '00:00', '10:01', { kind: 'maintenance' })]
    expect(codes(operationFor(wanted, { ...facts, taken: busy }, customer).problems)).toEqual([
      'OPERATOR_BUSY',
    ])
    const near = [time('a', '12:00', '13:00'), time('b', '09:00', '10:30')]
    expect(operationFor(wanted, { ...facts, taken: near }, customer).free).toEqual(['a'])
  })

  test('is who has the fewest bookings on that day, then the first by id; who does it already goes on', () => {
    expect(operationFor(wanted, facts, customer).free).toEqual(['a', 'b'])
    const taken = [time('a', '14:00', '15:00')]
    expect(operationFor(wanted, { ...facts, taken }, customer).free).toEqual(['b', 'a'])
    expect(operationFor(wanted, { ...facts, taken }, { ...customer, current: 'a' }).free).toEqual(['a', 'b'])
    const elsewhen = [
      time('a', '14:00', '15:00', { kind: 'maintenance' }),
      { ...time('a', '14:00', '15:00'), ...span('14:00', '15:00', '2026-01-03') },
    ]
    expect(operationFor(wanted, { ...facts, taken: elsewhen }, customer).free).toEqual(['a', 'b'])
  })

  test('is missing when all are taken, however often one of them is', () => {
    const taken = [
      time('a', '09:00', '11:00'),
      time('a', '10:00', '12:00', { kind: 'use' }),
      time('b', '10:30', '13:00'),
    ]
    expect(unattendedTime({ ...facts, taken })).toEqual([span('10:30', '12:00')])
    expect(attendedTime([span('08:00', '14:00')], { ...facts, taken })).toEqual([
      [span('08:00', '09:00'), span('12:00', '14:00')],
      [span('08:00', '10:30'), span('13:00', '14:00')],
    ])
  })
})

describe('several things at once', () => {
  const at = (candidates: readonly string[], it = wanted) => ({ ...it, candidates })

  test('get the operators that leave one for all', () => {
    expect(allotted([at(['a', 'b']), at(['a'])])).toEqual(['b', 'a'])
    expect(allotted([at(['a', 'b', 'c']), at(['a', 'b']), at(['a'])])).toEqual(['c', 'b', 'a'])
    expect(allotted([at(['a']), at(['a'], span('12:00', '13:00'))])).toEqual(['a', 'a'])
  })

  test('get none where two need the same one', () => {
    expect(allotted([at(['a']), at(['a'], span('11:00', '13:00'))])).toBeUndefined()
  })
})

describe('what is set', () => {
  test('names somebody of the institution where one may be asked for, and not too many', () => {
    expect(operationProblems(null, [], [])).toEqual([])
    expect(codes(operationProblems('offered', [], []))).toEqual(['OPERATORS_MISSING'])
    expect(codes(operationProblems('required', ['x'], ['x']))).toEqual(['OPERATOR_OF_ANOTHER_INSTITUTION'])
    const many = Array.from({ length: OPERATORS_MAX + 1 }, (_, i) => `p${i}`)
    expect(codes(operationProblems('offered', many, []))).toEqual(['OPERATORS_TOO_MANY'])
  })

  test('an absence covers no booking and no other absence, and is not over', () => {
    const now = span('08:00', '09:00').startsAt
    expect(absenceProblems(wanted, [time('a', '12:00', '13:00')], now)).toEqual([])
    expect(absenceProblems(wanted, [time('a', '11:00', '13:00')], now)).toMatchObject([
      { code: 'ABSENCE_COVERS_BOOKINGS', refs: ['a 11:00'] },
    ])
    const away = time('a', '11:00', '13:00', { kind: 'maintenance' })
    expect(codes(absenceProblems(wanted, [away], now))).toEqual(['ABSENCE_OVERLAPS'])
    expect(codes(absenceProblems(wanted, [], wanted.endsAt))).toEqual(['ABSENCE_IN_PAST'])
    const long = { ...wanted, endsAt: wanted.startsAt + 400 * DAY_MS }
    expect(codes(absenceProblems(long, [], now))).toEqual(['ABSENCE_TOO_LONG'])
    expect(codes(absenceProblems(span('10:00', '10:00'), [], now))).toEqual(['BOOKING_SPAN_EMPTY'])
  })
})

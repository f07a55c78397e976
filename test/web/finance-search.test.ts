/** The books in the URL: months, sides, and what they ask of the API. */

import { expect, test } from 'vitest'
import {
  addMonths,
  chargeFilter,
  fenOfYuan,
  financeSearch,
  monthInterval,
  monthsToChoose,
  statablePeriod,
  statementFilter,
  statementSearch,
} from '../../web/finance/finance-search.ts'
import { periodText } from '../../web/finance/period.ts'

test.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-03', -15, '2024-12'],
])('%s and %i months is %s', (month, count, other) => {
  expect(addMonths(month, count)).toBe(other)
})

test('a month starts and ends at midnight in Beijing', () => {
  const { startsAt, endsAt } = monthInterval('2026-12')
  expect(new Date(startsAt).toISOString()).toBe('2026-11-30T16:00:00.000Z')
  expect(new Date(endsAt).toISOString()).toBe('2026-12-31T16:00:00.000Z')
})

test('a month can be stated when it is over, and before that until yesterday', () => {
  expect(statablePeriod('2026-10', '2026-11-22')).toEqual(monthInterval('2026-10'))
  expect(statablePeriod('2026-11', '2026-11-22')).toEqual({
    startsAt: '2026-11-01T00:00:00+08:00',
    endsAt: '2026-11-22T00:00:00+08:00',
  })
  expect(statablePeriod('2026-11', '2026-11-01')).toBeUndefined()
  expect(statablePeriod('2026-12', '2026-11-22')).toBeUndefined()
})

test('offers two years up to this month, and a picked month outside of them', () => {
  expect(monthsToChoose('2026-11', '2026-10')).toHaveLength(24)
  expect(monthsToChoose('2026-11', '2026-10')[0]).toBe('2026-11')
  expect(monthsToChoose('2026-11', '2020-01').at(-1)).toBe('2020-01')
})

test('leaves out of a URL what is no month, side or state', () => {
  expect(financeSearch({ month: '2026-13', side: 'both', state: 'LOST', at: 7, x: 1 })).toEqual({ at: '7' })
  expect(financeSearch({ month: '2026-11', side: 'payer', state: 'OPEN', other: 'a' })).toEqual({
    month: '2026-11',
    side: 'payer',
    state: 'OPEN',
    other: 'a',
  })
  expect(statementSearch({ state: 'OPEN' })).toEqual({})
})

test('asks for charges from the side that is shown', () => {
  const facts = { at: 'own', month: '2026-11', state: 'OPEN' as const }
  expect(chargeFilter({ other: 'it' }, facts)).toMatchObject({
    providerId: 'own',
    payerId: 'it',
    state: 'OPEN',
  })
  expect(chargeFilter({ side: 'payer', other: 'it' }, facts)).toMatchObject({
    payerId: 'own',
    providerId: 'it',
  })
})

test('asks for every institution where none is chosen', () => {
  const filter = chargeFilter({}, { at: undefined, month: '2026-11', state: undefined })
  expect(Object.keys(filter)).toEqual(['during'])
  expect(statementFilter({}, undefined)).toEqual({})
})

test.each([
  [12.34, 1_234],
  [0.29, 29],
  [1.005, 100],
  [1_234_567.89, 123_456_789],
])('%f yuan are %i fen', (yuan, fen) => {
  expect(fenOfYuan(yuan)).toBe(fen)
})

test('a whole month is written as one, anything else by its days', () => {
  expect(periodText(monthInterval('2026-11'))).toBe('2026-11')
  expect(periodText({ startsAt: '2026-11-01T00:00:00+08:00', endsAt: '2026-11-16T00:00:00+08:00' })).toBe(
    '2026-11-01 – 2026-11-15',
  )
})

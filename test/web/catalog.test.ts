/** The catalog's question in the URL, the facets beside it, and the words of opening hours. */

import { expect, test } from 'vitest'
import {
  catalogFilter,
  catalogSearch,
  catalogSort,
  categoryLevel,
  categoryShown,
  conditionCount,
  highlighted,
} from '../../web/catalog/catalog-search.ts'
import { findDays, findSearch, findSpan } from '../../web/catalog/find-time.ts'
import { openingRows, weekdayRange } from '../../web/catalog/opening-rows.ts'

test('keeps of a URL what is a question, and leaves out the rest', () => {
  expect(
    catalogSearch({
      q: '羊绒 细度',
      district: 150602,
      share: 'EVERYBODY',
      sort: 'newest',
      utm: 'x',
      category: '',
    }),
  ).toEqual({ q: '羊绒 细度', district: '150602', sort: 'newest' })
})

test.each([
  [{ day: '2026-11-23', from: '09:00', to: '12:00' }, true],
  [{ day: '2026-11-23', from: '09:00', to: '24:00' }, true],
  [{ day: '2026-11-23', from: '12:00', to: '09:00' }, false],
  [{ day: '2026-13-40', from: '09:00', to: '12:00' }, false],
  [{ day: '2026-11-23', from: '9', to: '12:00' }, false],
  [{ day: '2026-11-23', from: '09:00' }, false],
])('takes %o as a span only when it is whole and forward: %s', (search, whole) => {
  expect(catalogSearch(search)).toEqual(whole ? search : {})
})

test('asks for a span of Beijing time, the end of the day included', () => {
  expect(catalogFilter({ day: '2026-12-31', from: '20:00', to: '24:00' }).freeDuring).toEqual({
    startsAt: '2026-12-31T20:00:00+08:00',
    endsAt: '2027-01-01T00:00:00+08:00',
  })
})

test('asks for nothing when nothing narrows', () => {
  expect(catalogFilter({})).toEqual({})
})

test.each([
  [{}, 'NAME'],
  [{ q: '电镜' }, 'RELEVANCE'],
  [{ q: '电镜', sort: 'name' }, 'NAME'],
  [{ q: '电镜', sort: 'newest' }, 'NEWEST'],
] as const)('orders %o by %s', (search, sort) => {
  expect(catalogSort(search)).toBe(sort)
})

test('counts conditions, not words', () => {
  expect(
    conditionCount({ q: '电镜', district: '150602', day: '2026-11-23', from: '09:00', to: '10:00' }),
  ).toBe(2)
})

test('shows the first level of categories and below it only the chosen branch', () => {
  const codes = ['010000', '010100', '010101', '010200', '020000', '020100']
  expect(codes.map(categoryLevel)).toEqual([1, 2, 3, 2, 1, 2])
  expect(codes.filter((it) => categoryShown(it, undefined))).toEqual(['010000', '020000'])
  expect(codes.filter((it) => categoryShown(it, '010100'))).toEqual([
    '010000',
    '010100',
    '010101',
    '010200',
    '020000',
  ])
})

test.each([
  ['扫描电镜 SU8600', '电镜', ['扫描', '电镜', ' SU8600']],
  ['扫描电镜 SU8600', 'su8600 扫描', ['', '扫描', '电镜 ', 'SU8600', '']],
  ['X(射线)', '(射', ['X', '(射', '线)']],
  ['扫描电镜', undefined, ['扫描电镜']],
])('marks in %s the words %s', (text, words, pieces) => {
  expect(highlighted(text, words)).toEqual(pieces)
})

test('puts neighbouring weekdays with the same hours into one row', () => {
  const windows = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, opensAt: '14:00', closesAt: '18:00' },
    { weekday, opensAt: '08:30', closesAt: '12:00' },
  ])
  expect(openingRows([...windows, { weekday: 7, opensAt: '09:00', closesAt: '12:00' }])).toEqual([
    { weekdays: [1, 2, 3, 4, 5], times: ['08:30–12:00', '14:00–18:00'] },
    { weekdays: [6], times: [] },
    { weekdays: [7], times: ['09:00–12:00'] },
  ])
})

test('names three or more weekdays in a row as a range', () => {
  expect(weekdayRange([1, 2, 3, 4, 5], String, '至')).toBe('1至5')
  expect(weekdayRange([6, 7], String, '至')).toBe('6 7')
  expect(weekdayRange([1, 3, 5], String, '至')).toBe('1 3 5')
})

test.each([
  [{ find: 180 }, { find: '180' }],
  [
    { find: '180', when: 'next', mine: 'only', order: 'price' },
    { find: '180', when: 'next', mine: 'only', order: 'price' },
  ],
  [
    { find: '60', days: 'work', hours: 'day' },
    { find: '60', days: 'work', hours: 'day' },
  ],
  [{ find: '60', days: '3', hours: '9-5' }, { find: '60' }],
  [{ find: '0' }, {}],
  [{ find: 'long', when: 'next' }, {}],
  [{ when: 'next', mine: 'only' }, {}],
  [{ find: '60', when: 'dates' }, { find: '60' }],
  [{ find: '60', when: 'dates', since: '2026-11-25', until: '2026-11-24' }, { find: '60' }],
  [{ find: '60', when: 'dates', since: '2026-11-01', until: '2026-11-30' }, { find: '60' }],
  [
    { find: '60', when: 'dates', since: '2026-11-24', until: '2026-11-25' },
    { find: '60', when: 'dates', since: '2026-11-24', until: '2026-11-25' },
  ],
])('takes of %o only what is a search for time', (search, kept) => {
  expect(findSearch(search)).toEqual(kept)
})

test.each([
  [{}, '2026-11-25', ['2026-11-25', '2026-11-29']],
  [{}, '2026-11-29', ['2026-11-29', '2026-11-29']],
  [{}, '2026-11-30', ['2026-11-30', '2026-12-06']],
  [{ when: 'today' }, '2026-11-25', ['2026-11-25', '2026-11-25']],
  [{ when: 'next' }, '2026-11-29', ['2026-11-30', '2026-12-06']],
  [{ when: 'dates', since: '2026-12-24', until: '2026-12-31' }, '2026-11-25', ['2026-12-24', '2026-12-31']],
] as const)('looks with %o on %s at the days %o', (search, today, days) => {
  expect(findDays(search, today)).toEqual(days)
  expect(findSpan({ when: 'today' }, '2026-12-31').endsAt).toBe('2027-01-01T00:00:00+08:00')
})

/** The city's pages: a line of the audit log in words, and an institution's request. */

import { expect, test } from 'vitest'
import { applicationInput, EMPTY_APPLICATION } from '../../web/city/application.ts'
import { detailPairs, isKnownAction } from '../../web/city/audit-words.ts'

test.each([
  [
    '{"state":"approved","note":null}',
    [
      ['state', 'approved'],
      ['note', '—'],
    ],
  ],
  ['{"roles":["keeper"]}', [['roles', '["keeper"]']]],
  ['{}', []],
  ['', []],
  ['null', []],
  ['"done"', [['', 'done']]],
  ['not json', [['', 'not json']]],
])('reads the detail %s', (detail, pairs) => {
  expect(detailPairs(detail)).toEqual(pairs)
})

test('knows the actions that have a word of their own', () => {
  expect(isKnownAction('bookInstrument')).toBe('bookInstrument')
  expect(isKnownAction('somethingNew')).toBeUndefined()
})

test('an application is trimmed, and what is empty is left out', () => {
  const input = applicationInput({
    ...EMPTY_APPLICATION,
    nameZh: ' 某公司 ',
    contactEmail: ' ',
    nameEn: 'Co',
  })
  expect(input).toMatchObject({ nameZh: '某公司', contactEmail: null, nameEn: 'Co', district: '' })
})

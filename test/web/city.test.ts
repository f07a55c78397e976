/** The city's pages: a line of the audit log in words, and an institution's request. */

import { expect, test } from 'vitest'
import { applicationInput, EMPTY_APPLICATION } from '../../web/city/application.ts'
import { ACTIONS, detailPairs, known } from '../../web/city/audit-words.ts'

const WRITING = {
  moment: (instant: number) => `@${instant}`,
  money: (fen: number) => `¥${fen / 100}`,
  word: (value: string) => `〈${value}〉`,
}

test.each([
  [
    '{"state":"approved","note":null}',
    [
      ['state', '〈approved〉'],
      ['note', '—'],
    ],
  ],
  ['{"roles":["keeper"]}', [['roles', '〈keeper〉']]],
  ['{"after":{"startsAt":1,"endsAt":2}}', [['after', '@1 – @2']]],
  [
    '{"totalFen":1234,"count":3}',
    [
      ['totalFen', '¥12.34'],
      ['count', '3'],
    ],
  ],
  ['{"policy":{"stepMs":1800000,"approval":"none"}}', [['policy', 'stepMs 30 min, approval none']]],
  ['{}', []],
  ['', []],
  ['null', []],
  ['"done"', [['', 'done']]],
  ['not json', [['', 'not json']]],
])('reads the detail %s', (detail, pairs) => {
  expect(detailPairs(detail, WRITING)).toEqual(pairs)
})

test('knows the actions that have a word of their own', () => {
  expect(known(ACTIONS, 'bookInstrument')).toBe('bookInstrument')
  expect(known(ACTIONS, 'somethingNew')).toBeUndefined()
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

/** A token is believed only as we wrote it. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSame, payloadOf, signed } from '../../../server/feed/secrets.ts'

test('a signed text comes back, with the same secret only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, secret, other) => {
      const payload = text.toWellFormed()
      const token = signed(payload, secret)
      expect(token).toMatch(/^[\w-]*\.[\w-]{43}$/)
      expect(payloadOf(token, secret)).toBe(payload)
      fc.pre(secret !== other)
      expect(payloadOf(token, other)).toBeUndefined()
    }),
  )
})

test('no other text is believed', () => {
  const token = signed('["ListRecords"]', 'secret')
  const [body, signature] = token.split('.')
  const forged = `${Buffer.from('["ListSets"]').toString('base64url')}.${signature}`
  for (const text of [
    '',
    '.',
    token.slice(1),
    token.slice(0, -1),
    `${token}.x`,
    `${body}.`,
    `.${signature}`,
    forged,
  ]) {
    expect(payloadOf(text, 'secret')).toBeUndefined()
  }
})

test('secrets of different lengths are compared too', () => {
  expect(isSame('a', 'a')).toBe(true)
  expect(isSame('a', 'aa')).toBe(false)
  expect(isSame('', 'a')).toBe(false)
})

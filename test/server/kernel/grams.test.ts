/** Search tokens: whatever is part of a text is found by it. */

import { array, assert, constantFrom, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gramsOfQuery, gramsOfText } from '../../../server/kernel/grams.ts'

const finds = (text: string, query: string) => {
  const grams = new Set(gramsOfText(text))
  return gramsOfQuery(query).every((it) => grams.has(it))
}

const chinese = array(constantFrom(...Array.from('光学纤维直径分析仪羊绒细度𠮷')), {
  minLength: 1,
  maxLength: 20,
})
const sign = constantFrom(' ', '，', '-', '（', '/', '\n')
const word = string({ unit: constantFrom(...Array.from('abcXYZ019éß')), minLength: 1, maxLength: 20 })

test('every piece of a Chinese text finds it', () => {
  assert(
    property(
      chinese,
      integer({ min: 0, max: 19 }),
      integer({ min: 1, max: 20 }),
      (characters, from, length) => {
        const piece = characters
          .slice(from % characters.length)
          .slice(0, length)
          .join('')
        expect(finds(characters.join(''), piece)).toBe(true)
      },
    ),
  )
})

test('every beginning of two letters and more finds a word, in any case and width', () => {
  assert(
    property(word, integer({ min: 2, max: 20 }), sign, (it, length, between) => {
      const text = `羊绒${between}${it}`
      expect(finds(text, it.slice(0, Math.max(length, 2)))).toBe(true)
      expect(finds(text, it.toUpperCase())).toBe(finds(text.toUpperCase(), it))
    }),
  )
})

test('words are found in any order, and only when all are there', () => {
  assert(
    property(array(word, { minLength: 1, maxLength: 5 }), sign, (words, between) => {
      const text = words.join(between)
      expect(finds(text, words.toReversed().join(' '))).toBe(true)
      expect(finds(text, `${words.join(' ')} q`)).toBe(false)
    }),
  )
})

test('tokens are given once', () => {
  assert(
    property(string(), (text) => {
      for (const grams of [gramsOfText(text), gramsOfQuery(text)])
        expect(new Set(grams).size).toBe(grams.length)
    }),
  )
})

describe('a text', () => {
  const text = '场发射扫描电子显微镜 Apreo 2 S（ＳＥＭ），1 kV 分辨率'
  test.each([
    ['扫描', true],
    ['电镜', false],
    ['描电子', true],
    ['镜', true],
    ['apr', true],
    ['APREO', true],
    ['sem', true],
    ['2', true],
    ['preo', false],
    ['电子 apreo', true],
    ['电子apreo', true],
    ['镜分辨', false],
    ['', true],
    ['，', true],
  ])('is found by %s: %s', (query, expected) => {
    expect(finds(text, query)).toBe(expected)
  })
})

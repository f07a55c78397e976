/** Whatever a text holds, the XML around it stays well-formed, and the text comes back. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { element, leaf, xmlDocument } from '../../../server/feed/rules/xml.ts'

test.each([
  ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
  [']]>', ']]&gt;'],
  ['"quoted"', '"quoted"'],
  ['羊绒 细度 🐑', '羊绒 细度 🐑'],
  ['line\nline', 'line\nline'],
  ['bell\u0007 and null\u0000', 'bell and null'],
  ['half \uD83D pair', 'half \uFFFD pair'],
  ['not a character \uFFFF', 'not a character '],
])('the text %j is written as %j', (text, markup) => {
  expect(element('a', text).markup).toBe(`<a>${markup}</a>`)
})

test('attributes keep their line breaks and quotes', () => {
  expect(element('a', [], { b: 'x"\n<&' }).markup).toBe('<a b="x&quot;&#10;&lt;&amp;"/>')
})

test('leaves out what is not there', () => {
  expect(element('a', [null, leaf('b', null), leaf('c', ''), leaf('d', 'x')], { e: undefined }).markup).toBe(
    '<a><d>x</d></a>',
  )
})

test('never mistakes a text for markup', () => {
  expect(element('a', [element('b', '<c/>')]).markup).toBe('<a><b>&lt;c/&gt;</b></a>')
})

test('documents of any texts are well-formed and canonical reading gives the texts back', async () => {
  const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 300, seed: 7 })
  const root = element(
    'all',
    texts.map((text) => element('each', text, { same: text })),
  )
  const { normalized, errors } = await validateXML({
    xml: { fileName: 'all.xml', contents: xmlDocument(root) },
    normalization: 'c14n',
  })
  expect(errors).toEqual([])
  expect(normalized.match(/<each /g)).toHaveLength(300)
})

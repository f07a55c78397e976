/** Cursor pages: walking them gives every row once, whatever the page size. */

import { array, assert, constantFrom, integer, option, property, string, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import {
  pageOf,
  type PageRequest,
  PAGE_SIZE,
  PAGE_SIZE_MAX,
  pageRequest,
} from '../../../server/kernel/page.ts'

type Row = { readonly name: string; readonly id: number }

const rows = uniqueArray(integer({ min: 0, max: 1000 }), { maxLength: 30 }).chain((ids) =>
  array(constantFrom('甲', '乙', 'a', 'ÿ"'), { minLength: ids.length, maxLength: ids.length }).map((names) =>
    ids.map((id, i): Row => ({ id, name: names[i] ?? '' })),
  ),
)

const isBefore = (a: Row, b: Row) => (a.name === b.name ? a.id < b.id : a.name < b.name)

/** What a query would give: the rows after the key, one more than the page holds. */
const rowsAfter = (all: readonly Row[], { after, limit }: PageRequest) => {
  const [name, id] = after ?? []
  const last = { name: String(name), id: Number(id) }
  return all.filter((it) => after === undefined || isBefore(last, it)).slice(0, limit + 1)
}

test('pages of any size hold every row once, in order', () => {
  assert(
    property(rows, integer({ min: 1, max: 7 }), (unsorted, first) => {
      const all = unsorted.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))
      const walked: Row[] = []
      for (let after: string | null = null, more = true; more;) {
        const request = pageRequest({ first, after })
        const page = pageOf(rowsAfter(all, request), request, (it) => [it.name, it.id])
        walked.push(...page.edges.map((it) => it.node))
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null)
        expect(page.edges.length).toBeLessThanOrEqual(first)
        more = page.pageInfo.hasNextPage
        after = page.pageInfo.endCursor
      }
      expect(walked).toEqual(all)
    }),
  )
})

test('a page size is kept between 1 and its bound', () => {
  assert(
    property(option(integer()), (first) => {
      const { limit } = pageRequest({ first })
      expect(limit >= 1 && limit <= PAGE_SIZE_MAX).toBe(true)
    }),
  )
  expect(pageRequest({}).limit).toBe(PAGE_SIZE)
  expect(pageRequest({ first: 50 }, 10).limit).toBe(10)
  expect(pageRequest({}, 10).limit).toBe(10)
})

test('any text may stand for a cursor, and one that cannot be read begins at the beginning', () => {
  assert(
    property(string(), (after) => {
      const { after: key } = pageRequest({ after })
      expect(key === undefined || Array.isArray(key)).toBe(true)
    }),
  )
  expect(pageRequest({ after: 'nonsense' }).after).toBeUndefined()
  expect(pageRequest({ after: btoa('{"a":1}') }).after).toBeUndefined()
  expect(pageRequest({ after: btoa('[["a"]]') }).after).toBeUndefined()
})

test('an empty page has no cursors', () => {
  const request = pageRequest({})
  expect(pageOf<Row>([], request, (it) => [it.id])).toEqual({
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  })
})

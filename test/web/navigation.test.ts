/** Who is offered which places, and reading search parameters. */

import { expect, test } from 'vitest'
import { chosen, dayOf, oneOf, textOf } from '../../web/data/search.ts'
import { hasRole, institutionsOf, type Viewer } from '../../web/data/viewer.ts'
import type { Role } from '../../web/gql/graphql.ts'
import { bottomPlaces, placesOf } from '../../web/shell/nav.ts'

const HOME = { id: 'i1', nameZh: '甲单位', nameEn: null }

function viewerWith(...roles: Role[]): Viewer {
  return {
    id: 'p1',
    email: 'p1@example.cn',
    nameZh: '苏日娜',
    nameEn: null,
    isDemo: true,
    institution: HOME,
    grants: roles.map((role, i) => ({ id: `g${i}`, role, institution: HOME })),
  }
}

test.each([
  ['nobody signed in', null, ['instruments', 'timeline']],
  ['a researcher', viewerWith('RESEARCHER'), ['instruments', 'timeline', 'bookings']],
  ['a keeper', viewerWith('KEEPER'), ['instruments', 'timeline', 'bookings', 'desk', 'manage']],
  ['finance', viewerWith('FINANCE'), ['instruments', 'timeline', 'bookings', 'finance']],
  ['a reviewer', viewerWith('REVIEWER'), ['instruments', 'timeline', 'bookings', 'city', 'statistics']],
])('%s is offered their places', (_name, viewer, keys) => {
  expect(placesOf(viewer).map((it) => it.key)).toEqual(keys)
})

function bottomKeys(viewer: Viewer | null) {
  return bottomPlaces(placesOf(viewer)).map((it) => it.key)
}

test('a phone shows at most four places: the catalog and first what is only the viewer’s', () => {
  expect(bottomKeys(null)).toEqual(['instruments', 'timeline'])
  expect(bottomKeys(viewerWith('RESEARCHER'))).toEqual(['instruments', 'timeline', 'bookings'])
  expect(bottomKeys(viewerWith('KEEPER'))).toEqual(['instruments', 'bookings', 'desk', 'manage'])
})

test('knows the roles of a viewer and where they hold', () => {
  const viewer = viewerWith('KEEPER', 'FINANCE')
  expect(hasRole(viewer, ['MANAGER', 'FINANCE'])).toBe(true)
  expect(hasRole(viewer, ['AUDITOR'])).toBe(false)
  expect(hasRole(null, ['KEEPER'])).toBe(false)
  expect(institutionsOf(viewer, ['KEEPER', 'FINANCE'])).toEqual([HOME])
})

test('reads of a URL only what fits', () => {
  const search = { q: ' ', n: 1234, day: '2026-02-30', good: '2026-02-28', sort: 'up' }
  expect(textOf(search, 'q')).toBeUndefined()
  expect(textOf(search, 'n')).toBe('1234')
  expect(dayOf(search, 'good')).toBe('2026-02-28')
  expect(dayOf({ day: '28.2.2026' }, 'day')).toBeUndefined()
  expect(oneOf(search, 'sort', ['down'])).toBeUndefined()
  expect(chosen({ a: 1, b: undefined })).toEqual({ a: 1 })
})

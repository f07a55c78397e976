/** Whose books a viewer sees, and what they may do there. */

import { expect, test } from 'vitest'
import type { Viewer } from '../../web/data/viewer.ts'
import { placeOf } from '../../web/finance/place.ts'
import type { Role } from '../../web/gql/graphql.ts'

const institution = (id: string) => ({ id, nameZh: id, nameEn: id })

function viewer(...grants: readonly (readonly [Role, string | null])[]): Viewer {
  return {
    id: 'p',
    email: 'p@example.org',
    nameZh: '某人',
    nameEn: null,
    isDemo: false,
    institution: null,
    grants: grants.map(([role, id], i) => ({
      id: String(i),
      role,
      institution: id === null ? null : institution(id),
    })),
  }
}

test('finance issues, waives and sees the ledger of its own institution', () => {
  expect(placeOf(viewer(['FINANCE', 'a']), undefined)).toMatchObject({
    at: 'a',
    citywide: false,
    mayIssue: true,
    mayWaive: true,
    maySeeLedger: true,
  })
})

test('a manager waives, and neither issues nor sees the ledger', () => {
  expect(placeOf(viewer(['MANAGER', 'a']), undefined)).toMatchObject({
    mayIssue: false,
    mayWaive: true,
    maySeeLedger: false,
  })
})

test('another institution in the URL than one’s own counts only for the city', () => {
  expect(placeOf(viewer(['FINANCE', 'a'], ['FINANCE', 'b']), 'b').at).toBe('b')
  expect(placeOf(viewer(['FINANCE', 'a']), 'b').at).toBe('a')
  expect(placeOf(viewer(['AUDITOR', null]), 'b').at).toBe('b')
})

test('the auditor sees all books and the ledger, and changes nothing', () => {
  expect(placeOf(viewer(['AUDITOR', null]), undefined)).toMatchObject({
    at: undefined,
    citywide: true,
    mayIssue: false,
    mayWaive: false,
    maySeeLedger: true,
  })
})

/** Which places the navigation offers to whom, most used first. */

import type { Role } from '../gql/graphql.ts'
import { hasRole, type Viewer } from '../data/viewer.ts'

/** Everybody sees a place without `roles`; `signedIn` places need a viewer. */
type Place = {
  readonly key:
    | 'instruments'
    | 'timeline'
    | 'bookings'
    | 'desk'
    | 'manage'
    | 'finance'
    | 'statistics'
    | 'city'
  readonly to:
    | '/instruments'
    | '/timeline'
    | '/bookings'
    | '/desk'
    | '/manage'
    | '/finance'
    | '/statistics'
    | '/city'
  readonly roles?: readonly Role[]
  readonly signedIn?: true
}

const PLACES: readonly Place[] = [
  { key: 'instruments', to: '/instruments' },
  { key: 'timeline', to: '/timeline' },
  { key: 'bookings', to: '/bookings', signedIn: true },
  { key: 'desk', to: '/desk', roles: ['KEEPER', 'MANAGER'] },
  { key: 'manage', to: '/manage', roles: ['KEEPER', 'MANAGER'] },
  { key: 'finance', to: '/finance', roles: ['FINANCE', 'MANAGER'] },
  { key: 'city', to: '/city', roles: ['REVIEWER', 'ADMINISTRATOR', 'AUDITOR'] },
  { key: 'statistics', to: '/statistics', roles: ['REVIEWER', 'ADMINISTRATOR', 'AUDITOR', 'MANAGER'] },
]

/** Whether a page is a place or lies under it; the front page is the catalog. */
export function isAt(to: Place['to'], path: string): boolean {
  return path === to || path.startsWith(`${to}/`) || (path === '/' && to === '/instruments')
}

/** The places of a viewer, in the order of the desktop's navigation. */
export function placesOf(viewer: Viewer | null | undefined): readonly Place[] {
  return PLACES.filter(
    (place) => (!place.roles || hasRole(viewer, place.roles)) && (!place.signedIn || Boolean(viewer)),
  )
}

/** At most four for a phone's bottom bar: the catalog, then what only this viewer has; the rest is under 更多. */
export function bottomPlaces(places: readonly Place[]): readonly Place[] {
  const first = places.filter((it) => it.key === 'instruments')
  const own = places.filter((it) => it.roles)
  const others = places.filter((it) => !it.roles && it.key !== 'instruments').toReversed()
  const picked = [...first, ...own, ...others].slice(0, 4)
  return places.filter((it) => picked.includes(it))
}

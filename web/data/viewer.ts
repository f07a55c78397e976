/** Who is looking at the page, and what kinds of work are theirs. What they may do is the server's word alone. */

import { useQuery } from '@tanstack/react-query'
import type { Role, ViewerQuery } from '../gql/graphql.ts'
import { ViewerDocument } from './operations.ts'
import { queryOf } from './query.ts'

export type Viewer = NonNullable<ViewerQuery['viewer']>

/** `viewer` is undefined while unknown and null when nobody is signed in. */
export function useViewer() {
  const { data, isPending, error, refetch } = useQuery({
    ...queryOf(ViewerDocument, {}),
    staleTime: 5 * 60_000,
  })
  return { viewer: data?.viewer, pending: isPending, error, retry: () => void refetch() }
}

/** True when the viewer holds one of the roles anywhere. */
export function hasRole(viewer: Viewer | null | undefined, roles: readonly Role[]): boolean {
  return viewer?.grants.some((grant) => roles.includes(grant.role)) ?? false
}

/** The institutions at which the viewer holds one of the roles, each once, in the order of the grants. */
export function institutionsOf(viewer: Viewer, roles: readonly Role[]) {
  const found = new Map<string, NonNullable<Viewer['institution']>>()
  for (const { role, institution } of viewer.grants) {
    if (institution && roles.includes(role)) found.set(institution.id, institution)
  }
  return [...found.values()]
}

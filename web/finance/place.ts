/** Whose books a viewer sees, and what of them is theirs to change. */

import { hasRole, institutionsOf, type Viewer } from '../data/viewer.ts'
import type { Role } from '../gql/graphql.ts'

/** Who may open the finance pages. */
export const FINANCE_ROLES: readonly Role[] = ['FINANCE', 'MANAGER', 'ADMINISTRATOR', 'AUDITOR']

const CITY: readonly Role[] = ['ADMINISTRATOR', 'AUDITOR']

export type Place = {
  /** The institution whose books are shown; undefined means all that the viewer may see. */
  readonly at: string | undefined
  /** Institutions to choose from by the viewer's roles there. */
  readonly own: readonly NonNullable<Viewer['institution']>[]
  /** The viewer may choose any institution, or none. */
  readonly citywide: boolean
  readonly mayIssue: boolean
  readonly mayWaive: boolean
  readonly maySeeLedger: boolean
}

/** `picked` is the institution in the URL; another than the viewer's own counts only for the city. */
export function placeOf(viewer: Viewer, picked: string | undefined): Place {
  const own = institutionsOf(viewer, ['FINANCE', 'MANAGER'])
  const citywide = hasRole(viewer, CITY)
  const known = picked !== undefined && (citywide || own.some((it) => it.id === picked))
  const at = known ? picked : own[0]?.id
  const holds = (roles: readonly Role[]) =>
    at !== undefined && institutionsOf(viewer, roles).some((it) => it.id === at)
  return {
    at,
    own,
    citywide,
    mayIssue: holds(['FINANCE']),
    mayWaive: holds(['FINANCE', 'MANAGER']),
    maySeeLedger: citywide || holds(['FINANCE']),
  }
}

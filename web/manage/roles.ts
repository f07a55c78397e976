/** The roles that a person can hold at an institution. */

import type { Role } from '../gql/graphql.ts'

export const INSTITUTION_ROLES = [
  'RESEARCHER',
  'KEEPER',
  'MANAGER',
  'FINANCE',
] as const satisfies readonly Role[]

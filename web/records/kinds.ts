/** The kinds of use, in the order in which they are offered. */

import type { UsageKind } from '../gql/graphql.ts'

export const KINDS: readonly UsageKind[] = [
  'USE',
  'TRAINING',
  'TEACHING',
  'COMMISSIONED',
  'ANALYSIS',
  'MAINTENANCE',
]

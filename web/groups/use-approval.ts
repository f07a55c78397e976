/** Who is asked for a booking: where a member books for another of his group, its leader whatever the instrument says. */

import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../data/query.ts'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { MyGroupDocument } from './operations.ts'

export type AskingPolicy = Pick<
  NonNullable<InstrumentQuery['instrument']>['policy'],
  'approval' | 'mayOverride'
>

const WITH_LEADER = { NONE: 'PI', PI: 'PI', KEEPER: 'BOTH', BOTH: 'BOTH' } as const

export function useApproval(
  { approval, mayOverride }: AskingPolicy,
  forPersonId: string | undefined,
): AskingPolicy['approval'] {
  const isForColleague = forPersonId !== undefined && !mayOverride
  const { data } = useQuery({ ...queryOf(MyGroupDocument, {}), enabled: isForColleague })
  const asksLeader = isForColleague && data?.myResearchGroup?.led === false
  return asksLeader ? WITH_LEADER[approval] : approval
}

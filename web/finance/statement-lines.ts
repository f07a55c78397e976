/** Reading a whole list, page after page, for what must be complete to be of use. */

import { useQuery } from '@tanstack/react-query'
import { execute, hashOf } from '../data/execute.ts'
import type { FinanceStatementChargesQuery } from '../gql/graphql.ts'
import { FinanceStatementChargesDocument } from './operations.ts'

type Connection = NonNullable<FinanceStatementChargesQuery['statement']>['charges']
export type StatementLines = Pick<Connection, 'totalCount' | 'totalFen'> & {
  readonly charges: readonly Connection['edges'][number]['node'][]
}

/** As many as the API lets us ask for with all that is read of each. */
const PAGE = 50

async function readAll(id: string, signal: AbortSignal): Promise<StatementLines> {
  const charges: Connection['edges'][number]['node'][] = []
  let after: string | null = null
  for (;;) {
    const data: FinanceStatementChargesQuery = await execute(
      FinanceStatementChargesDocument,
      { id, first: PAGE, after },
      signal,
    )
    const page = data.statement?.charges
    if (!page) return { totalCount: 0, totalFen: 0, charges }
    charges.push(...page.edges.map((it) => it.node))
    if (!page.pageInfo.hasNextPage) return { totalCount: page.totalCount, totalFen: page.totalFen, charges }
    after = page.pageInfo.endCursor
  }
}

/** Every charge on a statement, in the statement's order. */
export function useStatementLines(id: string) {
  return useQuery({
    queryKey: [hashOf(FinanceStatementChargesDocument), id, 'all'],
    queryFn: ({ signal }) => readAll(id, signal),
  })
}

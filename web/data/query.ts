/** Reading: `useQuery(queryOf(document, variables))` for one answer, `usePages(…)` for a list that grows. */

import { infiniteQueryOptions, keepPreviousData, queryOptions, useInfiniteQuery } from '@tanstack/react-query'
import type { TypedDocumentString } from '../gql/graphql.ts'
import { execute, hashOf } from './execute.ts'

/** What a query needs, keyed by operation and variables. Spread it to add `enabled` or `placeholderData`. */
export function queryOf<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) {
  return queryOptions({
    queryKey: [hashOf(document), variables],
    queryFn: ({ signal }) => execute(document, variables, signal),
  })
}

type Connection<Node> = {
  readonly edges: readonly { readonly node: Node }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** How to read a list: where the connection is in the answer, and whether to ask at all. */
type Paging<Data, C> = { readonly connection: (data: Data) => C; readonly enabled?: boolean }

/** What reading a connection page by page needs; the same for the page that shows it and the route that fetches ahead. */
export function pagesOf<Data, Variables extends { after?: string | null | undefined }>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  connection: (data: Data) => Connection<unknown>,
) {
  return infiniteQueryOptions({
    queryKey: [hashOf(document), variables, 'pages'],
    queryFn: ({ pageParam, signal }) => execute(document, { ...variables, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Data) => {
      const { hasNextPage, endCursor } = connection(last).pageInfo
      return hasNextPage ? endCursor : undefined
    },
  })
}

/** A Relay connection page by page: all nodes so far, the first page's answer, and how to get more. */
export function usePages<
  Data,
  Variables extends { after?: string | null | undefined },
  Node,
  C extends Connection<Node>,
>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { connection, enabled = true }: Paging<Data, C & Connection<Node>>,
) {
  const pages = useInfiniteQuery({
    ...pagesOf(document, variables, connection),
    placeholderData: keepPreviousData,
    enabled,
  })
  const all = pages.data?.pages ?? []
  return {
    nodes: all.flatMap((page) => connection(page).edges.map((edge): C['edges'][number]['node'] => edge.node)),
    first: all[0],
    pending: pages.isPending,
    refreshing: pages.isPlaceholderData,
    error: pages.error,
    retry: () => void pages.refetch(),
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    more: () => void pages.fetchNextPage(),
  }
}

/** The one cache of server state: patient with the network, never with a refusal. */

import { QueryCache, QueryClient } from '@tanstack/react-query'
import { NetworkError, SignInRequired } from './errors.ts'
import { askToSignIn } from './sign-in-prompt.ts'

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      if (error instanceof SignInRequired) void readAgainAfterSignIn()
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => error instanceof NetworkError && count < 2,
    },
    mutations: { retry: false },
  },
})

async function readAgainAfterSignIn(): Promise<void> {
  if (await askToSignIn()) await queryClient.invalidateQueries()
}

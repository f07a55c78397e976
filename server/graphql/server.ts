/** The GraphQL server: limits, persisted operations, masked errors. The schema and the context are given. */

import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import type { GraphQLSchema } from 'graphql'
import { createYoga, maskError, type YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Context } from '../context.ts'
import { useCompiledOperations } from './compiled.ts'
import { useRejections } from './rejections.ts'

const ALIASES_MAX = 30
const TOKENS_MAX = 4_000

export type GraphqlParts = {
  readonly schema: GraphQLSchema
  readonly log: Logger
  /** The web app's operations by SHA-256 hash. */
  readonly persisted: ReadonlyMap<string, string>
  /** The path where it is served; `/graphql` unless told. */
  readonly endpoint?: string
}

export function graphqlServer({
  schema,
  log,
  persisted,
  endpoint,
}: GraphqlParts): YogaServerInstance<Context, object> {
  return createYoga<Context>({
    schema,
    graphqlEndpoint: endpoint ?? '/graphql',
    landingPage: false,
    graphiql: false,
    logging: false,
    batching: false,
    cors: false,
    multipart: false,
    maskedErrors: {
      maskError: (error, message, isDev) => {
        const masked = maskError(error, message, isDev)
        if (masked !== error) log.error({ err: error }, 'unexpected error in an operation')
        return masked
      },
      isDev: false,
    },
    plugins: [
      useRejections(),
      useCompiledOperations(),
      maxAliasesPlugin({ n: ALIASES_MAX, allowList: ['__typename'] }),
      maxTokensPlugin({ n: TOKENS_MAX }),
      usePersistedOperations({
        allowArbitraryOperations: true,
        skipDocumentValidation: true,
        getPersistedOperation: (hash) => persisted.get(hash) ?? null,
      }),
    ],
  })
}

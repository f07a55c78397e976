/** What a loadable type needs around a room's `…ByIds` query. */

import { GraphQLError } from 'graphql'

/** Rows in the order of their ids; an id without a row fails only the field that asked for it. */
export async function foundOrError<T>(rows: Promise<readonly (T | undefined)[]>): Promise<(T | Error)[]> {
  return (await rows).map((it) => it ?? new GraphQLError('Not found.', { extensions: { code: 'NOT_FOUND' } }))
}

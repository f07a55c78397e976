/**
 * Statements of PostgreSQL that are planned once for each connection. Most of what a small statement costs there is being
 * read and planned; one that comes again is given a name, under which the server keeps its plan.
 */

import type { PoolClient } from 'pg'

/** So many are named; what comes later is planned each time. Lists of other lengths make texts that never come again. */
const NAMES_MAX = 400
const SEEN_MAX = 4_000

type Ask = (query: unknown, values?: readonly unknown[]) => Promise<unknown>

/** What a new connection of one pool is given to: from then on it names statements from their second sight on. */
export function namingStatements(): (client: PoolClient) => void {
  const seen = new Set<string>()
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const name = names.get(text)
    if (name !== undefined || names.size === NAMES_MAX) return name
    if (seen.delete(text)) names.set(text, `s${names.size}`)
    else if (seen.size < SEEN_MAX) seen.add(text)
    else seen.clear()
    return names.get(text)
  }
  return (client) => {
    const ask = client.query.bind(client) as Ask
    let generation = 0
    const askByName: Ask = async (query, values = []) => {
      const text = typeof query === 'string' && values.length > 0 ? query : undefined
      const name = text && nameOf(text)
      if (name === undefined) return ask(query, values)
      try {
        return await ask({ name: `${name}_${generation}`, text, values })
      } catch (error) {
        if (!isOutdated(error)) throw error
        generation += 1
        // Within a transaction nothing can be asked any more: it is tried again as a whole.
        return ask(query, values).catch(() => {
          throw error
        })
      }
    }
    Object.assign(client, { query: askByName })
  }
}

/** Whether a table has changed since the statement was planned, as it does while a newer version migrates. */
export function isOutdated(error: unknown): boolean {
  return error instanceof Error && error.message === 'cached plan must not change result type'
}

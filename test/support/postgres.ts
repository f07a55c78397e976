/**
 * Vitest runs `setup` once before all files: a PostgreSQL for each worker, with a migrated template that each world
 * copies. Databases of one server share its transaction ids, and so who reads an outbox would wait for other tests.
 */

import type { TestProject } from 'vitest/node'
import { dialectOf } from '../../server/platform/dialect/choose.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { startPostgres } from './postgres-process.ts'

/** A migrated database, of which every world is a copy. */
export const TEMPLATE = 'world_template'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of each worker, in the order of their pool ids. */
    postgresUrls: readonly string[]
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const count = project.config.maxWorkers
  const servers = await Promise.all(Array.from({ length: count }, () => startPostgres(['-c', 'fsync=off'])))
  for (const it of servers) await migrate(dialectOf(await it.createDatabase(TEMPLATE)))
  project.provide(
    'postgresUrls',
    servers.map((it) => it.url),
  )
  return async () => {
    await Promise.all(servers.map((it) => it.stop()))
  }
}

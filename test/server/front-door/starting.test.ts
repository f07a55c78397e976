/** A server that cannot start ends, and says why in a sentence instead of a stack. */

import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProcess } from '../../support/process.ts'

const folder = mkdtempSync(join(tmpdir(), 'starting-'))
const database = `sqlite:${join(folder, 'platform.db')}`
const neighbour = createServer()
let takenPort = 0

beforeAll(
  () =>
    new Promise<void>((resolve) => {
      neighbour.listen(0, '127.0.0.1', () => {
        const address = neighbour.address()
        takenPort = typeof address === 'object' && address ? address.port : 0
        resolve()
      })
    }),
)
afterAll(() => {
  neighbour.close()
  rmSync(folder, { recursive: true })
})

/** What a start that fails leaves on the screen; '' when it succeeds. */
async function lastWords(databaseUrl: string, environment: Record<string, string>): Promise<string> {
  try {
    const server = await startProcess(databaseUrl, 'server/main.ts', { SEED: 'none', ...environment })
    await server.stop()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}

test('a port that is taken ends the start', async () => {
  const words = await lastWords(database, { PORT: String(takenPort) })
  expect(words).toMatch(/ended with 1:\nCannot listen on 127\.0\.0\.1, port \d+: .*EADDRINUSE/)
  expect(words).not.toContain('    at ')
})

test('a wrong variable is named', async () => {
  const words = await lastWords(database, { SESSION_IDLE_MINUTES: 'long' })
  expect(words).toMatch(
    /ended with 1:\nCannot start: The environment is not valid:\n {2}SESSION_IDLE_MINUTES: /,
  )
  expect(words).not.toContain('    at ')
})

test('a database that does not answer is named', async () => {
  const words = await lastWords('postgres://nobody:secret@127.0.0.1:1/none', {})
  expect(words).toMatch(/ended with 1:\nThe database of DATABASE_URL cannot be used: .*ECONNREFUSED/)
  expect(words).not.toContain('secret')
  expect(words).not.toContain('    at ')
})

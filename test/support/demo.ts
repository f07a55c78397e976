/**
 * Vitest runs `setup` once before all journeys: the demo with a few weeks of history, written once on each database, and
 * a browser.
 */

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { TestProject } from 'vitest/node'
import { browserPath } from './browser-path.ts'
import type { DemoOrder } from './demo-writer.ts'
import { startPostgres } from './postgres-process.ts'

export const DEMO_TEMPLATE = 'demo_template'

/** When the journeys begin: a Wednesday morning, on whatever day they are run. `JOURNEY_AT` sets another time. */
const JOURNEY_AT = '2026-11-25T10:05:00+08:00'

declare module 'vitest' {
  interface ProvidedContext {
    demoFile: string
    postgresUrl: string
    browserPath: string
    /** From the machine's clock to the clock of the journeys. */
    clockOffsetMs: number
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const file = join(tmpdir(), `demo-${randomUUID()}.db`)
  const server = await startPostgres(['-c', 'fsync=off'])
  const offsetMs = Date.parse(process.env['JOURNEY_AT'] ?? JOURNEY_AT) - Date.now()
  const urls = [`sqlite:${file}`, await server.createDatabase(DEMO_TEMPLATE)]
  await Promise.all(urls.map((databaseUrl) => write({ databaseUrl, offsetMs })))
  project.provide('browserPath', await browserPath())
  project.provide('demoFile', file)
  project.provide('clockOffsetMs', offsetMs)
  project.provide('postgresUrl', server.url)
  return async () => {
    rmSync(file, { force: true })
    await server.stop()
  }
}

/** A thread of its own for each, because seeding keeps one busy. */
async function write(order: DemoOrder): Promise<void> {
  const writer = new Worker(new URL('demo-writer.ts', import.meta.url), { workerData: order })
  const [status] = await once(writer, 'exit')
  if (status !== 0) throw new Error(`The demo could not be written on ${order.databaseUrl}.`)
}

/**
 * Vitest runs `setup` once before all journeys: the demo with a few weeks of history, written once on each database, and
 * a browser.
 */

import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { seedDemo } from '../../seeds/demo.ts'
import { openStore } from '../../server/platform/db.ts'
import { dialectOf } from '../../server/platform/dialect/choose.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { browserPath } from './browser-path.ts'
import { startPostgres } from './postgres-process.ts'

export const DEMO_TEMPLATE = 'demo_template'

const HISTORY_DAYS = 35

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
  await write(`sqlite:${file}`, offsetMs)
  await write(await server.createDatabase(DEMO_TEMPLATE), offsetMs)
  project.provide('browserPath', await browserPath())
  project.provide('demoFile', file)
  project.provide('clockOffsetMs', offsetMs)
  project.provide('postgresUrl', server.url)
  return async () => {
    rmSync(file, { force: true })
    await server.stop()
  }
}

async function write(databaseUrl: string, offsetMs: number): Promise<void> {
  const dialect = dialectOf(databaseUrl)
  await migrate(dialect)
  const store = openStore(dialect)
  await seedDemo({
    store,
    now: Date.now() + offsetMs,
    historyDays: HISTORY_DAYS,
    log: pino({ level: 'silent' }),
  })
  await store.close()
}

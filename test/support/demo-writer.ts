/** A thread that writes the demo on one database, so that both are written at a time; ends when it is whole. */

import { workerData } from 'node:worker_threads'
import { pino } from 'pino'
import { seedDemo } from '../../seeds/demo.ts'
import { emit } from '../../server/events.ts'
import { jobTable } from '../../server/jobs.ts'
import { contextMaker } from '../../server/platform/context-maker.ts'
import { openStore } from '../../server/platform/db.ts'
import { dialectOf } from '../../server/platform/dialect/choose.ts'
import { migrate } from '../../server/platform/migrate.ts'

const HISTORY_DAYS = 35
const SETTINGS = {
  publicUrl: 'http://127.0.0.1',
  sessionIdleMs: 7_200_000,
  allowsDemoAccounts: true,
  sendsMail: false,
}

export type DemoOrder = {
  readonly databaseUrl: string
  /** From the machine's clock to the clock of the demo. */
  readonly offsetMs: number
}

async function write({ databaseUrl, offsetMs }: DemoOrder): Promise<void> {
  const dialect = dialectOf(databaseUrl)
  await migrate(dialect)
  const store = openStore(dialect)
  const now = () => Date.now() + offsetMs
  await seedDemo({ store, now: now(), historyDays: HISTORY_DAYS, log: pino({ level: 'silent' }) })
  // What the demo leaves to timed work is done once here, and not in every copy.
  const make = contextMaker({ store, emit, settings: SETTINGS, now })
  for (const job of jobTable(make)) await job.run()
  await store.close()
}

await write(workerData)

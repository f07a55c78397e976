/**
 * The platform as people meet it: `server/main.ts` in processes of its own, on free ports, with a small demo
 * (the same seeds, a few weeks of history). SQLite is one process, PostgreSQL two on one database.
 */

import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import { seedDemo } from '../../seeds/demo.ts'
import { openStore } from '../../server/platform/db.ts'
import type { Dialect } from '../../server/platform/dialect/dialect.ts'
import { dialectOf } from '../../server/platform/dialect/choose.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { startProcess } from './process.ts'

export const DEMO_PASSWORD = 'Ordos-demo-2026'

export type Platform = {
  /** Addresses of the processes; journeys that use the second see what they did at the first. */
  readonly urls: readonly string[]
  readonly databaseUrl: string
  stop(): Promise<void>
}

/** Weeks of history in a journey's demo. */
const HISTORY_DAYS = 35

export async function startPlatform(name: Dialect['name']): Promise<Platform> {
  const { databaseUrl, drop } = await makeDatabase(name)
  const dialect = dialectOf(databaseUrl)
  await migrate(dialect)
  const store = openStore(dialect)
  await seedDemo({ store, now: Date.now(), historyDays: HISTORY_DAYS, log: pino({ level: 'silent' }) })
  await store.close()
  const count = name === 'sqlite' ? 1 : 2
  const processes = await Promise.all(Array.from({ length: count }, () => startProcess(databaseUrl)))
  return {
    urls: processes.map((it) => it.url),
    databaseUrl,
    stop: async () => {
      await Promise.all(processes.map((it) => it.stop()))
      await drop()
    },
  }
}

async function makeDatabase(
  name: Dialect['name'],
): Promise<{ databaseUrl: string; drop: () => Promise<void> }> {
  const id = randomUUID().replaceAll('-', '')
  if (name === 'sqlite') {
    const path = join(tmpdir(), `platform-${id}.db`)
    const drop = async () => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    }
    return { databaseUrl: `sqlite:${path}`, drop }
  }
  const admin = async (statement: string) => {
    const client = new Client({ connectionString: `${inject('postgresUrl')}/postgres` })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await admin(`create database platform_${id}`)
  return {
    databaseUrl: `${inject('postgresUrl')}/platform_${id}`,
    drop: () => admin(`drop database platform_${id} with (force)`),
  }
}

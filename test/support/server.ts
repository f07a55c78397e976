/**
 * The platform as people meet it: `server/main.ts` in processes of its own, on free ports, over a copy of the demo.
 * SQLite is one process, PostgreSQL two on one database.
 */

import { randomUUID } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { Dialect } from '../../server/platform/dialect/dialect.ts'
import { DEMO_TEMPLATE } from './demo.ts'
import { startProcess } from './process.ts'

export const DEMO_PASSWORD = 'Ordos-demo-2026'

export type Platform = {
  /** Addresses of the processes; journeys that use the last see what they did at the first. */
  readonly urls: readonly string[]
  stop(): Promise<void>
}

export async function startPlatform(name: Dialect['name']): Promise<Platform> {
  const { databaseUrl, drop } = await copyDemo(name)
  const count = name === 'sqlite' ? 1 : 2
  const processes = await Promise.all(
    Array.from({ length: count }, () => startProcess(databaseUrl, 'server/main.ts', { LOG_LEVEL: 'warn' })),
  )
  return {
    urls: processes.map((it) => it.url),
    stop: async () => {
      await Promise.all(processes.map((it) => it.stop()))
      await drop()
    },
  }
}

/** A database of its own with the demo in it. */
export async function copyDemo(
  name: Dialect['name'],
): Promise<{ databaseUrl: string; drop: () => Promise<void> }> {
  const id = randomUUID().replaceAll('-', '')
  if (name === 'sqlite') {
    const path = join(tmpdir(), `platform-${id}.db`)
    copyFileSync(inject('demoFile'), path)
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
  await admin(`create database platform_${id} template ${DEMO_TEMPLATE} strategy file_copy`)
  return {
    databaseUrl: `${inject('postgresUrl')}/platform_${id}`,
    drop: () => admin(`drop database platform_${id} with (force)`),
  }
}

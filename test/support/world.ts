/**
 * A migrated database of its own, a clock that tests set, counted ids, and the front door, on every dialect.
 * `DIALECTS=sqlite npm test` runs one dialect.
 */

import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import type { Context } from '../../server/context.ts'
import { emit } from '../../server/events.ts'
import { graphqlServer } from '../../server/graphql/server.ts'
import { type Grant, type Viewer } from '../../server/identity/rules.ts'
import type { Instant } from '../../server/kernel/interval.ts'
import type { Locale } from '../../server/kernel/problem.ts'
import { contextMaker } from '../../server/platform/context-maker.ts'
import { openStore, type Store } from '../../server/platform/db.ts'
import type { Dialect } from '../../server/platform/dialect/dialect.ts'
import { postgres } from '../../server/platform/dialect/postgres.ts'
import { sqlite } from '../../server/platform/dialect/sqlite.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { schema } from '../../server/schema.ts'
import { TEMPLATE } from './postgres.ts'

export { dialects } from './dialects.ts'

/** Of this run alone: another process may have had the same id, and left a template of older migrations. */
const folder = join(tmpdir(), `worlds-${randomUUID()}`)

/** Thursday 2026-01-01 08:00 in Ordos. */
export const NEW_YEAR = Date.UTC(2026, 0, 1)

export type World = {
  readonly store: Store
  /** Set `clock.now` to travel. */
  readonly clock: { now: Instant }
  /** A context in somebody's name; nobody's when left out. */
  as(viewer?: Viewer | null, locale?: Locale): Context
  /** Sends an operation through the front door; throws when the answer has errors. */
  ask(viewer: Viewer | null, query: string, variables?: object): Promise<Record<string, unknown>>
  /** The same, with the errors: `{ data, errors }`. */
  answer(viewer: Viewer | null, query: string, variables?: object): Promise<Answer>
  close(): Promise<void>
}

export type Answer = {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[]
}

let template: Promise<string> | undefined

async function openDialect(name: Dialect['name']): Promise<{ dialect: Dialect; drop: () => Promise<void> }> {
  const id = randomUUID().replaceAll('-', '')
  if (name === 'sqlite') {
    template ??= migratedFile()
    const path = join(folder, `${id}.db`)
    copyFileSync(await template, path)
    return { dialect: sqlite(path), drop: async () => rmSync(path, { force: true }) }
  }
  const server = inject('postgresUrls')[Number(process.env['VITEST_POOL_ID']) - 1]
  const admin = async (statement: string) => {
    const client = new Client({ connectionString: `${server}/postgres` })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await admin(`create database world_${id} template ${TEMPLATE} strategy file_copy`)
  return {
    dialect: postgres(`${server}/world_${id}`),
    drop: () => admin(`drop database world_${id} with (force)`),
  }
}

async function migratedFile(): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'template.db')
  await migrate(sqlite(path))
  return path
}

const log = pino({ level: 'silent' })

export async function openWorld(name: Dialect['name']): Promise<World> {
  const { dialect, drop } = await openDialect(name)
  const store = openStore(dialect)
  const clock = { now: NEW_YEAR }
  let ids = 0
  const settings = {
    publicUrl: 'http://test',
    sessionIdleMs: 7_200_000,
    allowsDemoAccounts: true,
    sendsMail: true,
  }
  const make = contextMaker({
    store,
    emit,
    settings,
    now: () => clock.now,
    newId: () => `id-${String(++ids).padStart(6, '0')}`,
  })
  const yoga = graphqlServer({ schema, log, persisted: new Map() })
  const as: World['as'] = (viewer = null, locale = 'zh-CN') => make({ viewer, locale })
  const answer: World['answer'] = async (viewer, query, variables) => {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    }
    const response = await yoga.fetch('http://test/graphql', request, as(viewer))
    return (await response.json()) as Answer
  }
  return {
    store,
    clock,
    as,
    answer,
    ask: async (viewer, query, variables) => {
      const { data, errors } = await answer(viewer, query, variables)
      if (errors || !data) throw new Error(errors?.map((it) => it.message).join('; ') ?? 'no data')
      return data
    },
    close: async () => {
      await store.close()
      await drop()
    },
  }
}

/** A viewer that holds these roles: `viewer('ada', { role: 'keeper', institutionId: 'lab' })`. */
export function viewerOf(personId: string, ...grants: readonly Grant[]): Viewer {
  const home = grants.find((it) => it.institutionId !== null)?.institutionId ?? null
  return { personId, institutionId: home, grants, scopes: null }
}

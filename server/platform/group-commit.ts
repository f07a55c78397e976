/**
 * Commits what waits at the same time as one transaction. Where there is one writer, a durable commit costs more
 * than what it commits; shared, it costs each work a part. Each work stands behind a savepoint of its own, so one
 * that fails takes nothing with it, and none is answered before all are durable.
 */

import { type Kysely, sql } from 'kysely'
import type { Database, Trx } from '../database.ts'

/** So many works share a commit at most: the first waits for the last. */
const GROUP_MAX = 64

type Transact = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>

/** A work, and the promise of its caller. `run` answers with what settles the promise when the group is durable. */
type Waiting = {
  run(trx: Trx): Promise<() => void>
  reject(error: unknown): void
}

export function groupCommit(writer: Kysely<Database>): Transact {
  const waiting: Waiting[] = []
  let isDraining = false

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // Whatever came in with the same turn of the loop joins the group; groups come one after another.
      // oxlint-disable-next-line eslint/no-await-in-loop
      await nextTurn()
      // oxlint-disable-next-line eslint/no-await-in-loop
      await commit(writer, waiting.splice(0, GROUP_MAX))
    }
    isDraining = false
  }

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({
        run: async (trx) => {
          const answer = await work(trx)
          return () => resolve(answer)
        },
        reject,
      })
      if (isDraining) return
      isDraining = true
      void drain()
    })
}

async function commit(writer: Kysely<Database>, group: readonly Waiting[]): Promise<void> {
  try {
    const settle = await writer
      .transaction()
      .execute((trx) => (group.length === 1 ? alone(trx, group) : together(trx, group)))
    for (const it of settle) it()
  } catch (error) {
    for (const it of group) it.reject(error)
  }
}

function alone(trx: Trx, group: readonly Waiting[]): Promise<(() => void)[]> {
  return Promise.all(group.map((it) => it.run(trx)))
}

async function together(trx: Trx, group: readonly Waiting[]): Promise<(() => void)[]> {
  const settle: (() => void)[] = []
  for (const it of group) {
    await sql`savepoint work`.execute(trx)
    try {
      settle.push(await it.run(trx))
    } catch (error) {
      await sql`rollback to work`.execute(trx)
      settle.push(() => it.reject(error))
    }
    await sql`release work`.execute(trx)
  }
  return settle
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

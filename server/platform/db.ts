/** An open database: a handle for reads, and the one way to write. */

import { Kysely } from 'kysely'
import type { Database, Db, Trx } from '../database.ts'
import type { Dialect } from './dialect/dialect.ts'
import { groupCommit } from './group-commit.ts'

/** A lost deadlock or a busy database is tried again this often before the caller hears of it. */
const ATTEMPTS_MAX = 5

export type Store = {
  readonly db: Db
  readonly dialect: Dialect
  /** Runs `work` in one writing transaction, again when the database asks for it; `work` must not leave the process. */
  readonly transact: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>
  close(): Promise<void>
}

export function openStore(dialect: Dialect): Store {
  const { read, write } = dialect.connect()
  const writer = new Kysely<Database>({ dialect: write })
  const db = read === write ? writer : new Kysely<Database>({ dialect: read })
  const once: Store['transact'] = dialect.hasOneWriter
    ? groupCommit(writer)
    : (work) => writer.transaction().execute(work)
  return {
    db,
    dialect,
    transact: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(work)
        } catch (error) {
          if (attempt === ATTEMPTS_MAX || !dialect.isRetryable(error)) throw error
        }
      }
    },
    close: async () => {
      await db.destroy()
      if (writer !== db) await writer.destroy()
    },
  }
}

/** SQLite: one writer, readers of their own, and a trigger in place of an exclusion constraint. */

import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryCompiler,
  type SqliteDatabase as KyselySqlite,
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
  type SqliteDialectConfig,
  sql,
} from 'kysely'
import type { Dialect, NoOverlap } from './dialect.ts'

const BUSY_TIMEOUT_MS = 10_000

export function sqlite(path: string): Dialect {
  return {
    name: 'sqlite',
    hasOneWriter: true,
    connect: () => {
      mkdirSync(dirname(path), { recursive: true })
      const writer = open(path)
      return {
        read: new PlainDialect({ database: () => Promise.resolve(open(path, { readonly: true })) }),
        write: new ImmediateDialect({ database: writer }),
      }
    },
    least: (a, b) => sql<number>`min(${a}, ${b})`,
    greatest: (a, b) => sql<number>`max(${a}, ${b})`,
    // Writers take turns already: a writing transaction begins with the database's one write lock.
    lock: async () => {},
    lockSelected: async () => {},
    noOverlapDdl: (rule) => [noOverlapTrigger(rule, 'insert'), noOverlapTrigger(rule, 'update')],
    appendOnlyDdl: (table) =>
      (['update', 'delete'] as const).map(
        (event) => `create trigger ${table}_no_${event} before ${event} on ${table}
          begin select raise(abort, '${table} only grows'); end`,
      ),
    countedId: 'integer primary key autoincrement',
    // Ids are given under the write lock, so they commit in their order: no stamp is needed.
    commitStamp: 'integer not null default 0',
    commitHorizon: () => sql<number>`1`,
    textIndexDdl: (table) => [
      `create virtual table ${table} using fts5(grams, content = '', contentless_delete = 1, tokenize = 'unicode61')`,
    ],
    textMatches: (table, grams) => {
      const phrase = grams.map((it) => `"${it.replaceAll('"', '""')}"`).join(' AND ')
      return sql`${sql.table(table)} match ${phrase}`
    },
    gramsValue: (grams) => sql<string>`${grams.join(' ')}`,
    isOverlapViolation: (error) => error instanceof Error && error.message.includes('no_overlap'),
    isUniqueViolation: (error) =>
      hasCode(error, 'SQLITE_CONSTRAINT_PRIMARYKEY') || hasCode(error, 'SQLITE_CONSTRAINT_UNIQUE'),
    isRetryable: (error) => hasCode(error, 'SQLITE_BUSY') || hasCode(error, 'SQLITE_BUSY_SNAPSHOT'),
  }
}

/** A connection whose statements are prepared once. FULL: an acknowledged booking survives a power cut. */
function open(path: string, options: SqliteDatabase.Options = {}): KyselySqlite {
  const database = new SqliteDatabase(path, { ...options, timeout: BUSY_TIMEOUT_MS })
  if (!options.readonly) database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('cache_size = -65536')
  const prepared = new Map<string, SqliteDatabase.Statement>()
  return {
    close: () => database.close(),
    prepare: (text) => {
      const known = prepared.get(text)
      if (known && !known.busy) return known
      const statement = database.prepare(text)
      if (prepared.size < 2_000) prepared.set(text, statement)
      return statement
    },
  }
}

/** Takes the write lock when a transaction begins: one that upgrades later fails at once under contention. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/**
 * Writes parameters as `+?`. SQLite with STAT4 plans a statement of several tables, or one that sorts, anew each time a
 * parameter is bound that is compared as such, because a value may call for another plan: ten times the cost of a small
 * statement. The sign, which changes no value of any type, keeps the plan.
 */
class PlannedOnceCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

class PlainDialect extends SqliteDialect {
  override createQueryCompiler(): QueryCompiler {
    return new PlannedOnceCompiler()
  }
}

class ImmediateDialect extends PlainDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config)
  }
}

/** Rows of one key never overlap, so ends sort like starts: the nearest predecessor decides, by one index probe. */
function noOverlapTrigger({ table, key, from, to }: NoOverlap, event: 'insert' | 'update'): string {
  return `create trigger ${table}_no_overlap_${event} before ${event} on ${table}
    when (
      select ${to} from ${table} where ${key} = new.${key} and ${from} < new.${to} and id <> new.id
      order by ${from} desc limit 1
    ) > new.${from}
    begin select raise(abort, '${table}_no_overlap'); end`
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof SqliteDatabase.SqliteError && error.code === code
}

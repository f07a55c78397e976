/** PostgreSQL: advisory locks, a gist exclusion constraint, and commit order by transaction id. */

import {
  PostgresDialect,
  PostgresQueryCompiler,
  type PrimitiveValueListNode,
  type QueryCompiler,
  sql,
} from 'kysely'
import { Pool, types } from 'pg'
import type { Dialect, NoOverlap } from './dialect.ts'
import { isOutdated, namingStatements } from './named-statements.ts'

/** Instants, money and counts are bigint: read them as numbers, exact up to 2^53. */
types.setTypeParser(types.builtins.INT8, Number)
types.setTypeParser(types.builtins.NUMERIC, Number)

const CONNECTIONS_MAX = 10

export function postgres(url: string): Dialect {
  return {
    name: 'postgres',
    hasOneWriter: false,
    connect: () => {
      const dialect = new ListedDialect({ pool: openPool(url) })
      return { read: dialect, write: dialect }
    },
    least: (a, b) => sql<number>`least(${a}, ${b})`,
    greatest: (a, b) => sql<number>`greatest(${a}, ${b})`,
    lock: async (trx, keys) => {
      for (const key of [...new Set(keys)].toSorted()) {
        await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx)
      }
    },
    // A subquery that sorts is run as it is written, so the locks are taken in its order.
    lockSelected: async (trx, keys) => {
      const sorted = sql`select distinct found.key from (${keys()}) as found order by found.key`
      await sql`select pg_advisory_xact_lock(hashtextextended(sorted.key, 0)) from (${sorted}) as sorted`.execute(
        trx,
      )
    },
    noOverlapDdl,
    appendOnlyDdl: (table) => [
      `create or replace function refuse_change() returns trigger language plpgsql as
        $$ begin raise exception '% only grows', tg_table_name; end $$`,
      `create trigger ${table}_only_grows before update or delete on ${table}
        for each row execute function refuse_change()`,
      `create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`,
    ],
    countedId: 'bigint generated always as identity primary key',
    commitStamp: 'bigint not null default (pg_current_xact_id()::text::bigint)',
    commitHorizon: () => sql<number>`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`,
    textIndexDdl: (table) => [
      `create table ${table} (rowid bigint primary key, grams tsvector not null)`,
      // Without the list of pending entries, which every search would read through after many writes.
      `create index ${table}_grams on ${table} using gin (grams) with (fastupdate = off)`,
    ],
    // `offset 0` plans the search by itself: beside a limit the planner would rather read long rows one by one.
    textMatches: (table, grams) => {
      const all = grams.map((it) => `'${it.replaceAll(/['\\]/g, '$&$&')}'`).join(' & ')
      const hits = sql`select hit.rowid from ${sql.table(table)} hit where hit.grams @@ ${all}::tsquery offset 0`
      return sql`${sql.ref(`${table}.rowid`)} in (${hits})`
    },
    gramsValue: (grams) => sql<string>`array_to_tsvector(${[...grams]}::text[])`,
    isOverlapViolation: (error) => hasCode(error, '23P01'),
    isUniqueViolation: (error) => hasCode(error, '23505'),
    isRetryable: (error) => hasCode(error, '40P01') || hasCode(error, '40001') || isOutdated(error),
  }
}

/**
 * A connection that the server cuts while nobody uses it is no reason to end the process: the pool drops it, and
 * the next query opens another or says what is wrong. Without listeners Node would take the event for a bug.
 */
function openPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: CONNECTIONS_MAX })
  pool.on('error', () => {})
  const nameStatements = namingStatements()
  pool.on('connect', (client) => {
    client.on('error', () => {})
    nameStatements(client)
  })
  return pool
}

function noOverlapDdl({ table, key, from, to }: NoOverlap): readonly string[] {
  return [
    'create extension if not exists btree_gist',
    `alter table ${table} add constraint ${table}_no_overlap
      exclude using gist (${key} with =, int8range(${from}, ${to}) with &&)`,
  ]
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}

/** Nothing is in an empty list, as in SQLite: PostgreSQL takes `in ()` for a mistake. */
class ListedCompiler extends PostgresQueryCompiler {
  protected override visitPrimitiveValueList(node: PrimitiveValueListNode): void {
    if (node.values.length === 0) this.append('(null)')
    else super.visitPrimitiveValueList(node)
  }
}

class ListedDialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new ListedCompiler()
  }
}

/**
 * Everything in which SQLite and PostgreSQL differ for us, and the only folder that may know
 * which one is running. A new difference is a new member here, never an `if` at the call site.
 */

import type { Expression, Dialect as KyselyDialect, RawBuilder, SqlBool } from 'kysely'
import type { Trx } from '../../database.ts'

/** Where no two rows with the same `key` may share time `[from, to)`. */
export type NoOverlap = {
  readonly table: string
  readonly key: string
  readonly from: string
  readonly to: string
}

export type Dialect = {
  readonly name: 'sqlite' | 'postgres'
  /** Whether all writing transactions take turns. */
  readonly hasOneWriter: boolean
  /** Opens connections: `read` for queries, `write` for transactions; they may be one pool. */
  connect(): { readonly read: KyselyDialect; readonly write: KyselyDialect }
  /** The smaller of two numbers. */
  least(a: Expression<number>, b: Expression<number>): RawBuilder<number>
  /** The larger of two numbers. */
  greatest(a: Expression<number>, b: Expression<number>): RawBuilder<number>
  /** Makes transactions that name the same keys wait for each other until they end; keys are locked in sorted order. */
  lock(trx: Trx, keys: readonly string[]): Promise<void>
  /** The same for the keys that a query finds, in its column `key`; it is made only where there is anything to wait for. */
  lockSelected(trx: Trx, keys: () => Expression<{ key: string }>): Promise<void>
  /** Statements that make overlap impossible, whatever code runs; the check costs O(log n). */
  noOverlapDdl(rule: NoOverlap): readonly string[]
  /** Statements after which rows of `table` can be neither updated nor deleted. */
  appendOnlyDdl(table: string): readonly string[]
  /** Column definition of a number that the database counts up. */
  readonly countedId: string
  /** Column definition that stamps a row so that (stamp, id) never goes backwards as commits become visible. */
  readonly commitStamp: string
  /** Rows with a smaller stamp are final: no open transaction can still add one among them. */
  commitHorizon(): RawBuilder<number>
  /** Statements that make a full-text index `table(rowid bigint, grams)`; `grams` can be searched, not read. */
  textIndexDdl(table: string): readonly string[]
  /** True for rows of the text index `table` that hold every one of `grams` (kernel/grams.ts). */
  textMatches(table: string, grams: readonly string[]): RawBuilder<SqlBool>
  /** The value of column `grams` for a text cut into `grams`. */
  gramsValue(grams: readonly string[]): RawBuilder<string>
  /** True for the error that `noOverlapDdl` raises. */
  isOverlapViolation(error: unknown): boolean
  /** True for the error of a primary key or unique index. */
  isUniqueViolation(error: unknown): boolean
  /** True for an error after which the same transaction may succeed when run again. */
  isRetryable(error: unknown): boolean
}

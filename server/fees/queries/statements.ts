/** Statements. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { Parties, View } from '../rules/sight.ts'
import type { PaidState, StatementState } from '../rules/statements.ts'
import type { StatementTable } from '../tables.ts'

export type Statement = {
  readonly id: string
  readonly providerId: string
  /** An institution, or a person without one. */
  readonly payerId: string
  readonly payerInstitutionId: string | null
  readonly year: number
  /** Counts from 1 for each provider and year. */
  readonly counter: number
  readonly period: Interval
  readonly issuedAt: Instant
  readonly totalFen: Fen
  readonly state: StatementState
  readonly voidedAt: Instant | null
  readonly voidReason: string | null
  readonly invoiceNumber: string | null
  readonly invoicedOn: LocalDate | null
}

/** Statements in the order of `ids`; undefined where there is none. */
export async function statementsByIds(db: Db, ids: readonly string[]): Promise<(Statement | undefined)[]> {
  const rows = await db.selectFrom('statement').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toStatement(it)]))
  return ids.map((it) => found.get(it))
}

/** Every condition must hold. `views` say whose; the same statement may be in several of them. */
export type StatementScope = Parties & {
  readonly views: readonly View[]
  readonly state?: StatementState | null | undefined
}

/** Statements, newest first, one more than the page holds when more follow. */
export async function statementsPage(db: Db, scope: StatementScope, page: PageRequest): Promise<Statement[]> {
  const [at, id] = page.after ?? []
  const found = new Map<string, Statement>()
  for (const view of scope.views) {
    const rows = await scoped(db, { ...scope, views: [view] })
      .selectAll()
      .$if(page.after !== undefined, (it) => it.where(sql<boolean>`(issued_at, id) < (${at}, ${id})`))
      .orderBy('issued_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit + 1)
      .execute()
    for (const row of rows) found.set(row.id, toStatement(row))
  }
  const newestFirst = (a: Statement, b: Statement) => b.issuedAt - a.issuedAt || (a.id < b.id ? 1 : -1)
  return [...found.values()].toSorted(newestFirst).slice(0, page.limit + 1)
}

/** How many statements the scope leaves. */
export async function statementCount(db: Db, scope: StatementScope): Promise<number> {
  const row = await scoped(db, scope)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** A person is the payer of his own statements and has no others. */
const COLUMNS = { provider: 'provider_id', payer: 'payer_id', person: 'payer_id' } as const

function scoped(db: Db, { views, providerId, payerId, state }: StatementScope) {
  let query = db.selectFrom('statement')
  if (!views.includes(null)) {
    query = query.where((it) =>
      it.or(views.flatMap((view) => (view ? [it(COLUMNS[view.by], '=', view.id)] : []))),
    )
  }
  if (providerId) query = query.where('provider_id', '=', providerId)
  if (payerId) query = query.where('payer_id', '=', payerId)
  if (state === 'void') return query.where('voided_at', 'is not', null)
  if (state) query = query.where('state', '=', state).where('voided_at', 'is', null)
  return query
}

/** Statements of a provider of which something is owed, the newest first. */
export async function owedStatements(db: Db, providerId: string, limit: number): Promise<Statement[]> {
  const rows = await db
    .selectFrom('statement')
    .selectAll()
    .where('provider_id', '=', providerId)
    .where(sql<boolean>`state <> 'paid'`)
    .where('voided_at', 'is', null)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toStatement)
}

/** The last number that a provider has given in a year; 0 before the first. */
export async function lastCounter(trx: Trx, providerId: string, year: number): Promise<number> {
  const row = await trx
    .selectFrom('statement')
    .select('counter')
    .where('provider_id', '=', providerId)
    .where('year', '=', year)
    .orderBy('counter', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.counter ?? 0
}

export async function insertStatement(trx: Trx, it: Statement): Promise<void> {
  await trx
    .insertInto('statement')
    .values({
      id: it.id,
      provider_id: it.providerId,
      payer_id: it.payerId,
      payer_institution_id: it.payerInstitutionId,
      year: it.year,
      counter: it.counter,
      period_starts_at: it.period.startsAt,
      period_ends_at: it.period.endsAt,
      issued_at: it.issuedAt,
      total_fen: it.totalFen,
      state: paidState(it.state),
      voided_at: null,
      voided_by: null,
      void_reason: null,
      invoice_number: null,
      invoiced_on: null,
    })
    .execute()
}

export async function updateStatement(
  trx: Trx,
  { id, totalFen, state }: { readonly id: string; readonly totalFen: Fen; readonly state: PaidState },
): Promise<void> {
  await trx.updateTable('statement').set({ total_fen: totalFen, state }).where('id', '=', id).execute()
}

export async function updateInvoice(
  trx: Trx,
  id: string,
  { invoiceNumber, invoicedOn }: { readonly invoiceNumber: string; readonly invoicedOn: LocalDate },
): Promise<void> {
  await trx
    .updateTable('statement')
    .set({ invoice_number: invoiceNumber, invoiced_on: invoicedOn })
    .where('id', '=', id)
    .execute()
}

/** Makes a statement void; false where it was before. */
export async function updateStatementVoid(
  trx: Trx,
  id: string,
  { at, by, reason }: { readonly at: Instant; readonly by: string; readonly reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('statement')
    .set({ voided_at: at, voided_by: by, void_reason: reason })
    .where('id', '=', id)
    .where('voided_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Whether no statement that counts was issued between the same two after this one. */
export async function isLatestStatement(trx: Trx, it: Statement): Promise<boolean> {
  const row = await trx
    .selectFrom('statement')
    .select('id')
    .where('provider_id', '=', it.providerId)
    .where('payer_id', '=', it.payerId)
    .where('voided_at', 'is', null)
    .where(sql<boolean>`(issued_at, id) > (${it.issuedAt}, ${it.id})`)
    .limit(1)
    .executeTakeFirst()
  return row === undefined
}

/** A statement begins as one that counts. */
function paidState(state: StatementState): PaidState {
  return state === 'void' ? 'issued' : state
}

function toStatement(row: Selectable<StatementTable>): Statement {
  return {
    id: row.id,
    providerId: row.provider_id,
    payerId: row.payer_id,
    payerInstitutionId: row.payer_institution_id,
    year: row.year,
    counter: row.counter,
    period: { startsAt: row.period_starts_at, endsAt: row.period_ends_at },
    issuedAt: row.issued_at,
    totalFen: row.total_fen,
    state: row.voided_at === null ? row.state : 'void',
    voidedAt: row.voided_at,
    voidReason: row.void_reason,
    invoiceNumber: row.invoice_number,
    invoicedOn: row.invoiced_on,
  }
}

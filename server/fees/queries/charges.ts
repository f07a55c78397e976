/** Charges. Rows in snake_case stop here. */

import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PageRequest } from '../../kernel/page.ts'
import type { ChargeBasis } from '../rules/basis.ts'
import type { PriceLine } from '../rules/price-lines.ts'
import type { Parties, View } from '../rules/sight.ts'
import type { ChargeState } from '../rules/statements.ts'
import type { CustomerClass } from '../rules/tariffs.ts'
import type { ChargeTable } from '../tables.ts'

export type Charge = {
  /** Derived from the cause: see tables.ts. */
  readonly id: string
  readonly bookingId: string
  readonly usageId: string | null
  readonly instrumentId: string
  readonly customerClass: CustomerClass
  /** When the booking starts. */
  readonly startsAt: Instant
  readonly providerId: string
  /** An institution, or a person without one. */
  readonly payerId: string
  readonly payerInstitutionId: string | null
  readonly personId: string
  /** What is owed: the sum of the lines. Negative where another charge is taken back. */
  readonly amountFen: Fen
  readonly waivedFen: Fen
  /** What a voucher pays besides; a line of the price takes it off. */
  readonly voucherFen: Fen
  readonly lines: readonly PriceLine[]
  readonly state: ChargeState
  readonly occurredAt: Instant
  readonly statementId: string | null
  readonly waiverReason: string | null
  /** The charge that this one takes back. */
  readonly reversesId: string | null
  /** Null where it was charged before it was kept. */
  readonly basis: ChargeBasis | null
}

/** Charges in the order of `ids`; undefined where there is none. */
export async function chargesByIds(db: Db, ids: readonly string[]): Promise<(Charge | undefined)[]> {
  const rows = await db.selectFrom('charge').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toCharge(it)]))
  return ids.map((it) => found.get(it))
}

/** The charge that each booking caused and that stands, in the order of `ids`; undefined where there is none. */
export async function chargesByBookingIds(db: Db, ids: readonly string[]): Promise<(Charge | undefined)[]> {
  const rows = await standing(db)
    .where('booking_id', 'in', ids)
    .orderBy('occurred_at')
    .orderBy('id')
    .execute()
  const found = new Map(rows.map((it) => [it.booking_id, toCharge(it)]))
  return ids.map((it) => found.get(it))
}

/** The charge for each usage record that stands, in the order of `ids`; undefined where there is none. */
export async function chargesByUsageIds(db: Db, ids: readonly string[]): Promise<(Charge | undefined)[]> {
  const rows = await standing(db).where('usage_id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.usage_id, toCharge(it)]))
  return ids.map((it) => found.get(it))
}

/** Charges that are not taken back, and do not take back another. */
export function standing(db: Db) {
  return db
    .selectFrom('charge')
    .selectAll()
    .where('reverses_id', 'is', null)
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('charge as reversal')
            .select('reversal.id')
            .whereRef('reversal.reverses_id', '=', 'charge.id'),
        ),
      ),
    )
}

/** All charges that a booking caused, those that were taken back and those that take them back too; oldest first. */
export async function chargesOfBooking(db: Db, bookingId: string): Promise<Charge[]> {
  const rows = await db
    .selectFrom('charge')
    .selectAll()
    .where('booking_id', '=', bookingId)
    .orderBy('occurred_at')
    .orderBy('id')
    .execute()
  return rows.map(toCharge)
}

/** Every condition must hold. `views` say whose; the same charge may be in several of them. */
export type ChargeScope = Parties & {
  readonly views: readonly View[]
  readonly during?: Interval | null | undefined
  readonly state?: ChargeState | null | undefined
  readonly statementId?: string | undefined
}

/** Charges, newest first, one more than the page holds when more follow. */
export async function chargesPage(db: Db, scope: ChargeScope, page: PageRequest): Promise<Charge[]> {
  const [at, id] = page.after ?? []
  const found = new Map<string, Charge>()
  for (const view of scope.views) {
    const rows = await scoped(db, { ...scope, views: [view] })
      .selectAll()
      .$if(page.after !== undefined, (it) => it.where(sql<boolean>`(occurred_at, id) < (${at}, ${id})`))
      .orderBy('occurred_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit + 1)
      .execute()
    for (const row of rows) found.set(row.id, toCharge(row))
  }
  const newestFirst = (a: Charge, b: Charge) => b.occurredAt - a.occurredAt || (a.id < b.id ? 1 : -1)
  return [...found.values()].toSorted(newestFirst).slice(0, page.limit + 1)
}

export type ChargeTotals = { readonly count: number; readonly totalFen: Fen }

/** How many charges the scope leaves, and what is owed for them together. */
export async function chargeTotals(db: Db, scope: ChargeScope): Promise<ChargeTotals> {
  const row = await scoped(db, scope)
    .select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(sum(amount_fen), 0)`.as('total')])
    .executeTakeFirstOrThrow()
  return { count: row.count, totalFen: row.total }
}

const COLUMNS = { provider: 'provider_id', payer: 'payer_id', person: 'person_id' } as const

function scoped(db: Db, { views, providerId, payerId, during, state, statementId }: ChargeScope) {
  let query = db.selectFrom('charge')
  if (!views.includes(null)) {
    query = query.where((it) =>
      it.or(views.flatMap((view) => (view ? [it(COLUMNS[view.by], '=', view.id)] : []))),
    )
  }
  if (providerId) query = query.where('provider_id', '=', providerId)
  if (payerId) query = query.where('payer_id', '=', payerId)
  if (state) query = query.where('state', '=', state)
  if (statementId) query = query.where('statement_id', '=', statementId)
  if (during)
    query = query.where('occurred_at', '>=', during.startsAt).where('occurred_at', '<', during.endsAt)
  return query
}

export type UnstatedTotal = {
  readonly payerId: string
  readonly payerInstitutionId: string | null
  readonly count: number
  readonly totalFen: Fen
}

/** Open charges of a provider in a period, summed by payer, the most owed first, at most `limit` payers. */
export async function unstatedTotals(
  db: Db,
  { providerId, period }: { readonly providerId: string; readonly period: Interval },
  limit: number,
): Promise<UnstatedTotal[]> {
  const rows = await scoped(db, { views: [null], providerId, state: 'open', during: period })
    .select([
      'payer_id',
      sql<string | null>`max(payer_institution_id)`.as('institution'),
      sql<number>`count(*)`.as('count'),
      sql<number>`sum(amount_fen)`.as('total'),
    ])
    .groupBy('payer_id')
    .orderBy('total', 'desc')
    .orderBy('payer_id')
    .limit(limit)
    .execute()
  return rows.map((it) => ({
    payerId: it.payer_id,
    payerInstitutionId: it.institution,
    count: it.count,
    totalFen: it.total,
  }))
}

/** Adds a charge; false when its cause has been charged already, and then nothing is changed. */
export async function insertCharge(trx: Trx, it: Charge): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('charge')
    .values({
      id: it.id,
      booking_id: it.bookingId,
      usage_id: it.usageId,
      instrument_id: it.instrumentId,
      customer_class: it.customerClass,
      starts_at: it.startsAt,
      provider_id: it.providerId,
      payer_id: it.payerId,
      payer_institution_id: it.payerInstitutionId,
      person_id: it.personId,
      amount_fen: it.amountFen,
      waived_fen: it.waivedFen,
      voucher_fen: it.voucherFen,
      lines: JSON.stringify(it.lines),
      state: it.state,
      occurred_at: it.occurredAt,
      statement_id: it.statementId,
      waiver_reason: it.waiverReason,
      reverses_id: it.reversesId,
      basis: it.basis && JSON.stringify(it.basis),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0) === 1
}

/** Waives a charge that is still open; false when it no longer is. */
export async function updateChargeWaived(trx: Trx, waived: Charge): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('charge')
    .set({
      state: 'waived',
      amount_fen: waived.amountFen,
      waived_fen: waived.waivedFen,
      voucher_fen: waived.voucherFen,
      lines: JSON.stringify(waived.lines),
      waiver_reason: waived.waiverReason,
    })
    .where('id', '=', waived.id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export function toCharge(row: Selectable<ChargeTable>): Charge {
  return {
    id: row.id,
    bookingId: row.booking_id,
    usageId: row.usage_id,
    instrumentId: row.instrument_id,
    customerClass: row.customer_class,
    startsAt: row.starts_at,
    providerId: row.provider_id,
    payerId: row.payer_id,
    payerInstitutionId: row.payer_institution_id,
    personId: row.person_id,
    amountFen: row.amount_fen,
    waivedFen: row.waived_fen,
    voucherFen: row.voucher_fen,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- insertCharge wrote it.
    lines: JSON.parse(row.lines) as PriceLine[],
    state: row.state,
    occurredAt: row.occurred_at,
    statementId: row.statement_id,
    waiverReason: row.waiver_reason,
    reversesId: row.reverses_id,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- insertCharge wrote it.
    basis: row.basis === null ? null : (JSON.parse(row.basis) as ChargeBasis),
  }
}

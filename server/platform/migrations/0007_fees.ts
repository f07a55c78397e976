/** Tariffs, charges, statements, payments and the ledger. */

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Dialect } from '../dialect/dialect.ts'

export function fees(dialect: Dialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTariffs(db)
      await createStatements(db)
      await createCharges(db)
      await createLedger(db)
      for (const statement of ['payment', 'ledger_account', 'ledger_transfer'].flatMap((it) =>
        dialect.appendOnlyDdl(it),
      )) {
        await sql.raw(statement).execute(db)
      }
    },
  }
}

const CLASSES = sql`customer_class in ('internal', 'external')`

async function createTariffs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tariff')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
    .addColumn('customer_class', 'text', (it) => it.notNull().check(CLASSES))
    .addColumn('valid_from', 'text', (it) => it.notNull())
    .addColumn('mode', 'text', (it) => it.notNull().check(sql`mode in ('reservation', 'usage', 'overage')`))
    .addColumn('rate_fen_per_hour', 'bigint', (it) => it.notNull().check(sql`rate_fen_per_hour >= 0`))
    .addColumn('start_up_fee_fen', 'bigint', (it) => it.notNull().check(sql`start_up_fee_fen >= 0`))
    .addColumn('minimum_charge_fen', 'bigint', (it) => it.notNull().check(sql`minimum_charge_fen >= 0`))
    .addColumn('cancel_notice_minutes', 'bigint', (it) => it.notNull().check(sql`cancel_notice_minutes >= 0`))
    .addColumn('cancel_fee_fen', 'bigint', (it) => it.notNull().check(sql`cancel_fee_fen >= 0`))
    .addColumn('rate_windows', 'text', (it) => it.notNull())
    .addUniqueConstraint('tariff_day', ['instrument_id', 'customer_class', 'valid_from'])
    .execute()
}

async function createStatements(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('statement')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('provider_id', 'text', (it) => it.notNull().references('institution.id'))
    .addColumn('payer_id', 'text', (it) => it.notNull())
    .addColumn('payer_institution_id', 'text', (it) => it.references('institution.id'))
    .addColumn('year', 'bigint', (it) => it.notNull())
    .addColumn('counter', 'bigint', (it) => it.notNull().check(sql`counter > 0`))
    .addColumn('period_starts_at', 'bigint', (it) => it.notNull())
    .addColumn('period_ends_at', 'bigint', (it) => it.notNull())
    .addColumn('issued_at', 'bigint', (it) => it.notNull())
    .addColumn('total_fen', 'bigint', (it) => it.notNull().check(sql`total_fen >= 0`))
    .addColumn('state', 'text', (it) => it.notNull().check(sql`state in ('issued', 'partly_paid', 'paid')`))
    .addUniqueConstraint('statement_number', ['provider_id', 'year', 'counter'])
    .execute()
  await index(db, 'statement', 'provider', 'provider_id, issued_at, id')
  await index(db, 'statement', 'payer', 'payer_id, issued_at, id')
  await index(db, 'statement', 'provider_state', 'provider_id, state, issued_at, id')
  await index(db, 'statement', 'payer_state', 'payer_id, state, issued_at, id')
  await index(db, 'statement', 'parties', 'provider_id, payer_id, issued_at, id')
  await index(db, 'statement', 'state', 'state, issued_at, id')
  await index(db, 'statement', 'moment', 'issued_at, id')
  await db.schema
    .createTable('payment')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('statement_id', 'text', (it) => it.notNull().references('statement.id'))
    .addColumn('amount_fen', 'bigint', (it) => it.notNull().check(sql`amount_fen > 0`))
    .addColumn('paid_on', 'text', (it) => it.notNull())
    .addColumn('reference', 'text', (it) => it.notNull())
    .addColumn('recorded_at', 'bigint', (it) => it.notNull())
    .addColumn('recorded_by', 'text', (it) => it.notNull().references('person.id'))
    .addUniqueConstraint('payment_reference', ['statement_id', 'reference'])
    .execute()
}

async function createCharges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('charge')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('booking_id', 'text', (it) => it.notNull().references('booking.id'))
    .addColumn('usage_id', 'text', (it) => it.references('usage_record.id'))
    .addColumn('instrument_id', 'text', (it) => it.notNull().references('instrument.id'))
    .addColumn('customer_class', 'text', (it) => it.notNull().check(CLASSES))
    .addColumn('starts_at', 'bigint', (it) => it.notNull())
    .addColumn('provider_id', 'text', (it) => it.notNull().references('institution.id'))
    .addColumn('payer_id', 'text', (it) => it.notNull())
    .addColumn('payer_institution_id', 'text', (it) => it.references('institution.id'))
    .addColumn('person_id', 'text', (it) => it.notNull().references('person.id'))
    .addColumn('amount_fen', 'bigint', (it) => it.notNull().check(sql`amount_fen >= 0`))
    .addColumn('waived_fen', 'bigint', (it) => it.notNull().check(sql`waived_fen >= 0`))
    .addColumn('lines', 'text', (it) => it.notNull())
    .addColumn('state', 'text', (it) =>
      it.notNull().check(sql`state in ('open', 'stated', 'paid', 'waived')`),
    )
    .addColumn('occurred_at', 'bigint', (it) => it.notNull())
    .addColumn('statement_id', 'text', (it) => it.references('statement.id'))
    .addColumn('waiver_reason', 'text')
    .addCheckConstraint('charge_statement', sql`(statement_id is not null) = (state in ('stated', 'paid'))`)
    .addCheckConstraint('charge_waiver', sql`(waiver_reason is not null) = (state = 'waived')`)
    .execute()
  await index(db, 'charge', 'booking', 'booking_id')
  await index(db, 'charge', 'usage', 'usage_id')
  await index(db, 'charge', 'tariff', 'instrument_id, customer_class, starts_at')
  await index(db, 'charge', 'statement', 'statement_id, occurred_at, id')
  await index(db, 'charge', 'provider', 'provider_id, occurred_at, id, amount_fen')
  await index(
    db,
    'charge',
    'provider_state',
    'provider_id, state, occurred_at, id, payer_id, payer_institution_id, amount_fen',
  )
  await index(db, 'charge', 'parties', 'provider_id, payer_id, occurred_at, id, amount_fen')
  await index(db, 'charge', 'parties_state', 'provider_id, payer_id, state, occurred_at, id, amount_fen')
  await index(db, 'charge', 'payer', 'payer_id, occurred_at, id, amount_fen')
  await index(db, 'charge', 'payer_state', 'payer_id, state, occurred_at, id, amount_fen')
  await index(db, 'charge', 'person', 'person_id, occurred_at, id')
  await index(db, 'charge', 'state', 'state, occurred_at, id, amount_fen')
  await index(db, 'charge', 'moment', 'occurred_at, id, amount_fen')
}

async function createLedger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledger_account')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('kind', 'text', (it) =>
      it.notNull().check(sql`kind in ('receivable', 'income', 'clearing', 'waivers')`),
    )
    .addColumn('provider_id', 'text', (it) => it.notNull().references('institution.id'))
    .addColumn('payer_id', 'text', (it) => it.notNull())
    .addUniqueConstraint('ledger_account_once', ['provider_id', 'payer_id', 'kind'])
    .execute()
  await db.schema
    .createTable('ledger_transfer')
    .addColumn('id', 'text', (it) => it.primaryKey())
    .addColumn('debit_account_id', 'text', (it) => it.notNull().references('ledger_account.id'))
    .addColumn('credit_account_id', 'text', (it) => it.notNull().references('ledger_account.id'))
    .addColumn('amount_fen', 'bigint', (it) => it.notNull().check(sql`amount_fen > 0`))
    .addColumn('at', 'bigint', (it) => it.notNull())
    .addCheckConstraint('ledger_transfer_moves', sql`debit_account_id <> credit_account_id`)
    .execute()
  await index(db, 'ledger_transfer', 'debit', 'debit_account_id, amount_fen')
  await index(db, 'ledger_transfer', 'credit', 'credit_account_id, amount_fen')
}

async function index(db: Kysely<unknown>, table: string, name: string, columns: string): Promise<void> {
  await sql.raw(`create index ${table}_${name} on ${table} (${columns})`).execute(db)
}

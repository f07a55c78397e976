/** Statements and payments in the schema. */

import { builder, enumValues, IntervalInput, IntervalRef, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { InstitutionRef } from '../../institutions/graphql/institution.ts'
import { chargesOfStatement } from '../actions/charges.ts'
import { recordInvoice } from '../actions/invoice.ts'
import { recordPayment } from '../actions/payments.ts'
import {
  exportUrlOf,
  findStatements,
  issueStatement,
  numberOf,
  paidTotals,
  type StatementPage,
  visibleStatements,
} from '../actions/statements.ts'
import { voidStatement } from '../actions/void-statement.ts'
import { type Payment, paymentsByStatementIds } from '../queries/payments.ts'
import { type Statement, statementsByIds } from '../queries/statements.ts'
import { ChargeConnectionRef, ChargeRef } from './charges.ts'

const StatementStateEnum = builder.enumType('StatementState', {
  description: 'How a statement stands.',
  values: enumValues(['issued', 'partly_paid', 'paid', 'void'] as const),
})

export const StatementRef = builder.loadableObjectRef<Statement, string>('Statement', {
  load: (ids, ctx) => foundOrError(statementsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})

export const PaymentRef = builder.objectRef<Payment>('Payment').implement({
  description: 'A payment as confirmed by a bank or cashier. The platform holds no money.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'What was paid.' }),
    paidOn: t.expose('paidOn', { type: 'LocalDate', description: 'The day of the payment.' }),
    reference: t.exposeString('reference', {
      description: 'Number of the receipt, unique for the statement.',
    }),
    recordedAt: t.expose('recordedAt', { type: 'Instant', description: 'When it was recorded here.' }),
    reversedAt: t.expose('reversedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was taken back; null where it stands.',
    }),
    statement: t.field({
      type: StatementRef,
      description: 'What was paid for.',
      resolve: (it) => it.statementId,
    }),
  }),
})

StatementRef.implement({
  description: 'What a payer owes a provider for a period. A charge stands on one statement only.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    exportUrl: t.string({
      description: 'Address of the statement as an Excel workbook, in the language of the reader.',
      resolve: (it, _args, ctx) => exportUrlOf(ctx, it),
    }),
    number: t.string({
      description: 'For example 2026-000123; counts up for each provider and year.',
      resolve: (it) => numberOf(it),
    }),
    provider: t.field({ type: InstitutionRef, description: 'Who is owed.', resolve: (it) => it.providerId }),
    payerId: t.exposeID('payerId', { description: 'Id of the payer, an institution or a person.' }),
    payer: t.field({
      type: InstitutionRef,
      nullable: true,
      description: 'Who owes; null where a person without an institution does.',
      resolve: (it) => it.payerInstitutionId,
    }),
    payerPerson: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who owes, where it is a person without an institution.',
      resolve: (it) => (it.payerInstitutionId === null ? it.payerId : null),
    }),
    period: t.field({
      type: IntervalRef,
      description: 'Its charges occurred in this span.',
      resolve: (it) => it.period,
    }),
    issuedAt: t.expose('issuedAt', { type: 'Instant', description: 'When it was issued.' }),
    totalFen: t.expose('totalFen', { type: 'Fen', description: 'The sum of its charges.' }),
    paidFen: t.loadable({
      type: 'Fen',
      description: 'The sum of its payments that stand.',
      load: (ids: string[], ctx) => paidTotals(ctx, ids),
      resolve: (it) => it.id,
    }),
    state: t.field({ type: StatementStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    voidedAt: t.expose('voidedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was made void; null where it counts.',
    }),
    invoiceNumber: t.exposeString('invoiceNumber', {
      nullable: true,
      description: 'Number of the invoice; null where none is recorded.',
    }),
    invoicedOn: t.expose('invoicedOn', {
      type: 'LocalDate',
      nullable: true,
      description: 'The day of the invoice.',
    }),
    voidReason: t.exposeString('voidReason', { nullable: true, description: 'Why it is void.' }),
    charges: t.field({
      type: ChargeConnectionRef,
      description: 'The charges on it.',
      complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
      args: {
        first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
        after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
      },
      resolve: (it, args, ctx) => chargesOfStatement(ctx, it.id, args),
    }),
    payments: t.loadableList({
      type: PaymentRef,
      description: 'Payments recorded, oldest first.',
      load: (ids: string[], ctx) => paymentsByStatementIds(ctx.store.db, ids),
      resolve: (it) => it.id,
    }),
  }),
})

builder.objectFields(ChargeRef, (t) => ({
  statement: t.loadable({
    type: StatementRef,
    nullable: true,
    description: 'The statement it is on; null while it is on none, or where the viewer may not see that.',
    load: (ids: string[], ctx) => visibleStatements(ctx, ids),
    resolve: (it) => it.statementId,
  }),
}))

const StatementConnectionRef = connectionRef<Statement, StatementPage>(
  'Statement',
  StatementRef,
  'newest first',
)

builder.objectFields(StatementConnectionRef, (t) => ({
  totalCount: t.int({ description: 'How many statements the filter leaves.', resolve: (it) => it.count() }),
}))

const StatementFilterInput = builder.inputType('StatementFilter', {
  description: 'Which statements; every condition must hold.',
  fields: (t) => ({
    providerId: t.id({ required: false, description: 'Issued by this institution.' }),
    payerId: t.id({ required: false, description: 'Issued to this institution or person.' }),
    state: t.field({ type: StatementStateEnum, required: false, description: 'How they stand.' }),
  }),
})

builder.queryFields((t) => ({
  statements: t.field({
    type: StatementConnectionRef,
    description:
      "One's own statements, those of one's institution for its finance, or all of them for the city.",
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      filter: t.arg({ type: StatementFilterInput, required: false, description: 'Which.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findStatements(ctx, args.filter ?? {}, args),
  }),
  statement: t.field({
    type: StatementRef,
    nullable: true,
    description: 'One statement; null when there is none that the viewer may see.',
    args: { id: t.arg.id({ description: 'The id of the statement.' }) },
    resolve: async (_root, args, ctx) => (await visibleStatements(ctx, [args.id]))[0],
  }),
}))

const IssueStatementInput = builder.inputType('IssueStatementInput', {
  description: 'Between whom, and for when.',
  fields: (t) => ({
    providerId: t.id({ description: 'The institution that is owed.' }),
    payerId: t.id({ description: 'The institution that owes, or the person without one.' }),
    period: t.field({ type: IntervalInput, description: 'A span that is over.' }),
  }),
})

const VoidStatementInput = builder.inputType('VoidStatementInput', {
  description: 'A statement that is not to count.',
  fields: (t) => ({
    statementId: t.id({ description: 'The last one between its two parties, of which nothing is paid.' }),
    reason: t.string({ description: 'Why; 10 to 500 characters.' }),
  }),
})

const RecordInvoiceInput = builder.inputType('RecordInvoiceInput', {
  description: 'The invoice that was written for a statement.',
  fields: (t) => ({
    statementId: t.id({ description: 'The statement.' }),
    number: t.string({ description: '1 to 40 characters.' }),
    issuedOn: t.field({ type: 'LocalDate', description: 'The day of the invoice, at the latest today.' }),
  }),
})

const RecordPaymentInput = builder.inputType('RecordPaymentInput', {
  description: 'A payment as confirmed by a bank or cashier.',
  fields: (t) => ({
    statementId: t.id({ description: 'What was paid for.' }),
    amountFen: t.field({ type: 'Fen', description: 'More than zero, at most what is owed.' }),
    paidOn: t.field({ type: 'LocalDate', description: 'From the day the statement was issued to today.' }),
    reference: t.string({ description: 'Number of the receipt; the same one again is the same payment.' }),
  }),
})

builder.mutationFields((t) => ({
  issueStatement: t.field({
    type: StatementRef,
    description: 'Puts every open charge between two parties that occurred in a period on one statement.',
    args: { input: t.arg({ type: IssueStatementInput, description: 'Between whom, and for when.' }) },
    errors: refusable('IssueStatementResult'),
    resolve: (_root, { input }, ctx) => issueStatement(ctx, input),
  }),
  voidStatement: t.field({
    type: StatementRef,
    description: 'Makes a statement void: it keeps its number, and its charges are open again.',
    args: { input: t.arg({ type: VoidStatementInput, description: 'Which, and why.' }) },
    errors: refusable('VoidStatementResult'),
    resolve: (_root, { input }, ctx) => voidStatement(ctx, input),
  }),
  recordInvoice: t.field({
    type: StatementRef,
    description: 'Records the invoice of a statement, in place of one recorded before.',
    args: { input: t.arg({ type: RecordInvoiceInput, description: 'The invoice.' }) },
    errors: refusable('RecordInvoiceResult'),
    resolve: (_root, { input }, ctx) => recordInvoice(ctx, input),
  }),
  recordPayment: t.field({
    type: PaymentRef,
    description: 'Records that a payment has been confirmed. Sending it twice records it once.',
    args: { input: t.arg({ type: RecordPaymentInput, description: 'The payment.' }) },
    errors: refusable('RecordPaymentResult'),
    resolve: (_root, { input }, ctx) => recordPayment(ctx, input),
  }),
}))

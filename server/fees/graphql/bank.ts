/** Lines of the bank in the schema. */

import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import {
  type BankTotals,
  bankSuggestions,
  bankTotals,
  findBankLines,
  type MatchSuggestion,
  openOf,
} from '../actions/bank-lines.ts'
import { acceptBankLines, setBankLineAside, undoBankLine } from '../actions/bank-decisions.ts'
import type { BankLine } from '../queries/bank-lines.ts'
import { paymentsByBankLineIds } from '../queries/payments.ts'
import { statementsByIds } from '../queries/statements.ts'
import { PaymentRef, StatementRef } from './statements.ts'

const BankDirectionEnum = builder.enumType('BankDirection', {
  description: 'Whether money came in or went out.',
  values: enumValues(['credit', 'debit'] as const),
})

const BankLineStateEnum = builder.enumType('BankLineState', {
  description: 'Whether something of a line is not decided yet.',
  values: enumValues(['open', 'settled'] as const),
})

const MatchReasonEnum = builder.enumType('BankMatchReason', {
  description: 'What speaks for a statement: its number in the text, the amount, the payer, the day.',
  values: enumValues(['number', 'amount', 'payer', 'days'] as const),
})

const BankSuggestionRef = builder.objectRef<MatchSuggestion>('BankSuggestion').implement({
  description: 'A statement that a line of the bank may pay.',
  fields: (t) => ({
    score: t.exposeInt('score', { description: '0 to 100.' }),
    reasons: t.field({
      type: [MatchReasonEnum],
      complexity: { field: 1, multiplier: 1 },
      description: 'What speaks for it, the most telling first.',
      resolve: (it) => [...it.reasons],
    }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'What of the line would pay it.' }),
    isSure: t.exposeBoolean('isSure', {
      description: 'Whether it scores 90 or more, no other as much, and the line is not more than is owed.',
    }),
    statement: t.loadable({
      type: StatementRef,
      description: 'What would be paid.',
      load: (ids: string[], ctx) => foundOrError(statementsByIds(ctx.store.db, ids)),
      resolve: (it) => it.statementId,
    }),
  }),
})

const BankLineRef = builder.objectRef<BankLine>('BankLine').implement({
  description: 'A movement of an account of an institution, as its bank tells it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    direction: t.field({
      type: BankDirectionEnum,
      description: 'Which way it went.',
      resolve: (it) => it.direction,
    }),
    bookedOn: t.expose('bookedOn', { type: 'LocalDate', description: 'The day of the bank.' }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'More than zero.' }),
    matchedFen: t.expose('matchedFen', { type: 'Fen', description: 'What of it pays statements.' }),
    notOursFen: t.expose('notOursFen', { type: 'Fen', description: 'What of it is set aside.' }),
    openFen: t.field({
      type: 'Fen',
      description: 'What of it is not decided.',
      resolve: (it) => openOf(it),
    }),
    notOursReason: t.exposeString('notOursReason', {
      nullable: true,
      description: 'Why it is set aside; null where nothing is.',
    }),
    account: t.exposeString('account', { description: 'The account of the institution.' }),
    payerName: t.exposeString('payerName', { description: 'Who paid, or was paid; may be empty.' }),
    payerAccount: t.exposeString('payerAccount', { description: 'From where, or to where; may be empty.' }),
    description: t.exposeString('description', { description: 'What the payer wrote; may be empty.' }),
    bankNumber: t.exposeString('bankNumber', {
      nullable: true,
      description: 'The number of the bank; null where it gives none.',
    }),
    state: t.field({ type: BankLineStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    version: t.exposeInt('version', {
      description: 'Counts its changes; send it back with what you decide.',
    }),
    payments: t.loadableList({
      type: PaymentRef,
      description: 'The payments that it is or was, oldest first.',
      complexity: { field: 1, multiplier: 2 },
      load: (ids: string[], ctx) => paymentsByBankLineIds(ctx.store.db, ids),
      resolve: (it) => it.id,
    }),
    suggestions: t.loadableList({
      type: BankSuggestionRef,
      description: 'Statements that it may pay, the likeliest first; at most three.',
      complexity: { field: 1, multiplier: 3 },
      load: (lines: BankLine[], ctx) => bankSuggestions(ctx, lines),
      resolve: (it) => it,
    }),
  }),
})

const BankLineConnectionRef = connectionRef('BankLine', BankLineRef, 'the last booked first')

const BankSumsRef = builder.objectRef<BankTotals>('BankSums').implement({
  description: 'Sums of lines; what came in, or went out, is what is matched, set aside and open together.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many lines.' }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'All of them.' }),
    matchedFen: t.expose('matchedFen', { type: 'Fen', description: 'What pays statements.' }),
    notOursFen: t.expose('notOursFen', { type: 'Fen', description: 'What is set aside.' }),
    openFen: t.expose('openFen', { type: 'Fen', description: 'What is not decided.' }),
  }),
})

const BankTotalsRef = builder
  .objectRef<{ readonly credit: BankTotals; readonly debit: BankTotals }>('BankTotals')
  .implement({
    description: 'What came in and what went out in some days.',
    fields: (t) => ({
      credit: t.field({ type: BankSumsRef, description: 'What came in.', resolve: (it) => it.credit }),
      debit: t.field({ type: BankSumsRef, description: 'What went out.', resolve: (it) => it.debit }),
    }),
  })

builder.queryFields((t) => ({
  bankLines: t.field({
    type: BankLineConnectionRef,
    description: 'Lines of the bank of an institution.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      institutionId: t.arg.id({ description: 'Whose.' }),
      from: t.arg({ type: 'LocalDate', description: 'The first day.' }),
      to: t.arg({ type: 'LocalDate', description: 'The last day, at most 400 later.' }),
      direction: t.arg({ type: BankDirectionEnum, description: 'Which way.' }),
      state: t.arg({ type: BankLineStateEnum, required: false, description: 'How they stand.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, { from, to, ...args }, ctx) => findBankLines(ctx, { ...args, days: { from, to } }, args),
  }),
  bankTotals: t.field({
    type: BankTotalsRef,
    description: 'What came in and what went out in some days, and what of it is decided.',
    args: {
      institutionId: t.arg.id({ description: 'Whose.' }),
      from: t.arg({ type: 'LocalDate', description: 'The first day.' }),
      to: t.arg({ type: 'LocalDate', description: 'The last day, at most 400 later.' }),
    },
    resolve: (_root, { institutionId, from, to }, ctx) =>
      bankTotals(ctx, { institutionId, days: { from, to } }),
  }),
}))

const BankPartInput = builder.inputType('BankPartInput', {
  description: 'A part of a line, and what it pays.',
  fields: (t) => ({
    statementId: t.id({ description: 'A statement of the same institution.' }),
    amountFen: t.field({ type: 'Fen', description: 'More than zero, at most what is owed.' }),
  }),
})

const AcceptedBankLineInput = builder.inputType('AcceptedBankLineInput', {
  description: 'A line that came in, and what it pays.',
  fields: (t) => ({
    lineId: t.id({ description: 'The line.' }),
    version: t.int({ description: 'The version of it that was seen.' }),
    parts: t.field({ type: [BankPartInput], description: '1 to 20 parts, together at most what is open.' }),
  }),
})

const AcceptBankLinesInput = builder.inputType('AcceptBankLinesInput', {
  description: 'Lines of one institution.',
  fields: (t) => ({
    lines: t.field({ type: [AcceptedBankLineInput], description: '1 to 50 lines.' }),
  }),
})

const DecideBankLineInput = builder.inputType('DecideBankLineInput', {
  description: 'What is decided of a line.',
  fields: (t) => ({
    lineId: t.id({ description: 'The line.' }),
    version: t.int({ description: 'The version of it that was seen.' }),
    reason: t.string({ description: 'Why; 2 to 200 characters.' }),
  }),
})

const BankLinesRef = builder.objectRef<readonly BankLine[]>('AcceptedBankLines').implement({
  description: 'Lines that were made payments.',
  fields: (t) => ({
    lines: t.field({ type: [BankLineRef], description: 'In the order asked.', resolve: (it) => [...it] }),
  }),
})

builder.mutationFields((t) => ({
  acceptBankLines: t.field({
    type: BankLinesRef,
    description: 'Makes lines that came in payments of statements: all, or none where one cannot be.',
    args: { input: t.arg({ type: AcceptBankLinesInput, description: 'Which, and what they pay.' }) },
    errors: refusable('AcceptBankLinesResult'),
    resolve: (_root, { input }, ctx) => acceptBankLines(ctx, input.lines),
  }),
  setBankLineAside: t.field({
    type: BankLineRef,
    description: 'Sets aside what is open of a line, because it pays no statement.',
    args: { input: t.arg({ type: DecideBankLineInput, description: 'Which, and why.' }) },
    errors: refusable('SetBankLineAsideResult'),
    resolve: (_root, { input }, ctx) => setBankLineAside(ctx, input),
  }),
  undoBankLine: t.field({
    type: BankLineRef,
    description: 'Undoes what was decided of a line: its payments are taken back, and all of it is open.',
    args: { input: t.arg({ type: DecideBankLineInput, description: 'Which, and why.' }) },
    errors: refusable('UndoBankLineResult'),
    resolve: (_root, { input }, ctx) => undoBankLine(ctx, input),
  }),
}))

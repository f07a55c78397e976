/** How banks write their files, in the schema. */

import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { bankMappings, saveBankMapping } from '../actions/bank-mappings.ts'
import type { SavedMapping } from '../queries/bank-files.ts'

const BankEncodingEnum = builder.enumType('BankEncoding', {
  description: 'How letters are written; AUTO: UTF-8, or else GB 18030.',
  values: enumValues(['auto', 'utf8', 'gb18030'] as const),
})
const BankSeparatorEnum = builder.enumType('BankSeparator', {
  description: 'What stands between columns.',
  values: enumValues(['comma', 'semicolon', 'tab', 'pipe'] as const),
})
const DecimalMarkEnum = builder.enumType('DecimalMark', {
  description: 'What stands before the fen.',
  values: enumValues(['point', 'comma'] as const),
})
const DateOrderEnum = builder.enumType('DateOrder', {
  description: 'The order of year, month and day.',
  values: enumValues(['ymd', 'dmy', 'mdy'] as const),
})

const COLUMN_WORDS = {
  bookedOn: 'The booking day.',
  amount: 'The amount, where it is one column; below zero or marked where it went out.',
  credit: 'What came in, where that has a column of its own.',
  debit: 'What went out, where that has a column of its own.',
  direction: 'The mark of which way it went.',
  payerName: 'Who paid, or was paid.',
  payerAccount: 'From where, or to where.',
  description: 'What the payer wrote.',
  bankNumber: 'The number of the bank.',
} as const

const BankColumnsRef = builder.objectRef<SavedMapping['columns']>('BankColumns').implement({
  description: 'Names of columns as the bank writes them; null: there is none.',
  fields: (t) => ({
    bookedOn: t.exposeString('bookedOn', { nullable: true, description: COLUMN_WORDS.bookedOn }),
    amount: t.exposeString('amount', { nullable: true, description: COLUMN_WORDS.amount }),
    credit: t.exposeString('credit', { nullable: true, description: COLUMN_WORDS.credit }),
    debit: t.exposeString('debit', { nullable: true, description: COLUMN_WORDS.debit }),
    direction: t.exposeString('direction', { nullable: true, description: COLUMN_WORDS.direction }),
    payerName: t.exposeString('payerName', { nullable: true, description: COLUMN_WORDS.payerName }),
    payerAccount: t.exposeString('payerAccount', { nullable: true, description: COLUMN_WORDS.payerAccount }),
    description: t.exposeString('description', { nullable: true, description: COLUMN_WORDS.description }),
    bankNumber: t.exposeString('bankNumber', { nullable: true, description: COLUMN_WORDS.bankNumber }),
  }),
})

const BankMappingRef = builder.objectRef<SavedMapping>('BankMapping').implement({
  description: 'How a bank of an institution writes its CSV.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    name: t.exposeString('name', { description: 'Unique for the institution.' }),
    account: t.exposeString('account', { description: 'The account of the institution.' }),
    encoding: t.field({ type: BankEncodingEnum, description: 'Of letters.', resolve: (it) => it.encoding }),
    separator: t.field({
      type: BankSeparatorEnum,
      description: 'Of columns.',
      resolve: (it) => it.separator,
    }),
    decimalMark: t.field({
      type: DecimalMarkEnum,
      description: 'Of amounts.',
      resolve: (it) => it.decimalMark,
    }),
    dateOrder: t.field({ type: DateOrderEnum, description: 'Of days.', resolve: (it) => it.dateOrder }),
    columns: t.field({ type: BankColumnsRef, description: 'Of the file.', resolve: (it) => it.columns }),
  }),
})

builder.queryFields((t) => ({
  bankMappings: t.field({
    type: [BankMappingRef],
    description: 'How the banks of an institution write their files, by name; at most 20.',
    args: { institutionId: t.arg.id({ description: 'Whose.' }) },
    resolve: async (_root, { institutionId }, ctx) => [...(await bankMappings(ctx, institutionId))],
  }),
}))

const BankColumnsInput = builder.inputType('BankColumnsInput', {
  description: 'Names of columns as the bank writes them; left out: there is none.',
  fields: (t) => ({
    bookedOn: t.string({ required: false, description: COLUMN_WORDS.bookedOn }),
    amount: t.string({ required: false, description: COLUMN_WORDS.amount }),
    credit: t.string({ required: false, description: COLUMN_WORDS.credit }),
    debit: t.string({ required: false, description: COLUMN_WORDS.debit }),
    direction: t.string({ required: false, description: COLUMN_WORDS.direction }),
    payerName: t.string({ required: false, description: COLUMN_WORDS.payerName }),
    payerAccount: t.string({ required: false, description: COLUMN_WORDS.payerAccount }),
    description: t.string({ required: false, description: COLUMN_WORDS.description }),
    bankNumber: t.string({ required: false, description: COLUMN_WORDS.bankNumber }),
  }),
})

const SaveBankMappingInput = builder.inputType('SaveBankMappingInput', {
  description: 'How a bank writes its CSV.',
  fields: (t) => ({
    institutionId: t.id({ description: 'Whose.' }),
    name: t.string({ description: '1 to 80 characters; the same name again puts it right.' }),
    account: t.string({ description: '1 to 80 characters.' }),
    encoding: t.field({ type: BankEncodingEnum, description: 'Of letters.' }),
    separator: t.field({ type: BankSeparatorEnum, description: 'Of columns.' }),
    decimalMark: t.field({ type: DecimalMarkEnum, description: 'Of amounts.' }),
    dateOrder: t.field({ type: DateOrderEnum, description: 'Of days.' }),
    columns: t.field({ type: BankColumnsInput, description: 'Of the file.' }),
  }),
})

builder.mutationFields((t) => ({
  saveBankMapping: t.field({
    type: BankMappingRef,
    description: 'Keeps how a bank writes its files.',
    args: { input: t.arg({ type: SaveBankMappingInput, description: 'How.' }) },
    errors: refusable('SaveBankMappingResult'),
    resolve: (_root, { input: { institutionId, columns, ...mapping } }, ctx) =>
      saveBankMapping(ctx, {
        institutionId,
        mapping: {
          ...mapping,
          columns: {
            bookedOn: columns.bookedOn ?? null,
            amount: columns.amount ?? null,
            credit: columns.credit ?? null,
            debit: columns.debit ?? null,
            direction: columns.direction ?? null,
            payerName: columns.payerName ?? null,
            payerAccount: columns.payerAccount ?? null,
            description: columns.description ?? null,
            bankNumber: columns.bankNumber ?? null,
          },
        },
      }),
  }),
}))

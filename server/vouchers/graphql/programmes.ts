/** Voucher programmes in the schema. */

import { builder, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { findProgrammes, openProgramme, voucherExamples } from '../actions/programmes.ts'
import { type Programme, programmesByIds } from '../queries/programmes.ts'
import type { ProgrammeExample } from '../rules/examples.ts'
import type { ProgrammeRules } from '../rules/programmes.ts'
import type { VoucherTier } from '../rules/vouchers.ts'
import { pageComplexity, VoucherKindEnum, VoucherLevelEnum } from './words.ts'

const VoucherTierRef = builder.objectRef<VoucherTier>('VoucherTier').implement({
  description: 'What is paid of a part of the price.',
  fields: (t) => ({
    upToFen: t.expose('upToFen', {
      type: 'Fen',
      nullable: true,
      description: 'The end of the part, which begins where the one before ends; null: all the rest.',
    }),
    percent: t.exposeFloat('percent', { description: 'How much of it is paid.' }),
  }),
})

const VoucherRulesRef = builder.objectRef<Partial<ProgrammeRules>>('VoucherRules').implement({
  description:
    'What a programme pays, for whom and up to what. Null: not limited, or for an example not known.',
  fields: (t) => ({
    kinds: t.field({
      type: [VoucherKindEnum],
      description: 'For whom; in the order of the rules.',
      resolve: ({ kinds }) => [...(kinds ?? [])],
    }),
    tiers: t.field({
      type: [VoucherTierRef],
      description: 'What is paid, part by part, the lowest first.',
      resolve: ({ tiers }) => [...(tiers ?? [])],
    }),
    fullCoverLimitFen: t.field({
      type: 'Fen',
      nullable: true,
      description: 'A price of at most this is paid in full.',
      resolve: (it) => it.fullCoverLimitFen ?? null,
    }),
    perOrderFen: t.field({
      type: 'Fen',
      nullable: true,
      description: 'The most that is paid of one booking.',
      resolve: (it) => it.perOrderFen ?? null,
    }),
    perGrantFen: t.field({
      type: 'Fen',
      nullable: true,
      description: 'The most that one grant gives.',
      resolve: (it) => it.perGrantFen ?? null,
    }),
    perYearFen: t.field({
      type: 'Fen',
      nullable: true,
      description: 'The most that a year gives to an enterprise.',
      resolve: (it) => it.perYearFen ?? null,
    }),
    minInstrumentValueFen: t.field({
      type: 'Fen',
      nullable: true,
      description: 'Only instruments that cost at least this.',
      resolve: (it) => it.minInstrumentValueFen ?? null,
    }),
    validDays: t.int({
      nullable: true,
      description: 'A grant ends so many days after it was given.',
      resolve: ({ validDays }) => validDays ?? null,
    }),
    banYears: t.int({
      nullable: true,
      description: 'Whoever cheated gets nothing for so many years.',
      resolve: ({ banYears }) => banYears ?? null,
    }),
  }),
})

export const VoucherProgrammeRef = builder.loadableObjectRef<Programme, string>('VoucherProgramme', {
  load: (ids, ctx) => foundOrError(programmesByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})

VoucherProgrammeRef.implement({
  description: 'Public money that pays a part of what enterprises book. Its rules never change.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    issuer: t.exposeString('issuer', { description: 'Who pays.' }),
    level: t.field({ type: VoucherLevelEnum, description: 'On which level.', resolve: (it) => it.level }),
    docNo: t.exposeString('docNo', {
      nullable: true,
      description: 'The number of the document that sets the rules.',
    }),
    source: t.exposeString('source', { description: 'Where the rules are from.' }),
    isDemo: t.exposeBoolean('isDemo', { description: 'Whether the rules are made up for a demo.' }),
    validFrom: t.expose('validFrom', { type: 'LocalDate', description: 'The first day.' }),
    validTo: t.expose('validTo', { type: 'LocalDate', description: 'The last day.' }),
    rules: t.field({ type: VoucherRulesRef, description: 'What it pays.', resolve: (it) => it.rules }),
    budgetFen: t.expose('budgetFen', { type: 'Fen', description: 'What it can pay in all.' }),
    reservedFen: t.expose('reservedFen', {
      type: 'Fen',
      description: 'Set aside by bookings that are not settled.',
    }),
    capturedFen: t.expose('capturedFen', {
      type: 'Fen',
      description: 'What it has paid, or owes providers.',
    }),
  }),
})

const VoucherExampleRef = builder.objectRef<ProgrammeExample>('VoucherExample').implement({
  description: 'A programme of another place, to read; nobody can apply for it here.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { description: 'English name.' }),
    docNo: t.exposeString('docNo', {
      nullable: true,
      description: 'The number of its document, where known.',
    }),
    source: t.exposeString('source', { description: 'Where this was read.' }),
    noteZh: t.exposeString('noteZh', { description: 'What the figures leave out, in Chinese.' }),
    noteEn: t.exposeString('noteEn', { description: 'The same in English.' }),
    rules: t.field({ type: VoucherRulesRef, description: 'What is known.', resolve: (it) => it.rules }),
  }),
})

const ProgrammeConnectionRef = connectionRef<Programme>(
  'VoucherProgramme',
  VoucherProgrammeRef,
  'newest first',
)

builder.queryFields((t) => ({
  voucherProgrammes: t.field({
    type: ProgrammeConnectionRef,
    description: 'Programmes of this city. Public.',
    complexity: pageComplexity,
    args: {
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findProgrammes(ctx, args),
  }),
  voucherExamples: t.field({
    type: [VoucherExampleRef],
    description: 'Programmes of other places, by id. Public.',
    resolve: () => [...voucherExamples()],
  }),
}))

const VoucherTierInput = builder.inputType('VoucherTierInput', {
  description: 'What is paid of a part of the price.',
  fields: (t) => ({
    upToFen: t.field({ type: 'Fen', required: false, description: 'Left out: all the rest.' }),
    percent: t.float({ description: '0 to 100.' }),
  }),
})

const VoucherRulesInput = builder.inputType('VoucherRulesInput', {
  description: 'What a programme pays, for whom and up to what.',
  fields: (t) => ({
    kinds: t.field({ type: [VoucherKindEnum], description: 'For whom.' }),
    tiers: t.field({ type: [VoucherTierInput], description: 'The lowest part first; 1 to 10.' }),
    fullCoverLimitFen: t.field({
      type: 'Fen',
      required: false,
      description: 'A price of at most this is paid in full; none is unless told.',
    }),
    perOrderFen: t.field({ type: 'Fen', required: false, description: 'Left out: not limited.' }),
    perGrantFen: t.field({ type: 'Fen', description: 'The most that one grant gives.' }),
    perYearFen: t.field({ type: 'Fen', description: 'The most that a year gives to an enterprise.' }),
    minInstrumentValueFen: t.field({ type: 'Fen', required: false, description: 'Left out: all are.' }),
    validDays: t.int({ description: 'A grant ends so many days after it was given; 1 to 3650.' }),
    banYears: t.int({ description: 'Whoever cheated gets nothing for so long; 0 to 20.' }),
  }),
})

const OpenVoucherProgrammeInput = builder.inputType('OpenVoucherProgrammeInput', {
  description: 'A programme and its budget.',
  fields: (t) => ({
    nameZh: t.string({ description: 'Chinese name.' }),
    nameEn: t.string({ required: false, description: 'English name.' }),
    issuer: t.string({ description: 'Who pays.' }),
    level: t.field({ type: VoucherLevelEnum, description: 'On which level.' }),
    docNo: t.string({ required: false, description: 'The number of the document that sets the rules.' }),
    source: t.string({ description: 'Where the rules are from.' }),
    isDemo: t.boolean({ description: 'Whether the rules are made up for a demo.' }),
    validFrom: t.field({ type: 'LocalDate', description: 'The first day.' }),
    validTo: t.field({ type: 'LocalDate', description: 'The last day.' }),
    budgetFen: t.field({ type: 'Fen', description: 'What it can pay in all.' }),
    rules: t.field({ type: VoucherRulesInput, description: 'What it pays.' }),
  }),
})

builder.mutationFields((t) => ({
  openVoucherProgramme: t.field({
    type: VoucherProgrammeRef,
    description: 'Opens a programme, whose rules never change afterwards.',
    args: { input: t.arg({ type: OpenVoucherProgrammeInput, description: 'The programme.' }) },
    errors: refusable('OpenVoucherProgrammeResult'),
    resolve: (_root, { input: { nameEn, docNo, rules, ...form } }, ctx) => {
      const { tiers, fullCoverLimitFen, perOrderFen, minInstrumentValueFen, ...plain } = rules
      return openProgramme(ctx, {
        ...form,
        nameEn: nameEn ?? null,
        docNo: docNo ?? null,
        rules: {
          ...plain,
          tiers: tiers.map((it) => ({ upToFen: it.upToFen ?? null, percent: it.percent })),
          fullCoverLimitFen: fullCoverLimitFen ?? 0,
          minInstrumentValueFen: minInstrumentValueFen ?? 0,
          ...(typeof perOrderFen === 'number' ? { perOrderFen } : {}),
        },
      })
    },
  }),
}))

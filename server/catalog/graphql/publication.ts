/** Writing to the catalog in the schema: drafts, reviews, withdrawals. Maps arguments to one action. */

import { builder, refusable } from '../../graphql/builder.ts'
import {
  draftInstrument,
  editInstrument,
  reviewInstrument,
  submitInstrument,
  withdrawInstrument,
} from '../actions/publication.ts'
import type { InstrumentForm } from '../rules/instrument.ts'
import { InstrumentRef } from './instrument.ts'
import {
  AcquisitionSourceEnum,
  FundingSourceEnum,
  RunStatusEnum,
  ServiceModeEnum,
  ShareModeEnum,
  UsageClassEnum,
} from './words.ts'

const InstrumentSpecInput = builder.inputType('InstrumentSpecInput', {
  description: 'One key figure of an instrument.',
  fields: (t) => ({
    name: t.string({ description: 'What is told, up to 100 characters.' }),
    value: t.string({ description: 'The figure or range, up to 100 characters.' }),
    unit: t.string({ required: false, description: 'Its unit, up to 100 characters.' }),
  }),
})

const InstrumentInput = builder.inputType('InstrumentInput', {
  description: 'What the owner says of an instrument. Texts that a draft still lacks are empty.',
  fields: (t) => ({
    nameZh: t.string({ description: 'Full Chinese name, 1 to 100 characters.' }),
    nameEn: t.string({ required: false, description: 'English name, up to 100 characters.' }),
    categoryCode: t.string({ description: 'Six digits, see categories.' }),
    model: t.string({ description: "As on the maker's label, up to 100 characters." }),
    manufacturer: t.string({ description: 'Full name of the maker, up to 100 characters.' }),
    originCountry: t.string({ required: false, description: 'ISO 3166-1 alpha-2.' }),
    localAssetNo: t.string({ description: "The owner's asset number, 1 to 45 characters, unique there." }),
    serialNumber: t.string({
      required: false,
      description: "The maker's serial number, up to 100 characters.",
    }),
    usageClass: t.field({ type: UsageClassEnum, description: 'General or dedicated.' }),
    source: t.field({ type: AcquisitionSourceEnum, description: 'How it was acquired.' }),
    fundingSources: t.field({ type: [FundingSourceEnum], description: 'Who paid for it, each once.' }),
    originalValueFen: t.field({ type: 'Fen', description: 'Book value (原值).' }),
    commissionedOn: t.field({
      type: 'LocalDate',
      required: false,
      description: 'Put into use; not in the future.',
    }),
    locationZh: t.string({ description: 'Building and room, up to 100 characters.' }),
    specs: t.field({
      type: [InstrumentSpecInput],
      description: 'Key figures in the order to show, at most 50.',
    }),
    techSpecsZh: t.string({ required: false, description: 'Technical data in words, up to 500 characters.' }),
    functionsZh: t.string({ required: false, description: 'What it is for, up to 300 characters.' }),
    serviceContentZh: t.string({
      required: false,
      description: 'What is done for others, up to 200 characters.',
    }),
    accessRulesZh: t.string({ required: false, description: 'What users must know, up to 500 characters.' }),
    keywordsZh: t.stringList({ description: 'Words to find it by, at most 20, each once.' }),
    serviceModes: t.field({ type: [ServiceModeEnum], description: 'How it serves, each once.' }),
    shareMode: t.field({ type: ShareModeEnum, description: 'Whom it serves.' }),
    runStatus: t.field({ type: RunStatusEnum, description: 'Its usual state.' }),
    customsSupervised: t.boolean({ description: 'Whether customs supervises it.' }),
  }),
})

function toForm(input: typeof InstrumentInput.$inferInput): InstrumentForm {
  return {
    ...input,
    nameEn: input.nameEn ?? null,
    originCountry: input.originCountry ?? null,
    serialNumber: input.serialNumber ?? null,
    commissionedOn: input.commissionedOn ?? null,
    specs: input.specs.map((it) => ({ ...it, unit: it.unit ?? null })),
    techSpecsZh: input.techSpecsZh ?? null,
    functionsZh: input.functionsZh ?? null,
    serviceContentZh: input.serviceContentZh ?? null,
    accessRulesZh: input.accessRulesZh ?? null,
  }
}

const DraftInstrumentInput = builder.inputType('DraftInstrumentInput', {
  description: 'A new instrument.',
  fields: (t) => ({
    institutionId: t.id({ description: 'Its owner.' }),
    instrument: t.field({ type: InstrumentInput, description: 'What it is.' }),
  }),
})

const EditInstrumentInput = builder.inputType('EditInstrumentInput', {
  description: 'A new description of an instrument.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    instrument: t.field({ type: InstrumentInput, description: 'What it is, as a whole.' }),
  }),
})

const SubmitInstrumentInput = builder.inputType('SubmitInstrumentInput', {
  description: 'An instrument for the city to look at.',
  fields: (t) => ({ instrumentId: t.id({ description: 'Which instrument.' }) }),
})

const ReviewInstrumentInput = builder.inputType('ReviewInstrumentInput', {
  description: "The city's decision on an instrument.",
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    approve: t.boolean({ description: 'False sends it back.' }),
    note: t.string({ required: false, description: 'Needed to send it back.' }),
  }),
})

const WithdrawInstrumentInput = builder.inputType('WithdrawInstrumentInput', {
  description: 'An instrument to take out of the catalog.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    reason: t.string({ description: 'Why; it is kept.' }),
  }),
})

builder.mutationFields((t) => ({
  draftInstrument: t.field({
    type: InstrumentRef,
    description: 'Begins the description of an instrument; nobody but its owner and the city sees it yet.',
    args: { input: t.arg({ type: DraftInstrumentInput, description: 'What it is.' }) },
    errors: refusable('DraftInstrumentResult'),
    resolve: (_root, { input }, ctx) =>
      draftInstrument(ctx, { institutionId: input.institutionId, instrument: toForm(input.instrument) }),
  }),
  editInstrument: t.field({
    type: InstrumentRef,
    description: 'Describes an instrument anew. An approved one stays approved, and must stay complete.',
    args: { input: t.arg({ type: EditInstrumentInput, description: 'What it is.' }) },
    errors: refusable('EditInstrumentResult'),
    resolve: (_root, { input }, ctx) =>
      editInstrument(ctx, { instrumentId: input.instrumentId, instrument: toForm(input.instrument) }),
  }),
  submitInstrument: t.field({
    type: InstrumentRef,
    description:
      'Hands a draft, a rejected or a withdrawn instrument to the city, when its description is complete.',
    args: { input: t.arg({ type: SubmitInstrumentInput, description: 'Which.' }) },
    errors: refusable('SubmitInstrumentResult'),
    resolve: (_root, { input }, ctx) => submitInstrument(ctx, input.instrumentId),
  }),
  reviewInstrument: t.field({
    type: InstrumentRef,
    description: 'Admits a submitted instrument to the catalog, or sends it back with a reason.',
    args: { input: t.arg({ type: ReviewInstrumentInput, description: 'The decision.' }) },
    errors: refusable('ReviewInstrumentResult'),
    resolve: (_root, { input }, ctx) => reviewInstrument(ctx, { ...input, note: input.note ?? null }),
  }),
  withdrawInstrument: t.field({
    type: InstrumentRef,
    description: 'Takes an instrument out of the catalog. Bookings already made stay as they are.',
    args: { input: t.arg({ type: WithdrawInstrumentInput, description: 'Which, and why.' }) },
    errors: refusable('WithdrawInstrumentResult'),
    resolve: (_root, { input }, ctx) => withdrawInstrument(ctx, input),
  }),
}))

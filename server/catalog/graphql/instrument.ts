/** The instrument in the schema. Later rooms add what they know of it. */

import { builder } from '../../graphql/builder.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { DistrictRef, InstitutionRef, ReviewStateEnum } from '../../institutions/graphql/institution.ts'
import { DAY_MS, MINUTE_MS } from '../../kernel/interval.ts'
import { categoryPath, completeness, visibleReviewNote } from '../actions/descriptions.ts'
import { type Instrument, instrumentsByIds } from '../queries/instruments.ts'
import { openingHoursByInstrumentIds } from '../queries/opening.ts'
import type { InstrumentSpec } from '../rules/instrument.ts'
import type { OpeningHours, OpeningWindow } from '../rules/opening.ts'
import type { BookingPolicy } from '../rules/policy.ts'
import { CategoryRef } from './category.ts'
import {
  AcquisitionSourceEnum,
  ApprovalRuleEnum,
  FundingSourceEnum,
  RunStatusEnum,
  ServiceModeEnum,
  ShareModeEnum,
  UsageClassEnum,
} from './words.ts'

const InstrumentSpecRef = builder.objectRef<InstrumentSpec>('InstrumentSpec').implement({
  description: 'One key figure of an instrument.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What is told, for example 分辨率.' }),
    value: t.exposeString('value', { description: 'The figure or range, as on the data sheet.' }),
    unit: t.exposeString('unit', { nullable: true, description: 'Its unit; null where it has none.' }),
  }),
})

const BookingPolicyRef = builder.objectRef<BookingPolicy>('BookingPolicy').implement({
  description: 'How an instrument may be booked.',
  fields: (t) => ({
    durationMinutesMin: t.int({
      description: 'Shortest booking.',
      resolve: (it) => it.durationMsMin / MINUTE_MS,
    }),
    durationMinutesMax: t.int({
      description: 'Longest booking.',
      resolve: (it) => it.durationMsMax / MINUTE_MS,
    }),
    stepMinutes: t.int({
      description: 'Bookings start on this grid from local midnight and last a multiple of it.',
      resolve: (it) => it.stepMs / MINUTE_MS,
    }),
    noticeMinutesMin: t.int({
      description: 'How long before its start a booking must be made at the latest.',
      resolve: (it) => it.noticeMsMin / MINUTE_MS,
    }),
    horizonDays: t.int({
      description: 'How far ahead one can book.',
      resolve: (it) => it.horizonMs / DAY_MS,
    }),
    turnaroundMinutes: t.int({
      description: 'Time that stays blocked after each booking.',
      resolve: (it) => it.turnaroundMs / MINUTE_MS,
    }),
    approval: t.field({
      type: ApprovalRuleEnum,
      description: 'Whether bookings wait.',
      resolve: (it) => it.approval,
    }),
    cancelNoticeMinutes: t.int({
      description: 'How long before its start a booking can be cancelled freely.',
      resolve: (it) => it.cancelNoticeMs / MINUTE_MS,
    }),
  }),
})

const OpeningWindowRef = builder.objectRef<OpeningWindow>('OpeningWindow').implement({
  description: 'A stretch of a weekday on which an instrument is open, in the wall-clock time of its zone.',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: '1 Monday to 7 Sunday.' }),
    opensAt: t.exposeString('opensAt', { description: 'HH:MM.' }),
    closesAt: t.exposeString('closesAt', {
      description: 'HH:MM or 24:00; before opensAt means on the next day.',
    }),
  }),
})

const OpeningHoursRef = builder.objectRef<OpeningHours>('OpeningHours').implement({
  description: 'The week of an instrument, from a day on until the next such entry.',
  fields: (t) => ({
    validFrom: t.expose('validFrom', { type: 'LocalDate', description: 'The first day on which it counts.' }),
    windows: t.field({
      type: [OpeningWindowRef],
      description: 'By weekday and time; empty means closed.',
      resolve: (it) => [...it.windows],
    }),
    closedOnHolidays: t.exposeBoolean('closedOnHolidays', {
      description: 'Whether public holidays close it.',
    }),
  }),
})

export const InstrumentRef = builder.loadableObjectRef<Instrument, string>('Instrument', {
  load: (ids, ctx) => foundOrError(instrumentsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
InstrumentRef.implement({
  description: 'A large research instrument that its owner shares.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    nameZh: t.exposeString('nameZh', { description: 'Full Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    categoryCode: t.exposeString('categoryCode', { description: 'Six digits, see category.' }),
    category: t.field({
      type: CategoryRef,
      description: 'What kind it is.',
      resolve: (it) => it.categoryCode,
    }),
    categoryPath: t.field({
      type: [CategoryRef],
      description: 'Its category and those above it, from the first level down.',
      resolve: (it) => categoryPath(it),
    }),
    model: t.exposeString('model', {
      description: "As on the maker's label; empty in a draft that lacks it.",
    }),
    manufacturer: t.exposeString('manufacturer', {
      description: 'Full name of the maker; empty in a draft that lacks it.',
    }),
    originCountry: t.exposeString('originCountry', { nullable: true, description: 'ISO 3166-1 alpha-2.' }),
    institution: t.field({
      type: InstitutionRef,
      description: 'Its owner.',
      resolve: (it) => it.institutionId,
    }),
    district: t.field({
      type: DistrictRef,
      description: 'Where it stands.',
      resolve: (it) => it.districtAdcode,
    }),
  }),
})

builder.objectFields(InstrumentRef, (t) => ({
  localAssetNo: t.exposeString('localAssetNo', { description: "The owner's asset number, unique there." }),
  serialNumber: t.exposeString('serialNumber', {
    nullable: true,
    description: "The maker's serial number.",
  }),
  usageClass: t.field({
    type: UsageClassEnum,
    description: 'General or dedicated.',
    resolve: (it) => it.usageClass,
  }),
  source: t.field({
    type: AcquisitionSourceEnum,
    description: 'How it was acquired.',
    resolve: (it) => it.source,
  }),
  fundingSources: t.field({
    type: [FundingSourceEnum],
    description: 'Who paid for it, in the order given by the owner.',
    resolve: (it) => [...it.fundingSources],
  }),
  originalValueFen: t.expose('originalValueFen', { type: 'Fen', description: 'Book value (原值).' }),
  commissionedOn: t.expose('commissionedOn', {
    type: 'LocalDate',
    nullable: true,
    description: 'The day it was put into use (启用日期).',
  }),
  locationZh: t.exposeString('locationZh', {
    description: 'Building and room; empty in a draft that lacks it.',
  }),
  specs: t.field({
    type: [InstrumentSpecRef],
    description: 'Key figures, in the order given by the owner.',
    resolve: (it) => [...it.specs],
  }),
  techSpecsZh: t.exposeString('techSpecsZh', { nullable: true, description: 'Technical data in words.' }),
  functionsZh: t.exposeString('functionsZh', { nullable: true, description: 'What it is for.' }),
  serviceContentZh: t.exposeString('serviceContentZh', {
    nullable: true,
    description: 'What is done for others.',
  }),
  accessRulesZh: t.exposeString('accessRulesZh', {
    nullable: true,
    description: 'What users must know and keep to.',
  }),
  keywordsZh: t.stringList({
    description: 'Words to find it by, in the order given by the owner.',
    resolve: (it) => [...it.keywordsZh],
  }),
  serviceModes: t.field({
    type: [ServiceModeEnum],
    description: 'How it serves, in the order given by the owner.',
    resolve: (it) => [...it.serviceModes],
  }),
}))

builder.objectFields(InstrumentRef, (t) => ({
  shareMode: t.field({
    type: ShareModeEnum,
    description: 'Whom it serves.',
    resolve: (it) => it.shareMode,
  }),
  runStatus: t.field({
    type: RunStatusEnum,
    description: 'Its usual state.',
    resolve: (it) => it.runStatus,
  }),
  customsSupervised: t.exposeBoolean('customsSupervised', {
    description: 'Whether customs supervises it (海关监管).',
  }),
  timeZone: t.exposeString('timeZone', { description: 'IANA zone of its opening hours.' }),
  state: t.field({
    type: ReviewStateEnum,
    description: 'How it stands with the city.',
    resolve: (it) => it.state,
  }),
  reviewNote: t.string({
    nullable: true,
    description: 'What the reviewer wrote, or why it was withdrawn; null for those who may not see drafts.',
    resolve: (it, _args, ctx) => visibleReviewNote(ctx, it),
  }),
  isDemo: t.exposeBoolean('isDemo', { description: 'True for demo data (演示数据).' }),
  createdAt: t.expose('createdAt', { type: 'Instant', description: 'When its draft was made.' }),
  updatedAt: t.expose('updatedAt', { type: 'Instant', description: 'When it last changed.' }),
  completeness: t.float({
    description: 'How much of its description is filled in, 0 to 1.',
    resolve: (it) => completeness(it),
  }),
  policy: t.field({
    type: BookingPolicyRef,
    description: 'How it may be booked.',
    resolve: (it) => it.policy,
  }),
  openingHours: t.loadableList({
    type: OpeningHoursRef,
    description: 'Its weeks, by the day from which they count; empty means never open.',
    load: (ids: string[], ctx) => openingHoursByInstrumentIds(ctx.store.db, ids),
    resolve: (it) => it.id,
  }),
}))

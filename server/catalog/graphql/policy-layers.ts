/** What places say of booking, in the schema, for reading. Later rooms add what counts for the viewer. */

import { builder } from '../../graphql/builder.ts'
import type { BookingTemplate } from '../actions/policy-layers.ts'
import { layersByInstrumentIds, type Layers } from '../queries/policy-layers.ts'
import type { FormField } from '../rules/form-fields.ts'
import type { ClassTerms, CutOff, InstrumentLayer, PolicyLayer, PolicyTerms } from '../rules/policy-layers.ts'
import type { PriorityWindow } from '../rules/priority-windows.ts'
import type { DailyHours, Quota } from '../rules/quota.ts'
import type { SlotBlock } from '../rules/slots.ts'
import { InstrumentRef } from './instrument.ts'
import {
  FieldKindEnum,
  QuotaMeasureEnum,
  QuotaPeriodEnum,
  QuotaSubjectEnum,
  UserClassEnum,
} from './policy-words.ts'
import { ApprovalRuleEnum } from './words.ts'

export const CutOffRef = builder.objectRef<CutOff>('CutOff').implement({
  description: 'Until when bookings of a day are made.',
  fields: (t) => ({
    daysBefore: t.exposeInt('daysBefore', { description: 'How many days before that day; 0: on the day.' }),
    time: t.exposeString('time', { description: 'HH:MM in the zone of the instrument.' }),
  }),
})

const PolicyTermsRef = builder.objectRef<PolicyTerms>('PolicyTerms').implement({
  description: 'Limits of booking; null where this place says nothing.',
  fields: (t) => ({
    durationMinutesMin: t.exposeInt('durationMinutesMin', {
      nullable: true,
      description: 'Shortest booking.',
    }),
    durationMinutesMax: t.exposeInt('durationMinutesMax', {
      nullable: true,
      description: 'Longest booking.',
    }),
    noticeMinutesMin: t.exposeInt('noticeMinutesMin', {
      nullable: true,
      description: 'How long before its start a booking must be made.',
    }),
    horizonDays: t.exposeInt('horizonDays', { nullable: true, description: 'How far ahead one can book.' }),
    cutOff: t.field({
      type: CutOffRef,
      nullable: true,
      description: 'Until when bookings of a day are made.',
      resolve: (it) => it.cutOff,
    }),
    moveMinutesMin: t.exposeInt('moveMinutesMin', {
      nullable: true,
      description: 'How long before its start a booking can still be moved.',
    }),
    cancelMinutesMin: t.exposeInt('cancelMinutesMin', {
      nullable: true,
      description: 'How long before its start a booking can still be given up.',
    }),
    approval: t.field({
      type: ApprovalRuleEnum,
      nullable: true,
      description: 'Whether bookings wait for the keeper.',
      resolve: (it) => it.approval,
    }),
  }),
})

const ClassTermsRef = builder.objectRef<ClassTerms>('ClassTerms').implement({
  description: 'Limits for one class of users, in the place of those for all.',
  fields: (t) => ({
    userClass: t.field({ type: UserClassEnum, description: 'Which class.', resolve: (it) => it.userClass }),
    terms: t.field({ type: PolicyTermsRef, description: 'What counts for it.', resolve: (it) => it.terms }),
  }),
})

const DailyHoursRef = builder.objectRef<DailyHours>('DailyHours').implement({
  description: 'Hours of each day, in the zone of the instrument.',
  fields: (t) => ({
    startsAt: t.exposeString('startsAt', { description: 'HH:MM.' }),
    endsAt: t.exposeString('endsAt', {
      description: 'HH:MM or 24:00; at or before the start: the next day.',
    }),
  }),
})

export const QuotaRef = builder.objectRef<Quota>('Quota').implement({
  description: 'How much one person or institution may take of the place that sets it.',
  fields: (t) => ({
    measure: t.field({
      type: QuotaMeasureEnum,
      description: 'What is counted.',
      resolve: (it) => it.measure,
    }),
    per: t.field({ type: QuotaSubjectEnum, description: 'Whose.', resolve: (it) => it.per }),
    period: t.field({
      type: QuotaPeriodEnum,
      nullable: true,
      description: 'In which period; null where none matters.',
      resolve: (it) => it.period,
    }),
    limit: t.exposeInt('limit', { description: 'Bookings or minutes.' }),
    enforced: t.field({
      type: DailyHoursRef,
      nullable: true,
      description: 'Minutes count within these hours only; null: at any hour.',
      resolve: (it) => it.enforced,
    }),
    userClasses: t.field({
      type: [UserClassEnum],
      description: "Whom it binds; empty: everybody but the owner's staff.",
      resolve: (it) => [...it.userClasses],
    }),
  }),
})

const PolicyLayerRef = builder.objectRef<PolicyLayer>('PolicyLayer').implement({
  description: 'What a place says of booking. What stands below it may only be tighter.',
  fields: (t) => ({
    all: t.field({ type: PolicyTermsRef, description: 'For all users.', resolve: (it) => it.all }),
    classes: t.field({
      type: [ClassTermsRef],
      description: 'For classes of users, in the order given.',
      resolve: (it) => [...it.classes],
    }),
    quotas: t.field({
      type: [QuotaRef],
      description: 'In the order given.',
      resolve: (it) => [...it.quotas],
    }),
  }),
})

export const SlotBlockRef = builder.objectRef<SlotBlock>('SlotBlock').implement({
  description: 'Hours, of some days or of all, with a grid of their own.',
  fields: (t) => ({
    firstDay: t.expose('firstDay', {
      type: 'LocalDate',
      nullable: true,
      description: 'The first day on which it begins; null: any.',
    }),
    lastDay: t.expose('lastDay', { type: 'LocalDate', nullable: true, description: 'The last; null: any.' }),
    startsAt: t.exposeString('startsAt', { description: 'HH:MM.' }),
    endsAt: t.exposeString('endsAt', {
      description: 'HH:MM or 24:00; at or before the start: the next day.',
    }),
    stepMinutes: t.exposeInt('stepMinutes', { description: 'Bookings last a multiple of it.' }),
    alignMinutes: t.exposeInt('alignMinutes', {
      description: 'Bookings start on a multiple of it from local midnight.',
    }),
  }),
})

export const PriorityWindowRef = builder.objectRef<PriorityWindow>('PriorityWindow').implement({
  description: 'Hours of the week that are kept for classes of users, until so long before they begin.',
  fields: (t) => ({
    weekdays: t.intList({
      description: 'On which it begins: 1 Monday to 7 Sunday.',
      resolve: (it) => [...it.weekdays],
    }),
    startsAt: t.exposeString('startsAt', { description: 'HH:MM.' }),
    endsAt: t.exposeString('endsAt', {
      description: 'HH:MM or 24:00; at or before the start: the next day.',
    }),
    userClasses: t.field({
      type: [UserClassEnum],
      description: 'For whom; where windows meet, for all whom one of them names.',
      resolve: (it) => [...it.userClasses],
    }),
    releaseHours: t.exposeInt('releaseHours', {
      nullable: true,
      description: 'So many hours before it begins it is open to all; null: never.',
    }),
    firstDay: t.expose('firstDay', {
      type: 'LocalDate',
      nullable: true,
      description: 'The first day on which it begins; null: any.',
    }),
    lastDay: t.expose('lastDay', { type: 'LocalDate', nullable: true, description: 'The last; null: any.' }),
  }),
})

export const FormFieldRef = builder.objectRef<FormField>('FormField').implement({
  description: 'What is asked of those who book.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Names the answer.' }),
    kind: t.field({ type: FieldKindEnum, description: 'What answers it.', resolve: (it) => it.kind }),
    labelZh: t.exposeString('labelZh', { description: 'The question in Chinese.' }),
    labelEn: t.exposeString('labelEn', { nullable: true, description: 'The question in English.' }),
    required: t.exposeBoolean('required', { description: 'Whether it must be answered.' }),
    min: t.exposeFloat('min', { nullable: true, description: 'Least number, or shortest text.' }),
    max: t.exposeFloat('max', { nullable: true, description: 'Greatest number, or longest text.' }),
    choices: t.stringList({ description: 'In the order given.', resolve: (it) => [...it.choices] }),
  }),
})

const InstrumentLayerRef = builder.objectRef<InstrumentLayer>('InstrumentRules').implement({
  description: 'What an instrument says of booking beside its policy.',
  fields: (t) => ({
    all: t.field({ type: PolicyTermsRef, description: 'For all users.', resolve: (it) => it.all }),
    classes: t.field({
      type: [ClassTermsRef],
      description: 'For classes of users, in the order given.',
      resolve: (it) => [...it.classes],
    }),
    quotas: t.field({
      type: [QuotaRef],
      description: 'In the order given.',
      resolve: (it) => [...it.quotas],
    }),
    alignMinutes: t.exposeInt('alignMinutes', {
      nullable: true,
      description: 'Bookings start on a multiple of it from local midnight; null: of the step.',
    }),
    blocks: t.field({
      type: [SlotBlockRef],
      description: 'Parts of the grid with a step of their own, in the order given.',
      resolve: (it) => [...it.blocks],
    }),
    priorityWindows: t.field({
      type: [PriorityWindowRef],
      description: 'Hours that are kept for classes of users, in the order given.',
      resolve: (it) => [...it.priorityWindows],
    }),
    form: t.field({
      type: [FormFieldRef],
      description: 'What is asked of those who book, in the order given.',
      resolve: (it) => [...it.form],
    }),
    formVersion: t.exposeInt('formVersion', {
      description: 'Counts the changes of the form; 0: never had one.',
    }),
  }),
})

export const BookingTemplateRef = builder.objectRef<BookingTemplate>('BookingTemplate').implement({
  description: 'What the city or an institution says of booking.',
  fields: (t) => ({
    institutionId: t.exposeID('institutionId', { nullable: true, description: 'Null for the city.' }),
    layer: t.field({ type: PolicyLayerRef, description: 'What it says.', resolve: (it) => it.layer }),
    above: t.field({
      type: PolicyLayerRef,
      nullable: true,
      description: 'What the city says above an institution; null above the city.',
      resolve: (it) => it.above,
    }),
  }),
})

/** The layers of an instrument: later rooms read what counts from them. */
export const LayersRef = builder.loadableObjectRef<Layers, string>('BookingLayers', {
  load: (ids, ctx) => layersByInstrumentIds(ctx.store.db, ids),
})
LayersRef.implement({
  description: 'What the city, the owner and the instrument itself say of booking it; the tightest counts.',
  fields: (t) => ({
    city: t.field({ type: PolicyLayerRef, description: 'The city.', resolve: (it) => it.city }),
    institution: t.field({
      type: PolicyLayerRef,
      description: 'The owner.',
      resolve: (it) => it.institution,
    }),
    instrument: t.field({
      type: InstrumentLayerRef,
      description: 'The instrument.',
      resolve: (it) => it.instrument,
    }),
  }),
})

builder.objectFields(InstrumentRef, (t) => ({
  bookingLayers: t.field({
    type: LayersRef,
    description: 'What is said of booking it, place by place.',
    resolve: (it) => it.id,
  }),
}))

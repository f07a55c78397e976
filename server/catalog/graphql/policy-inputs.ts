/** Setting what places say of booking, in the schema. Maps each input to one action. */

import { builder, refusable } from '../../graphql/builder.ts'
import { bookingTemplate, setBookingTemplate, setInstrumentRules } from '../actions/policy-layers.ts'
import type { FormField } from '../rules/form-fields.ts'
import type { ClassTerms, CutOff, PolicyTerms } from '../rules/policy-layers.ts'
import type { PriorityWindow } from '../rules/priority-windows.ts'
import type { DailyHours, Quota } from '../rules/quota.ts'
import type { SlotBlock } from '../rules/slots.ts'
import { InstrumentRef } from './instrument.ts'
import { BookingTemplateRef } from './policy-layers.ts'
import {
  FieldKindEnum,
  QuotaMeasureEnum,
  QuotaPeriodEnum,
  QuotaSubjectEnum,
  UserClassEnum,
} from './policy-words.ts'
import { ApprovalRuleEnum } from './words.ts'

/** A value that may be left out, as null. */
type Sent<T> = { readonly [K in keyof T]: null extends T[K] ? T[K] | undefined : T[K] }

const CutOffInput = builder.inputRef<CutOff>('CutOffInput').implement({
  description: 'Until when bookings of a day are made.',
  fields: (t) => ({
    daysBefore: t.int({ description: 'How many days before that day, 0 to 90.' }),
    time: t.string({ description: 'HH:MM in the zone of the instrument.' }),
  }),
})

const PolicyTermsInput = builder.inputRef<Partial<Sent<PolicyTerms>>>('PolicyTermsInput').implement({
  description: 'Limits of booking; what is left out is not limited by this place.',
  fields: (t) => ({
    durationMinutesMin: t.int({ required: false, description: 'Shortest booking.' }),
    durationMinutesMax: t.int({ required: false, description: 'Longest booking, at most 14 days.' }),
    noticeMinutesMin: t.int({
      required: false,
      description: 'How long before its start a booking must be made, up to 90 days.',
    }),
    horizonDays: t.int({ required: false, description: 'How far ahead one can book, 1 to 366.' }),
    cutOff: t.field({ type: CutOffInput, required: false, description: 'Until when a day can be booked.' }),
    moveMinutesMin: t.int({
      required: false,
      description: 'How long before its start a booking can still be moved, up to 90 days.',
    }),
    cancelMinutesMin: t.int({
      required: false,
      description: 'How long before its start a booking can still be given up, up to 90 days.',
    }),
    approval: t.field({
      type: ApprovalRuleEnum,
      required: false,
      description: 'Whether bookings wait for the keeper.',
    }),
  }),
})

const ClassTermsInput = builder
  .inputRef<{ userClass: ClassTerms['userClass']; terms: Partial<Sent<PolicyTerms>> }>('ClassTermsInput')
  .implement({
    description: 'Limits for one class of users.',
    fields: (t) => ({
      userClass: t.field({ type: UserClassEnum, description: 'Which class; each once.' }),
      terms: t.field({ type: PolicyTermsInput, description: 'What counts for it.' }),
    }),
  })

export const DailyHoursInput = builder.inputRef<DailyHours>('DailyHoursInput').implement({
  description: 'Hours of each day.',
  fields: (t) => ({
    startsAt: t.string({ description: 'HH:MM.' }),
    endsAt: t.string({ description: 'HH:MM or 24:00; at or before the start: the next day.' }),
  }),
})

type QuotaSent = Omit<Quota, 'period' | 'enforced'> & Partial<Sent<Pick<Quota, 'period' | 'enforced'>>>

const QuotaInput = builder.inputRef<QuotaSent>('QuotaInput').implement({
  description: 'How much one person or institution may take.',
  fields: (t) => ({
    measure: t.field({ type: QuotaMeasureEnum, description: 'What is counted.' }),
    per: t.field({ type: QuotaSubjectEnum, description: 'Whose; gaps and one at a time: of a person.' }),
    period: t.field({
      type: QuotaPeriodEnum,
      required: false,
      description: 'For BOOKINGS and MINUTES only.',
    }),
    limit: t.int({ description: 'Bookings or minutes; 1 for ONE_AT_A_TIME.' }),
    enforced: t.field({ type: DailyHoursInput, required: false, description: 'For MINUTES only.' }),
    userClasses: t.field({
      type: [UserClassEnum],
      description: "Whom it binds; empty: everybody but the owner's staff.",
    }),
  }),
})

const SlotBlockInput = builder
  .inputRef<Omit<SlotBlock, 'firstDay' | 'lastDay'> & Partial<Sent<Pick<SlotBlock, 'firstDay' | 'lastDay'>>>>(
    'SlotBlockInput',
  )
  .implement({
    description: 'Hours with a grid of their own.',
    fields: (t) => ({
      firstDay: t.field({ type: 'LocalDate', required: false, description: 'The first day; left out: any.' }),
      lastDay: t.field({ type: 'LocalDate', required: false, description: 'The last day; left out: any.' }),
      startsAt: t.string({ description: 'HH:MM.' }),
      endsAt: t.string({ description: 'HH:MM or 24:00; at or before the start: the next day.' }),
      stepMinutes: t.int({ description: 'At least 5, at most a day.' }),
      alignMinutes: t.int({ description: 'At least 5, at most a day.' }),
    }),
  })

type WindowSent = Omit<PriorityWindow, 'releaseHours' | 'firstDay' | 'lastDay'> &
  Partial<Sent<Pick<PriorityWindow, 'releaseHours' | 'firstDay' | 'lastDay'>>>

const PriorityWindowInput = builder.inputRef<WindowSent>('PriorityWindowInput').implement({
  description: 'Hours of the week that are kept for classes of users.',
  fields: (t) => ({
    weekdays: t.intList({ description: 'On which it begins: 1 Monday to 7 Sunday; one at least.' }),
    startsAt: t.string({ description: 'HH:MM.' }),
    endsAt: t.string({ description: 'HH:MM or 24:00; at or before the start: the next day.' }),
    userClasses: t.field({ type: [UserClassEnum], description: 'For whom; one at least.' }),
    releaseHours: t.int({
      required: false,
      description: 'So many hours before it begins it is open to all, up to 8784; left out: never.',
    }),
    firstDay: t.field({ type: 'LocalDate', required: false, description: 'The first day; left out: any.' }),
    lastDay: t.field({ type: 'LocalDate', required: false, description: 'The last day; left out: any.' }),
  }),
})

type FieldSent = Omit<FormField, 'labelEn' | 'min' | 'max'> &
  Partial<Sent<Pick<FormField, 'labelEn' | 'min' | 'max'>>>

const FormFieldInput = builder.inputRef<FieldSent>('FormFieldInput').implement({
  description: 'What is asked of those who book.',
  fields: (t) => ({
    key: t.string({ description: 'Lower-case letters, digits and _, unique in the form.' }),
    kind: t.field({ type: FieldKindEnum, description: 'What answers it.' }),
    labelZh: t.string({ description: 'The question in Chinese, at most 60 characters.' }),
    labelEn: t.string({ required: false, description: 'The question in English.' }),
    required: t.boolean({ description: 'Whether it must be answered.' }),
    min: t.float({ required: false, description: 'Least number, or shortest text.' }),
    max: t.float({ required: false, description: 'Greatest number, or longest text.' }),
    choices: t.stringList({ description: 'Two to thirty for a choice; else empty.' }),
  }),
})

const SetBookingTemplateInput = builder.inputType('SetBookingTemplateInput', {
  description: 'What the city or an institution says of booking.',
  fields: (t) => ({
    institutionId: t.id({ required: false, description: 'Left out: the city.' }),
    all: t.field({ type: PolicyTermsInput, description: 'For all users.' }),
    classes: t.field({ type: [ClassTermsInput], description: 'For classes of users.' }),
    quotas: t.field({ type: [QuotaInput], description: 'Over all its instruments together.' }),
  }),
})

const SetInstrumentRulesInput = builder.inputType('SetInstrumentRulesInput', {
  description: 'What an instrument says of booking beside its policy.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    all: t.field({
      type: PolicyTermsInput,
      description: 'Cut-off and leads only; the policy says the rest.',
    }),
    classes: t.field({ type: [ClassTermsInput], description: 'For classes of users.' }),
    quotas: t.field({ type: [QuotaInput], description: 'Over this instrument.' }),
    alignMinutes: t.int({ required: false, description: 'Grid of starts; left out: the step.' }),
    blocks: t.field({ type: [SlotBlockInput], description: 'Hours with a grid of their own.' }),
    priorityWindows: t.field({
      type: [PriorityWindowInput],
      required: false,
      description: 'Hours that it keeps for classes of users, 30 at most; left out: none.',
    }),
    form: t.field({ type: [FormFieldInput], description: 'What is asked of those who book.' }),
  }),
})

function termsOf(sent: Partial<Sent<PolicyTerms>>): PolicyTerms {
  return {
    durationMinutesMin: sent.durationMinutesMin ?? null,
    durationMinutesMax: sent.durationMinutesMax ?? null,
    noticeMinutesMin: sent.noticeMinutesMin ?? null,
    horizonDays: sent.horizonDays ?? null,
    cutOff: sent.cutOff ?? null,
    moveMinutesMin: sent.moveMinutesMin ?? null,
    cancelMinutesMin: sent.cancelMinutesMin ?? null,
    approval: sent.approval ?? null,
  }
}

type LayerSent = {
  readonly all: Partial<Sent<PolicyTerms>>
  readonly classes: readonly { userClass: ClassTerms['userClass']; terms: Partial<Sent<PolicyTerms>> }[]
  readonly quotas: readonly QuotaSent[]
}

function layerOf({ all, classes, quotas }: LayerSent) {
  return {
    all: termsOf(all),
    classes: classes.map(({ userClass, terms }) => ({ userClass, terms: termsOf(terms) })),
    quotas: quotas.map((it) => ({ ...it, period: it.period ?? null, enforced: it.enforced ?? null })),
  }
}

builder.queryFields((t) => ({
  bookingTemplate: t.field({
    type: BookingTemplateRef,
    description: 'What an institution says of booking; the city where none is named.',
    args: { institutionId: t.arg.id({ required: false, description: 'Left out: the city.' }) },
    resolve: (_root, args, ctx) => bookingTemplate(ctx, args.institutionId ?? null),
  }),
}))

builder.mutationFields((t) => ({
  setBookingTemplate: t.field({
    type: BookingTemplateRef,
    description:
      'Sets what the city or an institution says of booking. Institutions may only tighten the city.',
    args: { input: t.arg({ type: SetBookingTemplateInput, description: 'What.' }) },
    errors: refusable('SetBookingTemplateResult'),
    resolve: (_root, { input: { institutionId, ...layer } }, ctx) =>
      setBookingTemplate(ctx, { institutionId: institutionId ?? null, layer: layerOf(layer) }),
  }),
  setInstrumentRules: t.field({
    type: InstrumentRef,
    description:
      'Sets what an instrument says of booking beside its policy. It may only tighten its owner and the city.',
    args: { input: t.arg({ type: SetInstrumentRulesInput, description: 'What.' }) },
    errors: refusable('SetInstrumentRulesResult'),
    resolve: (
      _root,
      { input: { instrumentId, alignMinutes, blocks, priorityWindows, form, ...layer } },
      ctx,
    ) =>
      setInstrumentRules(ctx, {
        instrumentId,
        rules: {
          ...layerOf(layer),
          alignMinutes: alignMinutes ?? null,
          blocks: blocks.map((it) => ({ ...it, firstDay: it.firstDay ?? null, lastDay: it.lastDay ?? null })),
          priorityWindows: (priorityWindows ?? []).map((it) => ({
            ...it,
            releaseHours: it.releaseHours ?? null,
            firstDay: it.firstDay ?? null,
            lastDay: it.lastDay ?? null,
          })),
          form: form.map((it) => ({
            ...it,
            labelEn: it.labelEn ?? null,
            min: it.min ?? null,
            max: it.max ?? null,
          })),
        },
      }),
  }),
}))

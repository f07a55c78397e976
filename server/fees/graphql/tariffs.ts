/** Tariffs in the schema. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { ratesToday, setTariff, tariffsOf } from '../actions/tariffs.ts'
import type { DatedTariff, RateStep, RateWindow } from '../rules/tariffs.ts'

export const CustomerClassEnum = builder.enumType('CustomerClass', {
  description: 'Whether a customer belongs to the institution that owns the instrument.',
  values: enumValues(['internal', 'external'] as const),
})

const PricingModeEnum = builder.enumType('PricingMode', {
  description:
    'Which time is billed: the reserved, the used, or from the reserved start to the later of the reserved and the real end.',
  values: enumValues(['reservation', 'usage', 'overage'] as const),
})

const RateWindowRef = builder.objectRef<RateWindow>('RateWindow').implement({
  description: "Hours of the week with a rate of their own, in the instrument's zone.",
  fields: (t) => ({
    nameZh: t.exposeString('nameZh', { description: 'For example 夜间.' }),
    weekdays: t.intList({
      description: '1 Monday … 7 Sunday, in the order given.',
      resolve: (it) => [...it.weekdays],
    }),
    startsAt: t.exposeString('startsAt', { description: 'HH:MM.' }),
    endsAt: t.exposeString('endsAt', {
      description: 'HH:MM or 24:00; up to startsAt means on the next day.',
    }),
    percent: t.exposeInt('percent', { description: 'Of the base rate: 80 is 20 % off, 120 is 20 % more.' }),
  }),
})

const RateStepRef = builder.objectRef<RateStep>('RateStep').implement({
  description: 'From so much billed time of one use on another rate counts, for the time after it only.',
  fields: (t) => ({
    afterMinutes: t.exposeInt('afterMinutes', { description: 'Billed minutes after which it counts.' }),
    rateFenPerHour: t.expose('rateFenPerHour', {
      type: 'Fen',
      description: 'In the place of the base rate.',
    }),
    subsidyFenPerHour: t.field({
      type: 'Fen',
      description: 'What of it the customer does not pay.',
      resolve: (it) => it.subsidyFenPerHour ?? 0,
    }),
  }),
})

const TariffRef = builder.objectRef<DatedTariff>('Tariff').implement({
  description:
    'What an instrument costs a class of customers; the tariff of the day a booking starts counts.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    customerClass: t.field({
      type: CustomerClassEnum,
      description: 'For whom.',
      resolve: (it) => it.customerClass,
    }),
    validFrom: t.expose('validFrom', { type: 'LocalDate', description: 'Its first day.' }),
    validTo: t.expose('validTo', {
      type: 'LocalDate',
      nullable: true,
      description: 'Its last day, the one before the next tariff begins; null while none follows.',
    }),
    mode: t.field({ type: PricingModeEnum, description: 'Which time is billed.', resolve: (it) => it.mode }),
    rateFenPerHour: t.expose('rateFenPerHour', { type: 'Fen', description: 'Base rate for an hour.' }),
    startUpFeeFen: t.expose('startUpFeeFen', { type: 'Fen', description: 'Once for each use; 0: none.' }),
    minimumChargeFen: t.expose('minimumChargeFen', {
      type: 'Fen',
      description: 'The least a use costs; 0: none.',
    }),
    cancelNoticeMinutes: t.exposeInt('cancelNoticeMinutes', {
      description: 'Cancelling this long before the start or later costs the fee; 0: cancelling never costs.',
    }),
    cancelFeeFen: t.expose('cancelFeeFen', {
      type: 'Fen',
      description: 'Fee for cancelling late or not coming, at most the price of the booking.',
    }),
    roundUpMinutes: t.int({
      description: 'Time is billed in whole steps of this many minutes; 1: by the minute.',
      resolve: (it) => it.roundUpMinutes ?? 1,
    }),
    subsidyFenPerHour: t.field({
      type: 'Fen',
      description: 'What of the base rate the customer does not pay; discounts scale it alike. 0: none.',
      resolve: (it) => it.subsidyFenPerHour ?? 0,
    }),
    fullPriceWhenLate: t.boolean({
      description: 'Whether cancelling late, or not coming, costs the price of the booking, not the fee.',
      resolve: (it) => it.fullPriceWhenLate ?? false,
    }),
    steps: t.field({
      type: [RateStepRef],
      description: 'Rates that count after so much time of one use, ascending; empty: none.',
      resolve: (it) => [...(it.steps ?? [])],
    }),
    rateWindows: t.field({
      type: [RateWindowRef],
      description: 'Hours with another rate, in the order in which they are shown; empty: none.',
      resolve: (it) => [...it.rateWindows],
    }),
  }),
})

builder.objectFields(InstrumentRef, (t) => ({
  tariffs: t.loadableList({
    type: TariffRef,
    description: 'Past, present and coming tariffs, external ones first, oldest first.',
    load: (ids: string[], ctx) => tariffsOf(ctx, ids),
    resolve: (it) => it.id,
  }),
  priceFenPerHour: t.loadable({
    type: 'Fen',
    nullable: true,
    description: 'The base rate for the viewer today; null where there is no tariff for the viewer.',
    load: (ids: string[], ctx) => ratesToday(ctx, ids),
    resolve: (it) => it.id,
  }),
}))

const RateWindowInput = builder.inputType('RateWindowInput', {
  description: "Hours of the week with a rate of their own, in the instrument's zone.",
  fields: (t) => ({
    nameZh: t.string({ description: 'For example 夜间; at most 40 characters.' }),
    weekdays: t.intList({
      description: '1 Monday … 7 Sunday; for what crosses midnight, the day it starts.',
    }),
    startsAt: t.string({ description: 'HH:MM.' }),
    endsAt: t.string({ description: 'HH:MM or 24:00; up to startsAt means on the next day.' }),
    percent: t.int({ description: 'Percent of the base rate: 80 means 20 % off, 120 means 20 % more.' }),
  }),
})

const RateStepInput = builder.inputType('RateStepInput', {
  description: 'From so much billed time of one use on another rate counts, for the time after it only.',
  fields: (t) => ({
    afterMinutes: t.int({
      description: 'Billed minutes after which it counts; more than of the step before.',
    }),
    rateFenPerHour: t.field({ type: 'Fen', description: 'In the place of the base rate.' }),
    subsidyFenPerHour: t.field({
      type: 'Fen',
      required: false,
      description: 'What of it the customer does not pay; nothing unless told.',
    }),
  }),
})

export const SetTariffInput = builder.inputType('SetTariffInput', {
  description: 'What an instrument costs a class of customers from a day on.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    customerClass: t.field({ type: CustomerClassEnum, description: 'For whom.' }),
    validFrom: t.field({
      type: 'LocalDate',
      description: 'Its first day; a tariff of the same day counts no more for what is booked from now on.',
    }),
    mode: t.field({ type: PricingModeEnum, description: 'Which time is billed.' }),
    rateFenPerHour: t.field({ type: 'Fen', description: 'Base rate for an hour.' }),
    startUpFeeFen: t.field({ type: 'Fen', description: 'Once for each use; 0: none.' }),
    minimumChargeFen: t.field({ type: 'Fen', description: 'The least a use costs; 0: none.' }),
    cancelNoticeMinutes: t.int({
      description: 'Cancelling this late or later costs; 0: cancelling never costs.',
    }),
    cancelFeeFen: t.field({ type: 'Fen', description: 'Fee for cancelling late or not coming.' }),
    roundUpMinutes: t.int({
      required: false,
      description: 'Bill time in whole steps of this many minutes; by the minute unless told.',
    }),
    subsidyFenPerHour: t.field({
      type: 'Fen',
      required: false,
      description: 'What of the base rate the customer does not pay; nothing unless told.',
    }),
    fullPriceWhenLate: t.boolean({
      required: false,
      description: 'Cancelling late, or not coming, costs the price of the booking; the fee unless told.',
    }),
    steps: t.field({
      type: [RateStepInput],
      required: false,
      description: 'Rates that count after so much time of one use, ascending, at most 10; none unless told.',
    }),
    rateWindows: t.field({
      type: [RateWindowInput],
      description: 'Hours with another rate; they must not overlap.',
    }),
  }),
})

/** The tariff that an input means. */
export function tariffFormOf(input: typeof SetTariffInput.$inferInput) {
  return {
    ...input,
    roundUpMinutes: input.roundUpMinutes ?? 1,
    subsidyFenPerHour: input.subsidyFenPerHour ?? 0,
    fullPriceWhenLate: input.fullPriceWhenLate ?? false,
    steps: (input.steps ?? []).map((it) => ({ ...it, subsidyFenPerHour: it.subsidyFenPerHour ?? 0 })),
  }
}

builder.mutationField('setTariff', (t) =>
  t.field({
    type: TariffRef,
    description:
      'Sets a tariff; what is booked already keeps its price. Refused for days on which a booking that began has been charged.',
    args: { input: t.arg({ type: SetTariffInput, description: 'The tariff.' }) },
    errors: refusable('SetTariffResult'),
    resolve: (_root, { input }, ctx) => setTariff(ctx, tariffFormOf(input)),
  }),
)

/** Tariffs, prices and quotes in the schema. */

import { BookingRef } from '../../booking/graphql/booking.ts'
import { SeriesPreviewRef } from '../../booking/graphql/series.ts'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, enumValues, ProblemRef, refusable } from '../../graphql/builder.ts'
import { cancellationFees, lineText, quote, type Quote, quotesOfBookings } from '../actions/quotes.ts'
import { seriesPrice } from '../actions/series-prices.ts'
import { ratesToday, setTariff, tariffsOf } from '../actions/tariffs.ts'
import type { PriceLine } from '../rules/price-lines.ts'
import type { DatedTariff, RateWindow } from '../rules/tariffs.ts'

const CustomerClassEnum = builder.enumType('CustomerClass', {
  description: 'Whether a customer belongs to the institution that owns the instrument.',
  values: enumValues(['internal', 'external'] as const),
})

const PricingModeEnum = builder.enumType('PricingMode', {
  description:
    'Which time is billed: the reserved, the used, or from the reserved start to the later of the reserved and the real end.',
  values: enumValues(['reservation', 'usage', 'overage'] as const),
})

const PriceLineKindEnum = builder.enumType('PriceLineKind', {
  description: 'What a line of a price is for.',
  values: enumValues([
    'time',
    'rate_window',
    'unit',
    'start_up',
    'subsidy',
    'minimum',
    'cancellation',
    'waiver',
    'reversal',
  ] as const),
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
    rateWindows: t.field({
      type: [RateWindowRef],
      description: 'Hours with another rate, in the order in which they are shown; empty: none.',
      resolve: (it) => [...it.rateWindows],
    }),
  }),
})

export const PriceLineRef = builder.objectRef<PriceLine>('PriceLine').implement({
  description: 'One line of a price. The total is the sum of the lines.',
  fields: (t) => ({
    kind: t.field({ type: PriceLineKindEnum, description: 'What it is for.', resolve: (it) => it.kind }),
    description: t.string({
      description: 'How it comes about, in the language of the reader.',
      resolve: (it, _args, ctx) => lineText(ctx, it),
    }),
    minutes: t.int({
      nullable: true,
      description: 'The time it bills; null where it bills no time.',
      resolve: (it) => ('minutes' in it ? it.minutes : null),
    }),
    amountFen: t.expose('amountFen', {
      type: 'Fen',
      description: 'Rounded half up once; negative for a waiver.',
    }),
  }),
})

const QuoteRef = builder.objectRef<Quote>('Quote').implement({
  description: 'What something would cost, and why it cannot be done.',
  fields: (t) => ({
    lines: t.field({
      type: [PriceLineRef],
      description:
        'Base rate, rate windows, start-up fee, minimum; empty where nothing is due or nothing can be priced.',
      resolve: (it) => [...it.lines],
    }),
    totalFen: t.expose('totalFen', {
      type: 'Fen',
      nullable: true,
      description: 'The sum of the lines; null where nothing can be priced, for example without a tariff.',
    }),
    customerClass: t.field({
      type: CustomerClassEnum,
      description: 'The class it is quoted for.',
      resolve: (it) => it.customerClass,
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Every reason why it cannot be done, the most telling first; empty when it can.',
      resolve: (it) => [...it.problems],
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

builder.objectFields(BookingRef, (t) => ({
  quote: t.loadable({
    type: QuoteRef,
    nullable: true,
    description:
      'What it costs as booked, by the prices that were known when it was booked, or moved by its customer; null where the viewer does not take part in it.',
    load: (ids: string[], ctx) => quotesOfBookings(ctx, ids),
    resolve: (it) => it.id,
  }),
  cancellationFee: t.loadable({
    type: QuoteRef,
    nullable: true,
    description: 'What cancelling it now would cost the viewer; null where the viewer cannot cancel it.',
    load: (ids: string[], ctx) => cancellationFees(ctx, ids),
    resolve: (it) => it.id,
  }),
}))

builder.objectField(SeriesPreviewRef, 'totalFen', (t) =>
  t.field({
    type: 'Fen',
    nullable: true,
    description: 'What all times that can be booked cost the viewer together; null where one has no price.',
    resolve: (it, _args, ctx) => seriesPrice(ctx, it),
  }),
)

const QuoteInput = builder.inputType('QuoteInput', {
  description: 'A span on an instrument.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment of the span.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after the span.' }),
    movingBookingId: t.id({ required: false, description: 'Judge as a move of this booking.' }),
    forPersonId: t.id({
      required: false,
      description: 'Quote for this person, for whom the viewer would book; for the viewer unless told.',
    }),
    withOperator: t.boolean({
      required: false,
      description: 'Whether somebody is to operate the instrument; as it demands unless told.',
    }),
    customerClass: t.field({
      type: CustomerClassEnum,
      required: false,
      description: 'Quote as this class; for those who set the tariffs.',
    }),
  }),
})

builder.queryField('quote', (t) =>
  t.field({
    type: QuoteRef,
    description: 'What a booking would cost, and every reason why it could not be made now.',
    args: { input: t.arg({ type: QuoteInput, description: 'The span.' }) },
    resolve: (_root, { input }, ctx) => quote(ctx, input),
  }),
)

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
    rateWindows: t.field({
      type: [RateWindowInput],
      description: 'Hours with another rate; they must not overlap.',
    }),
  }),
})

/** The tariff that an input means. */
export function tariffFormOf({ roundUpMinutes, ...input }: typeof SetTariffInput.$inferInput) {
  return { ...input, roundUpMinutes: roundUpMinutes ?? 1 }
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

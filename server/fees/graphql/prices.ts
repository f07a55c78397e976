/** Prices and quotes in the schema. */

import { BookingRef } from '../../booking/graphql/booking.ts'
import { SeriesPreviewRef } from '../../booking/graphql/series.ts'
import { builder, enumValues, ProblemRef } from '../../graphql/builder.ts'
import { cancellationFees, lineText, quote, type Quote, quotesOfBookings } from '../actions/quotes.ts'
import { seriesPrice } from '../actions/series-prices.ts'
import { VoucherProgrammeRef } from '../../vouchers/graphql/programmes.ts'
import type { VoucherQuote } from '../actions/voucher-payments.ts'
import type { PriceLine } from '../rules/price-lines.ts'
import { CustomerClassEnum } from './tariffs.ts'

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
    'voucher',
    'reversal',
  ] as const),
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

const VoucherQuoteRef = builder.objectRef<VoucherQuote>('VoucherQuote').implement({
  description: 'What a voucher would pay of a price, and why it would not.',
  fields: (t) => ({
    coverFen: t.expose('coverFen', { type: 'Fen', description: 'What it would pay; 0: nothing.' }),
    programme: t.field({
      type: VoucherProgrammeRef,
      nullable: true,
      description: 'Which programme would; null where none does.',
      resolve: (it) => it.programmeId,
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Every reason why none does.',
      resolve: (it) => [...it.problems],
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
    voucher: t.field({
      type: VoucherQuoteRef,
      nullable: true,
      description:
        "What a voucher of the customer's institution would pay of it; null unless one books anew.",
      resolve: (it) => it.voucher?.() ?? null,
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

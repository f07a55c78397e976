/** Charges in the schema. */

import { BookingRef } from '../../booking/graphql/booking.ts'
import { builder, enumValues, IntervalInput, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { InstitutionRef } from '../../institutions/graphql/institution.ts'
import { UsageRecordRef } from '../../usage/graphql/records.ts'
import {
  type ChargePage,
  chargesOfBookings,
  chargesOfUsages,
  findCharges,
  waiveCharge,
} from '../actions/charges.ts'
import { findUnstatedTotals } from '../actions/statements.ts'
import { type Charge, chargesByIds, type UnstatedTotal } from '../queries/charges.ts'
import { PriceLineRef } from './prices.ts'

const ChargeStateEnum = builder.enumType('ChargeState', {
  description: 'How a charge stands: open, on a statement, paid with its statement, or waived.',
  values: enumValues(['open', 'stated', 'paid', 'waived'] as const),
})

export const ChargeRef = builder.loadableObjectRef<Charge, string>('Charge', {
  load: (ids, ctx) => foundOrError(chargesByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
ChargeRef.implement({
  description: 'What a use, a late cancellation or a missed booking costs. It arises once, with its cause.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes; derived from the cause.' }),
    booking: t.field({
      type: BookingRef,
      description: 'The booking that caused it.',
      resolve: (it) => it.bookingId,
    }),
    usage: t.field({
      type: UsageRecordRef,
      nullable: true,
      description: 'What was used; null for a late cancellation or a missed booking.',
      resolve: (it) => it.usageId,
    }),
    provider: t.field({ type: InstitutionRef, description: 'Who earns it.', resolve: (it) => it.providerId }),
    payerId: t.exposeID('payerId', { description: 'Id of the payer, an institution or a person.' }),
    payer: t.field({
      type: InstitutionRef,
      nullable: true,
      description: 'Who owes it; null where a person without an institution does.',
      resolve: (it) => it.payerInstitutionId,
    }),
    payerPerson: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who owes it, where it is a person without an institution.',
      resolve: (it) => (it.payerInstitutionId === null ? it.payerId : null),
    }),
    person: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who booked.',
      resolve: (it) => it.personId,
    }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'What is owed: the sum of the lines.' }),
    lines: t.field({
      type: [PriceLineRef],
      description: 'How it comes about: base rate, rate windows, start-up fee, minimum, waiver.',
      resolve: (it) => [...it.lines],
    }),
    state: t.field({ type: ChargeStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    occurredAt: t.expose('occurredAt', {
      type: 'Instant',
      description:
        'When its cause happened: the end of the use, the cancellation, the start of the missed booking.',
    }),
    waiverReason: t.exposeString('waiverReason', { nullable: true, description: 'Why it was waived.' }),
    engineVersion: t.int({
      nullable: true,
      description: 'Of the rules by which it was reckoned; null where it was charged before they were kept.',
      resolve: (it) => it.basis?.engine ?? null,
    }),
    tariffId: t.id({
      nullable: true,
      description: 'The tariff by which it was reckoned; null where it was charged before it was kept.',
      resolve: (it) => it.basis?.tariffId ?? null,
    }),
    reversesId: t.exposeID('reversesId', {
      nullable: true,
      description: 'The charge that this one takes back, with a negative amount; null for any other.',
    }),
  }),
})

export const ChargeConnectionRef = connectionRef<Charge, ChargePage>('Charge', ChargeRef, 'newest first')

builder.objectFields(ChargeConnectionRef, (t) => ({
  totalCount: t.int({
    description: 'How many charges the filter leaves.',
    resolve: async (it) => (await it.totals()).count,
  }),
  totalFen: t.field({
    type: 'Fen',
    description: 'What is owed for all of them together.',
    resolve: async (it) => (await it.totals()).totalFen,
  }),
}))

builder.objectFields(BookingRef, (t) => ({
  charge: t.loadable({
    type: ChargeRef,
    nullable: true,
    description: 'What it cost; null where nothing has been charged, or the viewer may not see it.',
    load: (ids: string[], ctx) => chargesOfBookings(ctx, ids),
    resolve: (it) => it.id,
  }),
}))

builder.objectFields(UsageRecordRef, (t) => ({
  charge: t.loadable({
    type: ChargeRef,
    nullable: true,
    description: 'What it cost; null while it is in use, or where the viewer may not see it.',
    load: (ids: string[], ctx) => chargesOfUsages(ctx, ids),
    resolve: (it) => it.id,
  }),
}))

const ChargeFilterInput = builder.inputType('ChargeFilter', {
  description: 'Which charges; every condition must hold.',
  fields: (t) => ({
    providerId: t.id({ required: false, description: 'Earned by this institution.' }),
    payerId: t.id({ required: false, description: 'Owed by this institution or person.' }),
    during: t.field({ type: IntervalInput, required: false, description: 'Occurred in this span.' }),
    state: t.field({ type: ChargeStateEnum, required: false, description: 'How they stand.' }),
  }),
})

builder.queryField('charges', (t) =>
  t.field({
    type: ChargeConnectionRef,
    description:
      "One's own charges, those of one's institution for its finance, or all of them for the city.",
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      filter: t.arg({ type: ChargeFilterInput, required: false, description: 'Which.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findCharges(ctx, args.filter ?? {}, args),
  }),
)

const UnstatedTotalRef = builder.objectRef<UnstatedTotal>('UnstatedTotal').implement({
  description: 'What a payer owes a provider for charges that are not on a statement yet.',
  fields: (t) => ({
    payerId: t.exposeID('payerId', { description: 'Id of the payer, an institution or a person.' }),
    payer: t.field({
      type: InstitutionRef,
      nullable: true,
      description: 'Who owes it; null where a person without an institution does.',
      resolve: (it) => it.payerInstitutionId,
    }),
    payerPerson: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who owes it, where it is a person without an institution.',
      resolve: (it) => (it.payerInstitutionId === null ? it.payerId : null),
    }),
    count: t.exposeInt('count', { description: 'How many charges.' }),
    totalFen: t.expose('totalFen', { type: 'Fen', description: 'All of them together.' }),
  }),
})

builder.queryField('unstatedTotals', (t) =>
  t.field({
    type: [UnstatedTotalRef],
    description:
      'Open charges of a provider in a period by payer, the most owed first, at most 500; for its finance.',
    args: {
      providerId: t.arg.id({ description: 'The institution that earns them.' }),
      period: t.arg({ type: IntervalInput, description: 'Occurred in this span.' }),
    },
    resolve: (_root, args, ctx) => findUnstatedTotals(ctx, args),
  }),
)

const WaiveChargeInput = builder.inputType('WaiveChargeInput', {
  description: 'Which charge is let go, and why.',
  fields: (t) => ({
    chargeId: t.id({ description: 'A charge that is still open.' }),
    reason: t.string({ description: 'At least 10 characters.' }),
  }),
})

builder.mutationField('waiveCharge', (t) =>
  t.field({
    type: ChargeRef,
    description: 'Lets go of an open charge; a further transfer takes it back in the ledger.',
    args: { input: t.arg({ type: WaiveChargeInput, description: 'Which, and why.' }) },
    errors: refusable('WaiveChargeResult'),
    resolve: (_root, { input }, ctx) => waiveCharge(ctx, input),
  }),
)

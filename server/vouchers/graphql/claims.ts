/** Claims of providers in the schema, and what was paid, which is public. */

import { builder, enumValues, IntervalInput, IntervalRef, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { InstitutionRef } from '../../institutions/graphql/institution.ts'
import {
  decideClaim,
  decidesClaim,
  findClaims,
  findPaidClaims,
  findUnclaimed,
  submitClaim,
} from '../actions/claims.ts'
import { clawBack } from '../actions/clawbacks.ts'
import { type Claim, linesByClaimIds, type Unclaimed } from '../queries/claims.ts'
import type { VoucherReserve } from '../queries/reserves.ts'
import { VoucherProgrammeRef } from './programmes.ts'
import { pageComplexity } from './words.ts'

const VoucherClaimStateEnum = builder.enumType('VoucherClaimState', {
  description: 'How a claim stands.',
  values: enumValues(['submitted', 'paid', 'refused'] as const),
})

const VoucherClaimLineRef = builder.objectRef<VoucherReserve>('VoucherClaimLine').implement({
  description: 'What the voucher of one booking paid.',
  fields: (t) => ({
    id: t.exposeID('bookingId', { description: 'The id of the booking.' }),
    institution: t.field({
      type: InstitutionRef,
      description: 'Whose voucher it was.',
      resolve: (it) => it.institutionId,
    }),
    amountFen: t.field({
      type: 'Fen',
      description: 'What is claimed, or was paid.',
      resolve: (it) => it.paidFen || it.capturedFen,
    }),
    returnedFen: t.expose('returnedFen', { type: 'Fen', description: 'What of it was taken back since.' }),
    returnReason: t.exposeString('returnReason', { nullable: true, description: 'Why it was taken back.' }),
  }),
})

const VoucherClaimRef = builder.objectRef<Claim>('VoucherClaim').implement({
  description: 'What vouchers paid to a provider in a period, to be paid by the programme.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    programme: t.field({
      type: VoucherProgrammeRef,
      description: 'Who pays.',
      resolve: (it) => it.programmeId,
    }),
    provider: t.field({ type: InstitutionRef, description: 'Who is paid.', resolve: (it) => it.providerId }),
    period: t.field({
      type: IntervalRef,
      description: 'Its bookings were settled in this span.',
      resolve: (it) => it.period,
    }),
    lineCount: t.exposeInt('lineCount', { description: 'How many bookings.' }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'All of them together.' }),
    state: t.field({ type: VoucherClaimStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    submittedAt: t.expose('submittedAt', { type: 'Instant', description: 'When it was claimed.' }),
    paidOn: t.expose('paidOn', { type: 'LocalDate', nullable: true, description: 'When it was paid.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it was refused.' }),
    mayDecide: t.boolean({
      description: 'Whether the viewer decides it.',
      resolve: (it, _args, ctx) => decidesClaim(ctx, it),
    }),
    lines: t.loadableList({
      type: VoucherClaimLineRef,
      description: 'Its bookings, the oldest first; at most 500.',
      load: (ids: string[], ctx) => linesByClaimIds(ctx.store.db, ids),
      resolve: (it) => it.id,
    }),
  }),
})

const UnclaimedRef = builder.objectRef<Unclaimed>('VoucherUnclaimed').implement({
  description: 'What a provider could claim of a programme.',
  fields: (t) => ({
    programme: t.field({
      type: VoucherProgrammeRef,
      description: 'Who would pay.',
      resolve: (it) => it.programmeId,
    }),
    count: t.exposeInt('count', { description: 'How many bookings.' }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'All of them together.' }),
    firstAt: t.expose('firstAt', { type: 'Instant', description: 'When the first of them was settled.' }),
  }),
})

const ClaimConnectionRef = connectionRef<Claim>('VoucherClaim', VoucherClaimRef, 'newest first')

builder.queryFields((t) => ({
  voucherClaims: t.field({
    type: ClaimConnectionRef,
    description: 'Claims of a provider for its managers and finance, or of all for the city.',
    complexity: pageComplexity,
    args: {
      providerId: t.arg.id({ required: false, description: 'Left out: the whole city.' }),
      state: t.arg({ type: VoucherClaimStateEnum, required: false, description: 'How they stand.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findClaims(ctx, args, args),
  }),
  voucherBatches: t.field({
    type: ClaimConnectionRef,
    description: 'Claims that were paid, with each enterprise and amount. Public.',
    complexity: pageComplexity,
    args: {
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findPaidClaims(ctx, args),
  }),
  voucherUnclaimed: t.field({
    type: [UnclaimedRef],
    description: 'What a provider could claim by now, by the id of the programme.',
    args: { providerId: t.arg.id({ description: 'Which provider.' }) },
    resolve: (_root, args, ctx) => findUnclaimed(ctx, args.providerId),
  }),
}))

const SubmitVoucherClaimInput = builder.inputType('SubmitVoucherClaimInput', {
  description: 'What is claimed.',
  fields: (t) => ({
    programmeId: t.id({ description: 'From which programme.' }),
    providerId: t.id({ description: 'For which provider.' }),
    period: t.field({ type: IntervalInput, description: 'A span that is over.' }),
  }),
})

const PayVoucherClaimInput = builder.inputType('PayVoucherClaimInput', {
  description: 'That a claim was paid.',
  fields: (t) => ({
    claimId: t.id({ description: 'Which.' }),
    paymentReference: t.string({
      description: 'Number of the payment at the treasury; at most 80 characters.',
    }),
    paidOn: t.field({ type: 'LocalDate', description: 'From the day of the claim to today.' }),
  }),
})

const ClawBackVoucherInput = builder.inputType('ClawBackVoucherInput', {
  description: 'What is taken back.',
  fields: (t) => ({
    bookingId: t.id({ description: 'The booking whose voucher was paid out.' }),
    reason: t.string({ description: 'Why; 10 to 500 characters. It is public.' }),
    ban: t.boolean({ description: 'Whether the enterprise is shut out for as long as the rules say.' }),
  }),
})

const RefuseVoucherClaimInput = builder.inputType('RefuseVoucherClaimInput', {
  description: 'That a claim is refused.',
  fields: (t) => ({
    claimId: t.id({ description: 'Which.' }),
    reason: t.string({ description: 'Why; 10 to 500 characters. The provider reads it.' }),
  }),
})

builder.mutationFields((t) => ({
  submitVoucherClaim: t.field({
    type: VoucherClaimRef,
    description: 'Claims what vouchers have paid in a period: each booking once, at most 500 at a time.',
    args: { input: t.arg({ type: SubmitVoucherClaimInput, description: 'The claim.' }) },
    errors: refusable('SubmitVoucherClaimResult'),
    resolve: (_root, { input }, ctx) => submitClaim(ctx, input),
  }),
  payVoucherClaim: t.field({
    type: VoucherClaimRef,
    description: 'Records that a claim was paid.',
    args: { input: t.arg({ type: PayVoucherClaimInput, description: 'The payment.' }) },
    errors: refusable('PayVoucherClaimResult'),
    resolve: (_root, { input }, ctx) => decideClaim(ctx, { ...input, pay: true }),
  }),
  clawBackVoucher: t.field({
    type: VoucherClaimLineRef,
    description: 'Takes a voucher back that was paid out; its money is left of the budget again.',
    args: { input: t.arg({ type: ClawBackVoucherInput, description: 'Which, and why.' }) },
    errors: refusable('ClawBackVoucherResult'),
    resolve: (_root, { input }, ctx) => clawBack(ctx, input),
  }),
  refuseVoucherClaim: t.field({
    type: VoucherClaimRef,
    description: 'Refuses a claim; its lines can be claimed again.',
    args: { input: t.arg({ type: RefuseVoucherClaimInput, description: 'Why.' }) },
    errors: refusable('RefuseVoucherClaimResult'),
    resolve: (_root, { input }, ctx) => decideClaim(ctx, { ...input, pay: false }),
  }),
}))

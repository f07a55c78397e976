/** Applications and grants in the schema. */

import { builder, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { InstitutionRef } from '../../institutions/graphql/institution.ts'
import { applyForGrant, findGrants, isOver, reviewGrant, reviewsGrants } from '../actions/grants.ts'
import type { Grant } from '../queries/grants.ts'
import { VoucherProgrammeRef } from './programmes.ts'
import { pageComplexity, VoucherGrantStateEnum, VoucherKindEnum } from './words.ts'

const VoucherGrantRef = builder.objectRef<Grant>('VoucherGrant').implement({
  description: 'What an enterprise asked for of a programme, and was granted.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    programme: t.field({
      type: VoucherProgrammeRef,
      description: 'Of which programme.',
      resolve: (it) => it.programmeId,
    }),
    institution: t.field({
      type: InstitutionRef,
      description: 'Whose it is.',
      resolve: (it) => it.institutionId,
    }),
    applicant: t.field({ type: PersonRef, description: 'Who applied.', resolve: (it) => it.applicantId }),
    kind: t.field({
      type: VoucherKindEnum,
      description: 'What the enterprise says that it is.',
      resolve: (it) => it.kind,
    }),
    askedFen: t.expose('askedFen', { type: 'Fen', description: 'What was asked for.' }),
    purpose: t.exposeString('purpose', { description: 'What for.' }),
    related: t.field({
      type: [InstitutionRef],
      description: 'Institutions that it says are related to it, as told; not paid by its vouchers.',
      resolve: (it) => [...it.relatedIds],
    }),
    fileName: t.exposeString('fileName', { description: 'The evidence, which the applicant keeps.' }),
    fileSha256: t.exposeString('fileSha256', { description: 'SHA-256 of it, in hexadecimal.' }),
    state: t.field({ type: VoucherGrantStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    appliedAt: t.expose('appliedAt', { type: 'Instant', description: 'When it was applied for.' }),
    decidedAt: t.expose('decidedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was decided; null while it is not.',
    }),
    decision: t.exposeString('decision', { nullable: true, description: 'Why it was decided like this.' }),
    grantedFen: t.expose('grantedFen', { type: 'Fen', description: 'What was granted; 0 for nothing.' }),
    reservedFen: t.expose('reservedFen', { type: 'Fen', description: 'Set aside by bookings ahead.' }),
    capturedFen: t.expose('capturedFen', { type: 'Fen', description: 'What has paid for use.' }),
    leftFen: t.field({
      type: 'Fen',
      description: 'What can still be used; 0 once it is over.',
      resolve: (it, _args, ctx) => (isOver(ctx, it) ? 0 : it.grantedFen - it.reservedFen - it.capturedFen),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'Instant',
      nullable: true,
      description: 'The first moment at which it cannot be used any more.',
    }),
    mayReview: t.boolean({
      description: 'Whether the viewer decides it.',
      resolve: (it, _args, ctx) => reviewsGrants(ctx, it),
    }),
  }),
})

const GrantConnectionRef = connectionRef<Grant>('VoucherGrant', VoucherGrantRef, 'newest first')

builder.queryField('voucherGrants', (t) =>
  t.field({
    type: GrantConnectionRef,
    description: 'Applications and grants of an institution for its people, or of all for the city.',
    complexity: pageComplexity,
    args: {
      institutionId: t.arg.id({ required: false, description: 'Left out: the whole city.' }),
      state: t.arg({ type: VoucherGrantStateEnum, required: false, description: 'How they stand.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findGrants(ctx, args, args),
  }),
)

const ApplyForVoucherInput = builder.inputType('ApplyForVoucherInput', {
  description: 'An application in the name of an institution, with its evidence.',
  fields: (t) => ({
    programmeId: t.id({ description: 'Of which programme.' }),
    institutionId: t.id({ description: 'In whose name.' }),
    kind: t.field({ type: VoucherKindEnum, description: 'What the enterprise is.' }),
    askedFen: t.field({ type: 'Fen', description: 'How much.' }),
    purpose: t.string({ description: 'What for; 10 to 500 characters.' }),
    relatedIds: t.idList({ description: 'Institutions that are related to it; at most 20.' }),
    fileName: t.string({ description: 'The evidence of what it is; kept by the applicant.' }),
    fileSha256: t.string({ description: 'SHA-256 of the evidence, in lower-case hexadecimal.' }),
    declared: t.boolean({ description: 'That all of it is true, and that nobody related is paid.' }),
    clientKey: t.string({ description: 'Chosen by the client; the same again applies once.' }),
  }),
})

const ReviewVoucherInput = builder.inputType('ReviewVoucherInput', {
  description: 'How an application is decided.',
  fields: (t) => ({
    grantId: t.id({ description: 'Which.' }),
    grantedFen: t.field({ type: 'Fen', required: false, description: 'Left out: it is refused.' }),
    note: t.string({ description: 'Why; 4 to 500 characters. The applicant reads it.' }),
  }),
})

builder.mutationFields((t) => ({
  applyForVoucher: t.field({
    type: VoucherGrantRef,
    description: 'Applies for a grant. Sending it twice applies once.',
    args: { input: t.arg({ type: ApplyForVoucherInput, description: 'The application.' }) },
    errors: refusable('ApplyForVoucherResult'),
    resolve: (_root, { input }, ctx) => applyForGrant(ctx, input),
  }),
  reviewVoucher: t.field({
    type: VoucherGrantRef,
    description: 'Grants an amount, at most what was asked for, or refuses.',
    args: { input: t.arg({ type: ReviewVoucherInput, description: 'The decision.' }) },
    errors: refusable('ReviewVoucherResult'),
    resolve: (_root, { input }, ctx) => reviewGrant(ctx, { ...input, grantedFen: input.grantedFen ?? null }),
  }),
}))

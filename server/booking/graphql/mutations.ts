/** What people do with bookings, in the schema. Maps each input to one action. */

import { builder, refusable } from '../../graphql/builder.ts'
import { bookInstrument, moveBooking } from '../actions/book.ts'
import { approveBooking, cancelBooking, rejectBooking } from '../actions/decide.ts'
import { cancelMaintenance, scheduleMaintenance } from '../actions/maintenance.ts'
import { AnswerInput, OverrideInput } from './inputs.ts'
import { BookingRef } from './booking.ts'
import { MaintenanceRef } from './calendars.ts'

const BookInstrumentInput = builder.inputType('BookInstrumentInput', {
  description: 'What to book.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after it.' }),
    purpose: t.string({ description: 'What for; at most 500 characters.' }),
    clientKey: t.string({
      required: false,
      description: 'Chosen by the client, at most 100 characters; sending the same again books once.',
    }),
    forPersonId: t.id({
      required: false,
      description:
        'Whom it is for; the viewer unless told. Staff of the instrument may book for others, and members of a research group for each other, with the word of its leader.',
    }),
    answers: t.field({
      type: [AnswerInput],
      required: false,
      description: "To the instrument's form, where it has one.",
    }),
    override: t.field({ type: OverrideInput, required: false, description: 'For staff of the instrument.' }),
    withOperator: t.boolean({
      required: false,
      description: 'Whether somebody is to operate the instrument; as it demands unless told.',
    }),
    useVoucher: t.boolean({
      required: false,
      description:
        "Whether a voucher of the customer's institution is to pay a part of it; refused where none does.",
    }),
  }),
})

const MoveBookingInput = builder.inputType('MoveBookingInput', {
  description: 'Where a booking moves to.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    startsAt: t.field({ type: 'Instant', description: 'The new first moment.' }),
    endsAt: t.field({ type: 'Instant', description: 'The new first moment after it.' }),
  }),
})

const CancelBookingInput = builder.inputType('CancelBookingInput', {
  description: 'Which booking is given up.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    reason: t.string({ required: false, description: 'Why; at most 500 characters.' }),
  }),
})

const ApproveBookingInput = builder.inputType('ApproveBookingInput', {
  description: 'Which request is granted.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    note: t.string({ required: false, description: 'A word to the person; at most 500 characters.' }),
    override: t.field({ type: OverrideInput, required: false, description: 'Sets reasons aside.' }),
  }),
})

const RejectBookingInput = builder.inputType('RejectBookingInput', {
  description: 'Which request is refused.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    reason: t.string({ description: 'Why; the person reads it.' }),
  }),
})

const ScheduleMaintenanceInput = builder.inputType('ScheduleMaintenanceInput', {
  description: 'When an instrument is out of service.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment out of service.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment back in service.' }),
    reason: t.string({ description: 'What is done; everybody sees it.' }),
    oneUnit: t.boolean({
      required: false,
      description: 'Whether one of several units is meant; all are, unless told.',
    }),
  }),
})

const CancelMaintenanceInput = builder.inputType('CancelMaintenanceInput', {
  description: 'Which maintenance is not needed.',
  fields: (t) => ({ maintenanceId: t.id({ description: 'Which.' }) }),
})

builder.mutationFields((t) => ({
  bookInstrument: t.field({
    type: BookingRef,
    description:
      'Books an instrument for the viewer, or for whom its staff name. Where a keeper decides, the booking waits for him.',
    args: { input: t.arg({ type: BookInstrumentInput, description: 'What.' }) },
    errors: refusable('BookInstrumentResult'),
    resolve: (_root, { input }, ctx) => bookInstrument(ctx, { ...input, clientKey: input.clientKey ?? null }),
  }),
  moveBooking: t.field({
    type: BookingRef,
    description: 'Gives a booking that has not begun another span.',
    args: { input: t.arg({ type: MoveBookingInput, description: 'Which, and where to.' }) },
    errors: refusable('MoveBookingResult'),
    resolve: (_root, { input }, ctx) => moveBooking(ctx, input),
  }),
  cancelBooking: t.field({
    type: BookingRef,
    description: 'Gives up a booking that has not begun, and frees its time.',
    args: { input: t.arg({ type: CancelBookingInput, description: 'Which.' }) },
    errors: refusable('CancelBookingResult'),
    resolve: (_root, { input }, ctx) => cancelBooking(ctx, { ...input, reason: input.reason ?? null }),
  }),
  approveBooking: t.field({
    type: BookingRef,
    description: 'Confirms a request, when the instrument can still be had then.',
    args: { input: t.arg({ type: ApproveBookingInput, description: 'Which.' }) },
    errors: refusable('ApproveBookingResult'),
    resolve: (_root, { input }, ctx) =>
      approveBooking(ctx, {
        ...input,
        note: input.note ?? null,
        override: input.override ?? undefined,
      }),
  }),
  rejectBooking: t.field({
    type: BookingRef,
    description: 'Refuses a request, and frees its time.',
    args: { input: t.arg({ type: RejectBookingInput, description: 'Which, and why.' }) },
    errors: refusable('RejectBookingResult'),
    resolve: (_root, { input }, ctx) => rejectBooking(ctx, input),
  }),
  scheduleMaintenance: t.field({
    type: MaintenanceRef,
    description: 'Takes an instrument out of service for a span without bookings.',
    args: { input: t.arg({ type: ScheduleMaintenanceInput, description: 'Which, and when.' }) },
    errors: refusable('ScheduleMaintenanceResult'),
    resolve: (_root, { input }, ctx) => scheduleMaintenance(ctx, input),
  }),
  cancelMaintenance: t.field({
    type: MaintenanceRef,
    description: 'Takes maintenance back before it begins; ends it now when it has begun.',
    args: { input: t.arg({ type: CancelMaintenanceInput, description: 'Which.' }) },
    errors: refusable('CancelMaintenanceResult'),
    resolve: (_root, { input }, ctx) => cancelMaintenance(ctx, input.maintenanceId),
  }),
}))

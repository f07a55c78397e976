/** More time for a use in the schema. Maps arguments to one action. */

import { BookingAbilitiesRef, BookingRef } from '../../booking/graphql/booking.ts'
import { builder, refusable } from '../../graphql/builder.ts'
import { extendableUntil, extendBooking, startsEarly } from '../actions/leeway.ts'

builder.objectFields(BookingAbilitiesRef, (t) => ({
  extendUntil: t.field({
    type: 'Instant',
    nullable: true,
    description:
      'The latest end to which it can be extended now, in whole steps, 12 h at a time; null unless it is going on and can be.',
    resolve: (it, _args, ctx) => extendableUntil(ctx, it),
  }),
  startEarly: t.boolean({
    description:
      'Check in now and begin before the booked start, up to 2 h, because the time before it is free.',
    resolve: (it, _args, ctx) => startsEarly(ctx, it),
  }),
}))

const ExtendBookingInput = builder.inputType('ExtendBookingInput', {
  description: 'Which booking goes on for longer.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    endsAt: t.field({ type: 'Instant', description: 'The new first moment after it.' }),
  }),
})

builder.mutationField('extendBooking', (t) =>
  t.field({
    type: BookingRef,
    description:
      'Gives a booking that is going on a later end, where the time behind it is free; by its person or a keeper.',
    args: { input: t.arg({ type: ExtendBookingInput, description: 'Which, and until when.' }) },
    errors: refusable('ExtendBookingResult'),
    resolve: (_root, { input }, ctx) => extendBooking(ctx, input),
  }),
)

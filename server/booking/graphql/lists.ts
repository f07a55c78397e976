/** Pages of bookings in the schema. Maps arguments to one action. */

import { builder, enumValues, IntervalInput } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { bookingRequests, deskBookings, myBookings } from '../actions/lists.ts'
import type { Booking } from '../queries/bookings.ts'
import { BookingRef } from './booking.ts'

const BookingScopeEnum = builder.enumType('BookingScope', {
  description:
    'UPCOMING: waiting, confirmed and not over, or in use; by start. PAST: all others. ALL: both; latest first.',
  values: enumValues(['upcoming', 'past', 'all'] as const),
})

const DeskFilterInput = builder.inputType('DeskFilter', {
  description: 'Which part of the desk.',
  fields: (t) => ({
    institutionId: t.id({
      required: false,
      description: 'Instruments of this institution; of all that the viewer keeps unless told.',
    }),
    during: t.field({ type: IntervalInput, description: 'Sharing time with this span, at most 93 days.' }),
  }),
})

const BookingConnectionRef = connectionRef<Booking>('Booking', BookingRef, 'as the query says')

const complexity = (args: { readonly first?: number | null | undefined }) => ({
  field: 1,
  multiplier: Math.min(args.first ?? 20, 100),
})

builder.queryFields((t) => ({
  myBookings: t.field({
    type: BookingConnectionRef,
    description: "The viewer's bookings: those to come by start, otherwise latest first.",
    complexity,
    args: {
      scope: t.arg({ type: BookingScopeEnum, required: false, description: 'UPCOMING unless told.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => myBookings(ctx, args.scope ?? 'upcoming', args),
  }),
  deskBookings: t.field({
    type: BookingConnectionRef,
    description: 'Bookings of instruments that the viewer keeps or manages, by start.',
    complexity,
    args: {
      filter: t.arg({ type: DeskFilterInput, description: 'Which.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => deskBookings(ctx, args.filter, args),
  }),
  bookingRequests: t.field({
    type: BookingConnectionRef,
    description: 'Bookings that wait for a decision of the viewer, those that wait longest first.',
    complexity,
    args: {
      institutionId: t.arg.id({ required: false, description: 'Instruments of this institution only.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => bookingRequests(ctx, args.institutionId ?? null, args),
  }),
}))

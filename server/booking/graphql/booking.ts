/** Bookings in the schema. Maps arguments to one action or query. */

import { builder, enumValues } from '../../graphql/builder.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'

export const BookingStateEnum = builder.enumType('BookingState', {
  description: 'How a booking stands.',
  values: enumValues([
    'requested',
    'confirmed',
    'rejected',
    'cancelled',
    'in_use',
    'completed',
    'missed',
  ] as const),
})

export const BookingRef = builder.loadableObjectRef<Booking, string>('Booking', {
  load: (ids, ctx) => foundOrError(bookingsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
BookingRef.implement({
  description: 'A span of time on an instrument for one person.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment of the booking.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after the booking.' }),
    state: t.field({
      type: BookingStateEnum,
      description: 'How the booking stands.',
      resolve: (it) => it.state,
    }),
  }),
})

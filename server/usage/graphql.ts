/** Usage records in the schema. Maps arguments to one action or query. */

import { seesBooking } from '../booking/actions/access.ts'
import { BookingAbilitiesRef, BookingRef } from '../booking/graphql/booking.ts'
import { builder, enumValues, refusable } from '../graphql/builder.ts'
import { foundOrError } from '../graphql/loaders.ts'
import { MINUTE_MS } from '../kernel/interval.ts'
import { attendanceAbilities, checkIn, checkOut } from './actions.ts'
import { type UsageRecord, usageByBookingIds, usageByIds } from './queries.ts'

const AttendanceEnum = builder.enumType('Attendance', {
  description:
    'How a person kept to his booking: more than 15 minutes late, more than 30 minutes early away, more than 10 minutes over.',
  values: enumValues([
    'normal',
    'late',
    'leave_early',
    'overtime',
    'late_overtime',
    'late_leave_early',
    'missed',
  ] as const),
})

export const UsageRecordRef = builder.loadableObjectRef<UsageRecord, string>('UsageRecord', {
  load: (ids, ctx) => foundOrError(usageByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
UsageRecordRef.implement({
  description: 'What really happened in a booking.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    booking: t.field({ type: BookingRef, description: 'The booking.', resolve: (it) => it.bookingId }),
    startedAt: t.expose('startedAt', { type: 'Instant', description: 'When the person was checked in.' }),
    endedAt: t.expose('endedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When the person was checked out; null while the instrument is in use.',
    }),
    effectiveMinutes: t.int({
      nullable: true,
      description: 'From check-in to check-out, to the nearest minute; null while the instrument is in use.',
      resolve: (it) => (it.endedAt === null ? null : Math.round((it.endedAt - it.startedAt) / MINUTE_MS)),
    }),
    samples: t.exposeInt('samples', { description: 'How many samples were measured.' }),
    attendance: t.field({
      type: AttendanceEnum,
      nullable: true,
      description: 'How the person kept to the booking; null while the instrument is in use.',
      resolve: (it) => it.attendance,
    }),
    isExternal: t.exposeBoolean('isExternal', { description: 'Whether the customer is not of the owner.' }),
    note: t.exposeString('note', { nullable: true, description: 'What was noted at check-out.' }),
  }),
})

/** Stands for a booking whose use the viewer may not see: no booking has this id. */
const HIDDEN = ''

builder.objectFields(BookingRef, (t) => ({
  usage: t.loadable({
    type: UsageRecordRef,
    nullable: true,
    description: 'What really happened; null until somebody is checked in, or unless the viewer may see it.',
    load: (ids: string[], ctx) => usageByBookingIds(ctx.store.db, ids),
    resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.id : HIDDEN),
  }),
}))

builder.objectFields(BookingAbilitiesRef, (t) => ({
  checkIn: t.boolean({
    description: 'Begin the use.',
    resolve: (it, _args, ctx) => attendanceAbilities(ctx, it).checkIn,
  }),
  checkOut: t.boolean({
    description: 'End the use.',
    resolve: (it, _args, ctx) => attendanceAbilities(ctx, it).checkOut,
  }),
}))

const CheckInInput = builder.inputType('CheckInInput', {
  description: 'Who begins.',
  fields: (t) => ({ bookingId: t.id({ description: 'Which booking.' }) }),
})

const CheckOutInput = builder.inputType('CheckOutInput', {
  description: 'Who ends, and what was done.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    samples: t.int({ required: false, description: 'How many samples were measured; 0 unless told.' }),
    note: t.string({ required: false, description: 'What there is to say; at most 500 characters.' }),
  }),
})

builder.mutationFields((t) => ({
  checkIn: t.field({
    type: UsageRecordRef,
    description:
      'Begins the use of a booking: by a keeper from an hour before the start, by the person from 15 minutes before.',
    args: { input: t.arg({ type: CheckInInput, description: 'Which.' }) },
    errors: refusable('CheckInResult'),
    resolve: (_root, { input }, ctx) => checkIn(ctx, input),
  }),
  checkOut: t.field({
    type: UsageRecordRef,
    description: 'Ends the use of a booking, and frees what was booked beyond it.',
    args: { input: t.arg({ type: CheckOutInput, description: 'Which, and what was done.' }) },
    errors: refusable('CheckOutResult'),
    resolve: (_root, { input }, ctx) =>
      checkOut(ctx, { bookingId: input.bookingId, samples: input.samples ?? null, note: input.note ?? null }),
  }),
}))

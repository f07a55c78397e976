/** Records and sessions in the schema, and coming and going. Maps arguments to one action or query. */

import { seesBooking } from '../../booking/actions/access.ts'
import { BookingAbilitiesRef, BookingRef } from '../../booking/graphql/booking.ts'
import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { attendanceAbilities, checkIn, checkOut, pausedBookings } from '../actions/attendance.ts'
import { effectiveMinutes, sessionLocksAt, sessionsOfBookings } from '../actions/records.ts'
import { type UsageRecord, usageByBookingIds, usageByIds } from '../queries/records.ts'
import { sessionsByIds, sessionsByRecordIds, type UsageSession } from '../queries/sessions.ts'

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

export const UsageKindEnum = builder.enumType('UsageKind', {
  description: 'What an instrument was used for. Maintenance is neither effective time nor charged.',
  values: enumValues(['use', 'training', 'teaching', 'maintenance', 'commissioned', 'analysis'] as const),
})

const UsageOriginEnum = builder.enumType('UsageOrigin', {
  description: 'Whether a use was booked before, or begun on the spot.',
  values: enumValues(['booking', 'walk_in'] as const),
})

const SessionSourceEnum = builder.enumType('SessionSource', {
  description: 'Who told of a session: a person at the desk or with a phone, a device, or a file.',
  values: enumValues(['person', 'device', 'import'] as const),
})

export const UsageRecordRef = builder.loadableObjectRef<UsageRecord, string>('UsageRecord', {
  load: (ids, ctx) => foundOrError(usageByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
UsageRecordRef.implement({
  description: 'What came of a booking: all its sessions together.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    booking: t.field({ type: BookingRef, description: 'The booking.', resolve: (it) => it.bookingId }),
    startedAt: t.expose('startedAt', { type: 'Instant', description: 'When the first session began.' }),
    endedAt: t.expose('endedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When the last session ended; null while the use is not over.',
    }),
    effectiveMinutes: t.loadable({
      type: 'Int',
      nullable: true,
      load: (ids: string[], ctx) => effectiveMinutes(ctx, ids),
      description: 'All sessions together, to the nearest minute; null while the use is not over.',
      resolve: (it) => it.id,
    }),
    samples: t.exposeInt('samples', { description: 'How many samples were measured.' }),
    attendance: t.field({
      type: AttendanceEnum,
      nullable: true,
      description: 'How the person kept to the booking; null while the instrument is in use.',
      resolve: (it) => it.attendance,
    }),
    isExternal: t.exposeBoolean('isExternal', { description: 'Whether the customer is not of the owner.' }),
    note: t.exposeString('note', { nullable: true, description: 'What was noted at the last check-out.' }),
    origin: t.field({
      type: UsageOriginEnum,
      description: 'Booked before, or begun on the spot.',
      resolve: (it) => it.origin,
    }),
  }),
})

export const UsageSessionRef = builder.loadableObjectRef<UsageSession, string>('UsageSession', {
  load: (ids, ctx) => foundOrError(sessionsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
UsageSessionRef.implement({
  description: 'One stay at an instrument, from coming to going.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    record: t.field({
      type: UsageRecordRef,
      description: 'The use that it belongs to.',
      resolve: (it) => it.recordId,
    }),
    instrument: t.field({
      type: InstrumentRef,
      description: 'The instrument.',
      resolve: (it) => it.instrumentId,
    }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'When it began.' }),
    endsAt: t.expose('endsAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it ended; null while it goes on.',
    }),
    kind: t.field({ type: UsageKindEnum, description: 'What for.', resolve: (it) => it.kind }),
    samples: t.exposeInt('samples', { description: 'How many samples were measured.' }),
    operator: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who worked on the instrument, where that was not the person who booked.',
      resolve: (it) => it.operatorId,
    }),
    note: t.exposeString('note', { nullable: true, description: 'What was noted at its end.' }),
    source: t.field({ type: SessionSourceEnum, description: 'Who told of it.', resolve: (it) => it.source }),
    version: t.exposeInt('version', { description: 'Counts its corrections, from 1.' }),
    locksAt: t.field({
      type: 'Instant',
      description: 'From then on no correction can be asked for.',
      resolve: (it) => sessionLocksAt(it),
    }),
  }),
})

builder.objectFields(UsageRecordRef, (t) => ({
  sessions: t.loadableList({
    type: UsageSessionRef,
    description: 'Its sessions, by start.',
    load: (ids: string[], ctx) => sessionsByRecordIds(ctx.store.db, ids),
    resolve: (it) => it.id,
  }),
}))

/** Stands for what the viewer may not see: nothing has this id. */
const HIDDEN = ''

builder.objectFields(BookingRef, (t) => ({
  usage: t.loadable({
    type: UsageRecordRef,
    nullable: true,
    description: 'What really happened; null until somebody is checked in, or unless the viewer may see it.',
    load: (ids: string[], ctx) => usageByBookingIds(ctx.store.db, ids),
    resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.id : HIDDEN),
  }),
  usages: t.loadableList({
    type: UsageSessionRef,
    description: 'The sessions, by start; none unless the viewer may see them.',
    load: (ids: string[], ctx) => sessionsOfBookings(ctx, ids),
    resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.id : HIDDEN),
  }),
  isPaused: t.loadable({
    type: 'Boolean',
    description:
      'Whether the person has gone for a while, and the time is kept; false unless the viewer may see it.',
    load: (ids: string[], ctx) => pausedBookings(ctx, ids),
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
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    kind: t.field({ type: UsageKindEnum, required: false, description: 'What for; USE unless told.' }),
    operatorEmail: t.string({
      required: false,
      description: 'The address of who operates; the person who booked unless told.',
    }),
    startsEarly: t.boolean({
      required: false,
      description:
        'Whether the booking itself begins now, where the time before it is free; false unless told.',
    }),
  }),
})

const CheckOutInput = builder.inputType('CheckOutInput', {
  description: 'Who ends, and what was done.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    samples: t.int({ required: false, description: 'How many samples were measured; 0 unless told.' }),
    note: t.string({ required: false, description: 'What there is to say; at most 500 characters.' }),
    comesBack: t.boolean({
      required: false,
      description: 'Whether the person comes back in the booked time, which is kept; false unless told.',
    }),
  }),
})

builder.mutationFields((t) => ({
  checkIn: t.field({
    type: UsageRecordRef,
    description:
      'Begins the use of a booking, or goes on after a break: by a keeper from an hour before the start, by the person from 15 minutes before.',
    args: { input: t.arg({ type: CheckInInput, description: 'Which.' }) },
    errors: refusable('CheckInResult'),
    resolve: (_root, { input }, ctx) => checkIn(ctx, input),
  }),
  checkOut: t.field({
    type: UsageRecordRef,
    description:
      'Ends the use of a booking, and frees what was booked beyond it; or only a session, when the person comes back.',
    args: { input: t.arg({ type: CheckOutInput, description: 'Which, and what was done.' }) },
    errors: refusable('CheckOutResult'),
    resolve: (_root, { input }, ctx) =>
      checkOut(ctx, {
        bookingId: input.bookingId,
        samples: input.samples ?? null,
        note: input.note ?? null,
        comesBack: input.comesBack ?? false,
      }),
  }),
}))

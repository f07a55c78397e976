/** How and when instruments may be booked, and the calendar of holidays, in the schema. Maps arguments to one action. */

import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { DAY_MS, MINUTE_MS } from '../../kernel/interval.ts'
import { setBookingPolicy, setOpeningHours } from '../actions/booking-terms.ts'
import type { CalendarDay } from '../rules/opening.ts'
import { InstrumentRef } from './instrument.ts'
import { ApprovalRuleEnum } from './words.ts'

const BookingPolicyInput = builder.inputType('BookingPolicyInput', {
  description: 'How an instrument may be booked.',
  fields: (t) => ({
    durationMinutesMin: t.int({ description: 'Shortest booking, a multiple of the step.' }),
    durationMinutesMax: t.int({ description: 'Longest booking, a multiple of the step, at most 14 days.' }),
    stepMinutes: t.int({ description: 'Grid of starts and durations: at least 5, and a part of a day.' }),
    noticeMinutesMin: t.int({
      description: 'How long before its start a booking must be made, up to 90 days.',
    }),
    horizonDays: t.int({ description: 'How far ahead one can book, 1 to 366.' }),
    turnaroundMinutes: t.int({ description: 'Time that stays blocked after each booking, up to a day.' }),
    approval: t.field({ type: ApprovalRuleEnum, description: 'Whether bookings wait for the keeper.' }),
    cancelNoticeMinutes: t.int({
      description: 'Until when a booking is cancelled freely, up to 90 days before.',
    }),
  }),
})

const SetBookingPolicyInput = builder.inputType('SetBookingPolicyInput', {
  description: 'A booking policy for an instrument.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    policy: t.field({ type: BookingPolicyInput, description: 'How it may be booked.' }),
  }),
})

const OpeningWindowInput = builder.inputType('OpeningWindowInput', {
  description: 'A stretch of a weekday, in the wall-clock time of the instrument.',
  fields: (t) => ({
    weekday: t.int({ description: '1 Monday to 7 Sunday.' }),
    opensAt: t.string({ description: 'HH:MM.' }),
    closesAt: t.string({ description: 'HH:MM or 24:00; before opensAt means on the next day.' }),
  }),
})

const SetOpeningHoursInput = builder.inputType('SetOpeningHoursInput', {
  description: 'The week of an instrument from a day on.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    validFrom: t.field({ type: 'LocalDate', description: 'The first day on which it counts.' }),
    windows: t.field({
      type: [OpeningWindowInput],
      description: 'They may touch, not overlap; none closes it.',
    }),
    closedOnHolidays: t.boolean({ description: 'Whether public holidays close it.' }),
  }),
})

builder.mutationFields((t) => ({
  setBookingPolicy: t.field({
    type: InstrumentRef,
    description: 'Sets how an instrument may be booked. Bookings already made stay as they are.',
    args: { input: t.arg({ type: SetBookingPolicyInput, description: 'The policy.' }) },
    errors: refusable('SetBookingPolicyResult'),
    resolve: (_root, { input: { instrumentId, policy } }, ctx) =>
      setBookingPolicy(ctx, {
        instrumentId,
        policy: {
          durationMsMin: policy.durationMinutesMin * MINUTE_MS,
          durationMsMax: policy.durationMinutesMax * MINUTE_MS,
          stepMs: policy.stepMinutes * MINUTE_MS,
          noticeMsMin: policy.noticeMinutesMin * MINUTE_MS,
          horizonMs: policy.horizonDays * DAY_MS,
          turnaroundMs: policy.turnaroundMinutes * MINUTE_MS,
          approval: policy.approval,
          cancelNoticeMs: policy.cancelNoticeMinutes * MINUTE_MS,
        },
      }),
  }),
  setOpeningHours: t.field({
    type: InstrumentRef,
    description: 'Sets the week of an instrument from a day on; what was set for that very day is replaced.',
    args: { input: t.arg({ type: SetOpeningHoursInput, description: 'The week.' }) },
    errors: refusable('SetOpeningHoursResult'),
    resolve: (_root, { input: { instrumentId, ...hours } }, ctx) =>
      setOpeningHours(ctx, { instrumentId, hours }),
  }),
}))

const CalendarDayKindEnum = builder.enumType('CalendarDayKind', {
  description: 'A day off, or a Saturday or Sunday on which people work (调休).',
  values: enumValues(['holiday', 'workday'] as const),
})

export const CalendarDayRef = builder.objectRef<CalendarDay>('CalendarDay').implement({
  description: 'A day on which the country does not keep its usual week.',
  fields: (t) => ({
    date: t.expose('date', { type: 'LocalDate', description: 'Which day.' }),
    kind: t.field({ type: CalendarDayKindEnum, description: 'Off, or at work.', resolve: (it) => it.kind }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { description: 'English name.' }),
  }),
})

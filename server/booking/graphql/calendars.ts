/** Calendars in the schema: one instrument, many side by side, maintenance. Maps arguments to one action. */

import DataLoader from 'dataloader'
import { CalendarDayRef } from '../../catalog/graphql/booking-terms.ts'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { UserClassEnum } from '../../catalog/graphql/policy-words.ts'
import { InstrumentFilterInput } from '../../catalog/graphql/instruments.ts'
import type { Instrument } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { builder, enumValues, IntervalInput, IntervalRef } from '../../graphql/builder.ts'
import {
  type Availability,
  availability,
  bookingsOf,
  BUSY_KINDS,
  type BusySpan,
  maintenanceOf,
  visibleBooking,
} from '../actions/calendar.ts'
import { outlooks } from '../actions/outlook.ts'
import { timeline, type TimelineRow } from '../actions/timeline.ts'
import type { Maintenance } from '../queries/maintenance.ts'
import type { Outlook } from '../rules/free-time.ts'
import type { Occupancy } from '../rules/lanes.ts'
import type { ReservedTime } from '../rules/priority-time.ts'
import { BookingRef } from './booking.ts'

const BusyKindEnum = builder.enumType('BusyKind', {
  description:
    'What takes the time: a booking, a booking that waits for a decision, maintenance, time held for some, an offer to somebody who waits, a use without booking.',
  values: enumValues(BUSY_KINDS),
})

const BusySpanRef = builder.objectRef<BusySpan>('BusySpan').implement({
  description: 'Time that is taken on an instrument.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment taken.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after it.' }),
    kind: t.field({ type: BusyKindEnum, description: 'What takes it.', resolve: (it) => it.kind }),
    blockedUntil: t.expose('blockedUntil', {
      type: 'Instant',
      description: 'Until when the turnaround after it lasts.',
    }),
    seats: t.exposeInt('seats', { description: 'How many of the units it takes.' }),
    mine: t.exposeBoolean('mine', { description: 'Whether the viewer booked it.' }),
    bookingId: t.exposeID('bookingId', { nullable: true, description: 'Null for maintenance.' }),
    label: t.exposeString('label', {
      nullable: true,
      description:
        "The purpose of the viewer's own, the reason of maintenance, the name for those who may see it; else null.",
    }),
  }),
})

const OccupancyRef = builder.objectRef<Occupancy>('Occupancy').implement({
  description: 'A stretch of time in which the same number of units is taken.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after it.' }),
    taken: t.exposeInt('taken', { description: 'How many units, one at least.' }),
  }),
})

const ReservedTimeRef = builder.objectRef<ReservedTime>('ReservedTime').implement({
  description: 'Time that an instrument keeps for classes of users.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'From when on.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'Until when.' }),
    userClasses: t.field({
      type: [UserClassEnum],
      description: 'Who may book it.',
      resolve: (it) => [...it.userClasses],
    }),
    opensAt: t.expose('opensAt', {
      type: 'Instant',
      nullable: true,
      description: 'From when on everybody may book it; null: never.',
    }),
  }),
})

const AvailabilityRef = builder.objectRef<Availability>('Availability').implement({
  description: 'The calendar of one instrument during a span.',
  fields: (t) => ({
    timeZone: t.exposeString('timeZone', { description: 'IANA zone of the instrument.' }),
    capacity: t.exposeInt('capacity', { description: 'How many interchangeable units there are.' }),
    occupancy: t.field({
      type: [OccupancyRef],
      description: 'How many units are taken, where any is; ascending, disjoint.',
      resolve: (it) => [...it.occupancy],
    }),
    open: t.field({
      type: [IntervalRef],
      description: 'Opening hours inside the span, ascending, disjoint.',
      resolve: (it) => [...it.open],
    }),
    busy: t.field({
      type: [BusySpanRef],
      description: 'Taken time that touches the span, by start; disjoint where there is one unit.',
      resolve: (it) => [...it.busy],
    }),
    free: t.field({
      type: [IntervalRef],
      description: 'Open, not taken, with room for the turnaround, from now on; ascending, disjoint.',
      resolve: (it) => [...it.free],
    }),
    unattended: t.field({
      type: [IntervalRef],
      description:
        'When nobody is free who could operate it, from now on; empty where it is operated for nobody.',
      resolve: (it) => [...it.unattended],
    }),
    reserved: t.field({
      type: [ReservedTimeRef],
      description:
        'What is kept for other classes of users than the viewer’s, from now on; ascending, disjoint.',
      resolve: (it) => [...it.reserved],
    }),
    holidays: t.field({
      type: [CalendarDayRef],
      description: 'Public holidays and make-up workdays in the span, by date.',
      resolve: (it) => [...it.holidays],
    }),
  }),
})

const TimelineRowRef = builder.objectRef<TimelineRow>('TimelineRow').implement({
  description: 'One instrument on a timeline.',
  fields: (t) => ({
    instrument: t.field({
      type: InstrumentRef,
      description: 'The instrument.',
      resolve: (it) => it.instrument,
    }),
    open: t.field({
      type: [IntervalRef],
      description: 'Opening hours inside the span, ascending, disjoint.',
      resolve: (it) => [...it.open],
    }),
    busy: t.field({
      type: [BusySpanRef],
      description: 'Taken time that touches the span, by start; disjoint where there is one unit.',
      resolve: (it) => [...it.busy],
    }),
    occupancy: t.field({
      type: [OccupancyRef],
      description: 'How many units are taken, where any is; ascending, disjoint.',
      // Worked out from what is taken, without asking for anything.
      complexity: { field: 1, multiplier: 2 },
      resolve: (it) => [...it.occupancy],
    }),
    free: t.field({
      type: [IntervalRef],
      description:
        'Open, not taken, with room for the turnaround and somebody there to operate where that is demanded, from now on; ascending, disjoint.',
      complexity: { field: 1, multiplier: 3 },
      resolve: (it) => [...it.free],
    }),
  }),
})

export const MaintenanceRef = builder.objectRef<Maintenance>('Maintenance').implement({
  description: 'Time in which an instrument is out of service.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    instrument: t.field({ type: InstrumentRef, description: 'Which.', resolve: (it) => it.instrumentId }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment out of service.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment back in service.' }),
    reason: t.exposeString('reason', { description: 'What is done; everybody sees it.' }),
  }),
})

const instrumentId = { description: 'The id of the instrument.' }

builder.queryFields((t) => ({
  booking: t.field({
    type: BookingRef,
    nullable: true,
    description:
      'One booking, with names and purpose for those who may see them; null when there is none to see.',
    args: { id: t.arg.id({ description: 'The id of the booking.' }) },
    resolve: (_root, args, ctx) => visibleBooking(ctx, args.id),
  }),
  bookings: t.field({
    type: [BookingRef],
    description:
      'Bookings of one instrument that share time with the span, by start, without rejected and cancelled ones.',
    args: {
      instrumentId: t.arg.id(instrumentId),
      during: t.arg({ type: IntervalInput, description: 'At most 93 days.' }),
    },
    resolve: async (_root, args, ctx) => [...(await bookingsOf(ctx, args.instrumentId, args.during))],
  }),
  availability: t.field({
    type: AvailabilityRef,
    nullable: true,
    description:
      'When one instrument is open, busy and free; null when there is none that the viewer may see.',
    args: {
      instrumentId: t.arg.id(instrumentId),
      during: t.arg({ type: IntervalInput, description: 'At most 93 days.' }),
    },
    resolve: (_root, args, ctx) => availability(ctx, args.instrumentId, args.during),
  }),
  timeline: t.field({
    type: [TimelineRowRef],
    description:
      'The calendars of the instruments that the filter finds: the best matches first, else by Chinese name.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 50, 200) }),
    args: {
      filter: t.arg({ type: InstrumentFilterInput, required: false, description: 'Which instruments.' }),
      during: t.arg({ type: IntervalInput, description: 'At most 31 days.' }),
      first: t.arg.int({ required: false, description: 'How many, 1 to 200; 50 unless told.' }),
    },
    resolve: async (_root, args, ctx) => [
      ...(await timeline(ctx, args.filter ?? {}, args.during, args.first ?? 50)),
    ],
  }),
  maintenance: t.field({
    type: [MaintenanceRef],
    description: 'Maintenance of one instrument that shares time with the span, by start.',
    args: {
      instrumentId: t.arg.id(instrumentId),
      during: t.arg({ type: IntervalInput, description: 'At most 93 days.' }),
    },
    resolve: async (_root, args, ctx) => [...(await maintenanceOf(ctx, args.instrumentId, args.during))],
  }),
}))

/** One loader for both fields, so that a page of instruments asks once. */
const outlookLoaders = new WeakMap<Context, DataLoader<Instrument, Outlook, string>>()

function outlookOf(ctx: Context, instrument: Instrument): Promise<Outlook> {
  const loader =
    outlookLoaders.get(ctx) ??
    new DataLoader((instruments: readonly Instrument[]) => outlooks(ctx, instruments), {
      cacheKeyFn: (it) => it.id,
    })
  outlookLoaders.set(ctx, loader)
  return loader.load(instrument)
}

builder.objectFields(InstrumentRef, (t) => ({
  nextFreeAt: t.field({
    type: 'Instant',
    nullable: true,
    description: 'The earliest start of a shortest booking; null when there is none within two weeks.',
    resolve: async (it, _args, ctx) => (await outlookOf(ctx, it)).nextFreeAt,
  }),
  freeNow: t.boolean({
    description: 'Whether it is open and not taken at this moment.',
    resolve: async (it, _args, ctx) => (await outlookOf(ctx, it)).freeNow,
  }),
  calendarUrl: t.string({
    description: 'Where calendar programs read when it is busy (iCalendar).',
    resolve: (it, _args, ctx) => `${ctx.settings.publicUrl}/calendar/instruments/${it.id}.ics`,
  }),
}))

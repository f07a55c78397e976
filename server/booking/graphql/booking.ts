/** The booking in the schema. Later rooms add what they know of it. */

import DataLoader from 'dataloader'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import type { Context } from '../../context.ts'
import { builder, enumValues, IntervalRef, ProblemCodeEnum } from '../../graphql/builder.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { bookingAbilities } from '../actions/abilities.ts'
import { seesBooking } from '../actions/access.ts'
import { namedPersons } from '../actions/privacy.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import { shownHistories } from '../actions/duties.ts'
import type { BookingChange } from '../queries/changes.ts'
import { waitFor } from './waits.ts'

const BookingStateEnum = builder.enumType('BookingState', {
  description:
    'How a booking stands. REQUESTED, CONFIRMED and IN_USE hold their time; COMPLETED holds what was used of it; ' +
    'REJECTED, CANCELLED and MISSED hold none.',
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

const BookingChangeKindEnum = builder.enumType('BookingChangeKind', {
  description: 'What happened to a booking.',
  values: enumValues([
    'booked',
    'requested',
    'approved',
    'rejected',
    'moved',
    'operator_changed',
    'cancelled',
    'checked_in',
    'checked_out',
    'missed',
  ] as const),
})

const BookingChangeRef = builder.objectRef<BookingChange>('BookingChange').implement({
  description: 'One line of the history of a booking.',
  fields: (t) => ({
    at: t.expose('at', { type: 'Instant', description: 'When it happened.' }),
    actor: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who did it; null when the platform did.',
      resolve: (it) => it.actorId,
    }),
    what: t.field({ type: BookingChangeKindEnum, description: 'What happened.', resolve: (it) => it.what }),
    before: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'The span before; null where it did not change.',
      resolve: (it) => it.before,
    }),
    after: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'The span after; null where it did not change.',
      resolve: (it) => it.after,
    }),
    operatorBefore: t.field({
      type: PersonRef,
      nullable: true,
      description:
        'Who was to operate until then; null where nobody was, and unless the viewer may see it, as Booking.operator.',
      resolve: (it) => it.operatorBefore,
    }),
    operatorAfter: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who is to operate since; null where nobody is, and unless the viewer may see it.',
      resolve: (it) => it.operatorAfter,
    }),
    note: t.exposeString('note', { nullable: true, description: 'The reason that was given.' }),
    overridden: t.field({
      type: [ProblemCodeEnum],
      description: 'What staff set aside for that reason, the most telling first; empty where nothing was.',
      resolve: (it) => [...it.overridden],
    }),
  }),
})

/** Stands for a booking whose history the viewer may not see: no booking has this id. */
const HIDDEN = ''

/** The booking itself: later rooms add what depends on them. */
export const BookingAbilitiesRef = builder.objectRef<Booking>('BookingAbilities').implement({
  description: 'What the viewer may do with a booking at this moment.',
  fields: (t) => ({
    move: t.boolean({
      description: 'Give it another span.',
      resolve: (it, _args, ctx) => bookingAbilities(ctx, it).move,
    }),
    cancel: t.boolean({
      description: 'Give it up.',
      resolve: (it, _args, ctx) => bookingAbilities(ctx, it).cancel,
    }),
    decide: t.boolean({
      description: 'Approve or reject it as its keeper, whose turn it is.',
      resolve: async (it, _args, ctx) =>
        bookingAbilities(ctx, it).decide && (await waitFor(ctx, it.id))?.awaits !== 'pi',
    }),
  }),
})

/** One loader for a request, so that a list of bookings asks once. */
const nameLoaders = new WeakMap<Context, DataLoader<Booking, string | null, string>>()

/** Who booked, where the viewer may know it by the rule of the calendar. */
function nameOf(ctx: Context, booking: Booking): Promise<string | null> {
  const loader =
    nameLoaders.get(ctx) ??
    new DataLoader((bookings: readonly Booking[]) => namedPersons(ctx, bookings), {
      cacheKeyFn: (it) => it.id,
    })
  nameLoaders.set(ctx, loader)
  return loader.load(booking)
}

export const BookingRef = builder.loadableObjectRef<Booking, string>('Booking', {
  load: (ids, ctx) => foundOrError(bookingsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
BookingRef.implement({
  description: 'A span of time on an instrument for one person.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    instrument: t.field({
      type: InstrumentRef,
      description: 'What is booked.',
      resolve: (it) => it.instrumentId,
    }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment of the booking.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after the booking.' }),
    state: t.field({
      type: BookingStateEnum,
      description: 'How the booking stands.',
      resolve: (it) => it.state,
    }),
    mine: t.boolean({
      description: 'Whether the viewer booked it.',
      resolve: (it, _args, ctx) => it.personId === ctx.viewer?.personId,
    }),
    person: t.field({
      type: PersonRef,
      nullable: true,
      description:
        'Who booked it; null unless the viewer may see it: the staff do, others by CalendarPrivacy.',
      resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.personId : nameOf(ctx, it)),
    }),
    purpose: t.string({
      nullable: true,
      description: 'What for; null unless the viewer may see it.',
      resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.purpose : null),
    }),
    createdAt: t.expose('createdAt', { type: 'Instant', description: 'When it was booked.' }),
    decisionNote: t.string({
      nullable: true,
      description: 'What the keeper wrote, or why it was cancelled; null unless the viewer may see it.',
      resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.decisionNote : null),
    }),
    version: t.exposeInt('version', { description: 'Counts its changes, from 1.' }),
    changes: t.loadableList({
      type: BookingChangeRef,
      description: 'Its history, oldest first; empty unless the viewer may see it.',
      load: (ids: string[], ctx) => shownHistories(ctx, ids),
      resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.id : HIDDEN),
    }),
    may: t.field({
      type: BookingAbilitiesRef,
      description: 'What the viewer may do with it at this moment.',
      resolve: (it) => it,
    }),
  }),
})

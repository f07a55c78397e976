/** Several bookings as one, in the schema. Maps each input to one action. */

import DataLoader from 'dataloader'
import type { Context } from '../../context.ts'
import { builder, refusable } from '../../graphql/builder.ts'
import { type BookingGroup, bookInstruments, cancelBookingGroup, moveBookingGroup } from '../actions/group.ts'
import { type Booking, bookingsOfGroups } from '../queries/bookings.ts'
import { AnswerInput } from './inputs.ts'
import { BookingRef } from './booking.ts'

const BookingGroupRef = builder.objectRef<BookingGroup>('BookingGroup').implement({
  description: 'Bookings that were made together.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    bookings: t.field({
      type: [BookingRef],
      description: 'In the order in which they were asked for, or by start.',
      resolve: (it) => [...it.bookings],
    }),
  }),
})

builder.objectFields(BookingRef, (t) => ({
  groupId: t.exposeID('groupId', {
    nullable: true,
    description: 'Bookings with the same were made together; null for one alone.',
  }),
  together: t.field({
    type: [BookingRef],
    description: 'The other bookings that were made with it, by start.',
    resolve: async (it, _args, ctx) => (await othersOf(ctx, it)).filter((other) => other.id !== it.id),
  }),
}))

/** One statement for all the bookings of a request. */
const groupLoaders = new WeakMap<Context, DataLoader<string, Booking[]>>()

async function othersOf(ctx: Context, { groupId }: Booking): Promise<Booking[]> {
  if (groupId === null) return []
  const known = groupLoaders.get(ctx)
  const loader = known ?? new DataLoader((ids: readonly string[]) => bookingsOfGroups(ctx.store.db, ids))
  groupLoaders.set(ctx, loader)
  return loader.load(groupId)
}

const BookingItemInput = builder.inputType('BookingItemInput', {
  description: 'One of several things to book together.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after it.' }),
    answers: t.field({
      type: [AnswerInput],
      required: false,
      description: "To the instrument's form, where it has one.",
    }),
    withOperator: t.boolean({
      required: false,
      description: 'Whether somebody is to operate the instrument; as it demands unless told.',
    }),
  }),
})

const BookInstrumentsInput = builder.inputType('BookInstrumentsInput', {
  description: 'What to book together.',
  fields: (t) => ({
    items: t.field({ type: [BookingItemInput], description: 'One to ten.' }),
    purpose: t.string({ description: 'What for; at most 500 characters.' }),
    clientKey: t.string({
      required: false,
      description: 'Chosen by the client, at most 100 characters; sending the same again books once.',
    }),
  }),
})

const CancelBookingGroupInput = builder.inputType('CancelBookingGroupInput', {
  description: 'Which bookings are given up.',
  fields: (t) => ({
    groupId: t.id({ description: 'Which group.' }),
    reason: t.string({ required: false, description: 'Why; at most 500 characters.' }),
  }),
})

const MoveBookingGroupInput = builder.inputType('MoveBookingGroupInput', {
  description: 'Where bookings move to together.',
  fields: (t) => ({
    groupId: t.id({ description: 'Which group.' }),
    startsAt: t.field({
      type: 'Instant',
      description: 'The new start of the earliest; the others keep their distance to it.',
    }),
  }),
})

builder.mutationFields((t) => ({
  bookInstruments: t.field({
    type: BookingGroupRef,
    description: 'Books several instruments for the viewer: all of them, or none, with the reasons of each.',
    args: { input: t.arg({ type: BookInstrumentsInput, description: 'What.' }) },
    errors: refusable('BookInstrumentsResult'),
    resolve: (_root, { input }, ctx) =>
      bookInstruments(ctx, { ...input, clientKey: input.clientKey ?? null }),
  }),
  cancelBookingGroup: t.field({
    type: BookingGroupRef,
    description: 'Gives up bookings that were made together and have not begun.',
    args: { input: t.arg({ type: CancelBookingGroupInput, description: 'Which.' }) },
    errors: refusable('CancelBookingGroupResult'),
    resolve: (_root, { input }, ctx) => cancelBookingGroup(ctx, { ...input, reason: input.reason ?? null }),
  }),
  moveBookingGroup: t.field({
    type: BookingGroupRef,
    description: 'Moves bookings that were made together and have not begun, all by the same time.',
    args: { input: t.arg({ type: MoveBookingGroupInput, description: 'Which, and where to.' }) },
    errors: refusable('MoveBookingGroupResult'),
    resolve: (_root, { input }, ctx) => moveBookingGroup(ctx, input),
  }),
}))

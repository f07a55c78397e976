/** Waiting for time in the schema: entries, offers, and what people do with them. Maps arguments to one action. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { MINUTE_MS } from '../../kernel/interval.ts'
import { acceptOffer, declineOffer } from '../actions/offers.ts'
import {
  aheadOf,
  joinWaitingList,
  leaveWaitingList,
  myWaitingEntries,
  queueLengths,
  seesQueue,
} from '../actions/waiting-list.ts'
import { openOffersByEntryIds, type TimeOffer } from '../queries/offers.ts'
import { type WaitingEntry, waitingEntriesByIds } from '../queries/waiting-list.ts'
import { BookingRef } from './booking.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

const WaitsForEnum = builder.enumType('WaitsFor', {
  description: 'OFFER: the time itself, held for a while when it becomes free. NOTICE: only word of it.',
  values: enumValues(['offer', 'notice'] as const),
})

const WaitingStateEnum = builder.enumType('WaitingState', {
  description: 'SERVED: booked. LEFT: given up. OVER: the window has passed.',
  values: enumValues(['waiting', 'served', 'left', 'over'] as const),
})

const OfferStateEnum = builder.enumType('OfferState', {
  description: 'An OPEN offer holds its time until it expires; then it has LAPSED.',
  values: enumValues(['open', 'accepted', 'declined', 'lapsed'] as const),
})

const TimeOfferRef = builder.objectRef<TimeOffer>('TimeOffer').implement({
  description: 'Time that has become free, held for somebody who waits.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment offered.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after it.' }),
    expiresAt: t.expose('expiresAt', { type: 'Instant', description: 'Until when it can be accepted.' }),
    state: t.field({ type: OfferStateEnum, description: 'What became of it.', resolve: (it) => it.state }),
  }),
})

const WaitingEntryRef = builder.loadableObjectRef<WaitingEntry, string>('WaitingEntry', {
  load: (ids, ctx) => foundOrError(waitingEntriesByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
WaitingEntryRef.implement({
  description: 'Somebody waits for time on an instrument.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    instrument: t.field({
      type: InstrumentRef,
      description: 'Which instrument.',
      resolve: (it) => it.instrumentId,
    }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'Where the window begins.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'Where the window ends.' }),
    lengthMinutes: t.int({
      description: 'How long inside the window; the whole window where the very span is wanted.',
      resolve: (it) => it.lengthMs / MINUTE_MS,
    }),
    weekdays: t.intList({
      description: 'On these weekdays, 1 Monday to 7 Sunday.',
      resolve: (it) => [...it.weekdays],
    }),
    dayFrom: t.exposeString('dayFrom', { description: 'Not earlier in the day, HH:MM.' }),
    dayUntil: t.exposeString('dayUntil', { description: 'Not later in the day, HH:MM up to 24:00.' }),
    wants: t.field({ type: WaitsForEnum, description: 'What for.', resolve: (it) => it.wants }),
    purpose: t.exposeString('purpose', { description: 'Of the booking that an offer becomes.' }),
    withOperator: t.exposeBoolean('withOperator', {
      description: 'Whether somebody is to operate the instrument; otherwise as it demands.',
    }),
    state: t.field({ type: WaitingStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    createdAt: t.expose('createdAt', { type: 'Instant', description: 'Since when.' }),
    ahead: t.loadable({
      type: 'Int',
      description: 'How many come first for time that both may want.',
      load: async (entries: WaitingEntry[], ctx) => aheadOf(ctx, entries),
      resolve: (it) => it,
    }),
    offer: t.loadable({
      type: TimeOfferRef,
      nullable: true,
      description: 'What is offered now; null when nothing is.',
      load: async (ids: string[], ctx) =>
        (await openOffersByEntryIds(ctx.store.db, ids)).map((it) => it ?? null),
      resolve: (it) => it.id,
    }),
  }),
})

const WaitingEntryConnectionRef = connectionRef<WaitingEntry>('WaitingEntry', WaitingEntryRef, 'oldest first')

builder.queryFields((t) => ({
  myWaitingEntries: t.field({
    type: WaitingEntryConnectionRef,
    description: 'What the viewer waits for, oldest first.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => myWaitingEntries(ctx, args),
  }),
}))

builder.objectFields(InstrumentRef, (t) => ({
  waitingCount: t.loadable({
    type: 'Int',
    nullable: true,
    description: 'How many wait for its time; null unless the viewer keeps it.',
    load: async (ids: string[], ctx) => {
      const asked = ids.filter((it) => it !== HIDDEN)
      const lengths = new Map((await queueLengths(ctx, asked)).map((it, i) => [asked[i], it]))
      return ids.map((it) => lengths.get(it) ?? null)
    },
    resolve: (it, _args, ctx) => (seesQueue(ctx, it) ? it.id : HIDDEN),
  }),
}))

/** Stands for an instrument whose queue the viewer may not see: none has this id. */
const HIDDEN = ''

const JoinWaitingListInput = builder.inputType('JoinWaitingListInput', {
  description: 'What to wait for.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    startsAt: t.field({ type: 'Instant', description: 'Where the window begins.' }),
    endsAt: t.field({ type: 'Instant', description: 'Where it ends; at most 31 days later.' }),
    lengthMinutes: t.int({
      required: false,
      description: 'How long inside the window; the very span unless told.',
    }),
    weekdays: t.intList({
      required: false,
      description: 'Only on these, 1 Monday to 7 Sunday; every day unless told.',
    }),
    dayFrom: t.string({ required: false, description: 'Not earlier in the day, HH:MM; 00:00 unless told.' }),
    dayUntil: t.string({ required: false, description: 'Not later in the day, HH:MM; 24:00 unless told.' }),
    wants: t.field({ type: WaitsForEnum, required: false, description: 'OFFER unless told.' }),
    purpose: t.string({
      description: 'Of the booking that an accepted offer becomes; may be empty for NOTICE.',
    }),
    withOperator: t.boolean({
      required: false,
      description: 'Whether somebody is to operate the instrument; as it demands unless told.',
    }),
  }),
})

const LeaveWaitingListInput = builder.inputType('LeaveWaitingListInput', {
  description: 'Which waiting ends.',
  fields: (t) => ({ entryId: t.id({ description: 'Which entry.' }) }),
})

const AcceptOfferInput = builder.inputType('AcceptOfferInput', {
  description: 'Which offer is taken.',
  fields: (t) => ({ offerId: t.id({ description: 'Which offer.' }) }),
})

const DeclineOfferInput = builder.inputType('DeclineOfferInput', {
  description: 'Which offer is not wanted.',
  fields: (t) => ({ offerId: t.id({ description: 'Which offer.' }) }),
})

builder.mutationFields((t) => ({
  joinWaitingList: t.field({
    type: WaitingEntryRef,
    description: 'Lets the viewer wait for time that is taken. The same wish again is the same entry.',
    args: { input: t.arg({ type: JoinWaitingListInput, description: 'For what.' }) },
    errors: refusable('JoinWaitingListResult'),
    resolve: (_root, { input }, ctx) => {
      const { lengthMinutes, startsAt, endsAt } = input
      return joinWaitingList(ctx, {
        instrumentId: input.instrumentId,
        startsAt,
        endsAt,
        lengthMs: lengthMinutes ? lengthMinutes * MINUTE_MS : endsAt - startsAt,
        weekdays: [...new Set(input.weekdays ?? EVERY_DAY)].toSorted((a, b) => a - b),
        dayFrom: input.dayFrom ?? '00:00',
        dayUntil: input.dayUntil ?? '24:00',
        wants: input.wants ?? 'offer',
        purpose: input.purpose,
        withOperator: input.withOperator ?? false,
      })
    },
  }),
  leaveWaitingList: t.field({
    type: WaitingEntryRef,
    description: 'Takes the viewer off the list; what was offered to him goes to the next one.',
    args: { input: t.arg({ type: LeaveWaitingListInput, description: 'Which.' }) },
    errors: refusable('LeaveWaitingListResult'),
    resolve: (_root, { input }, ctx) => leaveWaitingList(ctx, input),
  }),
  acceptOffer: t.field({
    type: BookingRef,
    description: 'Books what was offered to the viewer, when he may still book it; once, however often sent.',
    args: { input: t.arg({ type: AcceptOfferInput, description: 'Which.' }) },
    errors: refusable('AcceptOfferResult'),
    resolve: (_root, { input }, ctx) => acceptOffer(ctx, input),
  }),
  declineOffer: t.field({
    type: TimeOfferRef,
    description: 'Gives offered time to the next one who waits.',
    args: { input: t.arg({ type: DeclineOfferInput, description: 'Which.' }) },
    errors: refusable('DeclineOfferResult'),
    resolve: (_root, { input }, ctx) => declineOffer(ctx, input),
  }),
}))

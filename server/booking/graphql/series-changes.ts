/** Changing series in the schema: moving, giving up, deciding. Maps each input to one action. */

import {
  builder,
  enumValues,
  IntervalInput,
  IntervalRef,
  ProblemRef,
  refusable,
} from '../../graphql/builder.ts'
import {
  cancelSeries,
  type ChangedSeries,
  type ChangeOutcome,
  moveSeries,
  previewSeriesChange,
} from '../actions/series-change.ts'
import { approveSeries, rejectSeries } from '../actions/series-decide.ts'
import { BookingRef } from './booking.ts'
import { BookingSeriesRef } from './series.ts'

const SeriesScopeEnum = builder.enumType('SeriesScope', {
  description:
    'Which bookings a change is about. THIS: the one named. FOLLOWING: it and those after it. ALL: every one that can still be changed.',
  values: enumValues(['this', 'following', 'all'] as const),
})

const ChangeOutcomeRef = builder.objectRef<ChangeOutcome>('SeriesChangeOutcome').implement({
  description: 'What a change does to one booking.',
  fields: (t) => ({
    booking: t.field({ type: BookingRef, description: 'Which.', resolve: (it) => it.booking.id }),
    to: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'Where it goes; null when it is given up.',
      resolve: (it) => it.to,
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Every reason why it stays as it is; empty when it is changed.',
      resolve: (it) => [...it.problems],
    }),
  }),
})

const ChangedSeriesRef = builder.objectRef<ChangedSeries>('ChangedSeries').implement({
  description: 'A series after a change, or as a change would leave it.',
  fields: (t) => ({
    series: t.field({
      type: BookingSeriesRef,
      description: 'The series of the changed bookings: a new one where it was split.',
      resolve: (it) => it.series,
    }),
    outcomes: t.field({
      type: [ChangeOutcomeRef],
      description: 'Every booking that the change is about, by date.',
      resolve: (it) => [...it.outcomes],
    }),
  }),
})

const exceptions = 'Also those that were moved on their own before; false unless told.'
const skip = 'Move those that can be moved and leave the others; unless told, all are moved or none.'

const SeriesChangeInput = builder.inputType('SeriesChangeInput', {
  description: 'A change of a series that is only thought of.',
  fields: (t) => ({
    bookingId: t.id({ description: 'The booking that the change starts from.' }),
    scope: t.field({ type: SeriesScopeEnum, description: 'Which bookings.' }),
    to: t.field({
      type: IntervalInput,
      required: false,
      description: 'Where the booking would go; left out, it would be given up.',
    }),
    withExceptions: t.boolean({ required: false, description: exceptions }),
    skipConflicts: t.boolean({ required: false, description: skip }),
  }),
})

const MoveSeriesInput = builder.inputType('MoveSeriesInput', {
  description: 'Where bookings of a series move to.',
  fields: (t) => ({
    bookingId: t.id({ description: 'The booking that the change starts from.' }),
    scope: t.field({ type: SeriesScopeEnum, description: 'Which bookings.' }),
    startsAt: t.field({
      type: 'Instant',
      description: 'Its new first moment; the others move by as much on the wall clock.',
    }),
    endsAt: t.field({ type: 'Instant', description: 'Its new first moment after it.' }),
    withExceptions: t.boolean({ required: false, description: exceptions }),
    skipConflicts: t.boolean({ required: false, description: skip }),
  }),
})

const CancelSeriesInput = builder.inputType('CancelSeriesInput', {
  description: 'Which bookings of a series are given up.',
  fields: (t) => ({
    bookingId: t.id({ description: 'The booking that the change starts from.' }),
    scope: t.field({ type: SeriesScopeEnum, description: 'Which bookings.' }),
    reason: t.string({ required: false, description: 'Why; at most 500 characters.' }),
    withExceptions: t.boolean({ required: false, description: exceptions }),
  }),
})

const ApproveSeriesInput = builder.inputType('ApproveSeriesInput', {
  description: 'Which requests are granted.',
  fields: (t) => ({
    seriesId: t.id({ description: 'Which series.' }),
    note: t.string({ required: false, description: 'A word to the person; at most 500 characters.' }),
  }),
})

const RejectSeriesInput = builder.inputType('RejectSeriesInput', {
  description: 'Which requests are refused.',
  fields: (t) => ({
    seriesId: t.id({ description: 'Which series.' }),
    reason: t.string({ description: 'Why; the person reads it.' }),
  }),
})

builder.queryField('previewSeriesChange', (t) =>
  t.field({
    type: ChangedSeriesRef,
    description: 'What a change would do to each booking of a series, at this moment.',
    complexity: { field: 1, multiplier: 10 },
    args: { input: t.arg({ type: SeriesChangeInput, description: 'The change.' }) },
    resolve: (_root, { input }, ctx) =>
      previewSeriesChange(ctx, {
        bookingId: input.bookingId,
        scope: input.scope,
        to: input.to ?? null,
        withExceptions: input.withExceptions ?? false,
        skipsConflicts: input.skipConflicts ?? false,
      }),
  }),
)

builder.mutationFields((t) => ({
  moveSeries: t.field({
    type: ChangedSeriesRef,
    description: 'Moves one booking of a series, those that follow, or all.',
    args: { input: t.arg({ type: MoveSeriesInput, description: 'Which, and where to.' }) },
    errors: refusable('MoveSeriesResult'),
    resolve: (_root, { input }, ctx) =>
      moveSeries(ctx, {
        bookingId: input.bookingId,
        scope: input.scope,
        to: { startsAt: input.startsAt, endsAt: input.endsAt },
        withExceptions: input.withExceptions ?? false,
        skipsConflicts: input.skipConflicts ?? false,
      }),
  }),
  cancelSeries: t.field({
    type: ChangedSeriesRef,
    description: 'Gives up one booking of a series, those that follow, or all, and frees their time.',
    args: { input: t.arg({ type: CancelSeriesInput, description: 'Which.' }) },
    errors: refusable('CancelSeriesResult'),
    resolve: (_root, { input }, ctx) =>
      cancelSeries(ctx, {
        bookingId: input.bookingId,
        scope: input.scope,
        reason: input.reason ?? null,
        withExceptions: input.withExceptions ?? false,
      }),
  }),
  approveSeries: t.field({
    type: BookingSeriesRef,
    description: 'Confirms all requests of a series, when the instrument can still be had for all of them.',
    args: { input: t.arg({ type: ApproveSeriesInput, description: 'Which.' }) },
    errors: refusable('ApproveSeriesResult'),
    resolve: (_root, { input }, ctx) => approveSeries(ctx, { ...input, note: input.note ?? null }),
  }),
  rejectSeries: t.field({
    type: BookingSeriesRef,
    description: 'Refuses all requests of a series, and frees their time.',
    args: { input: t.arg({ type: RejectSeriesInput, description: 'Which, and why.' }) },
    errors: refusable('RejectSeriesResult'),
    resolve: (_root, { input }, ctx) => rejectSeries(ctx, input),
  }),
}))

/** Series of bookings in the schema: what they are, their preview, and booking one. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, ProblemRef, refusable } from '../../graphql/builder.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { seesBooking } from '../actions/access.ts'
import { bookSeries, type PreviewedOccurrence, previewSeries, type SeriesPreview } from '../actions/series.ts'
import { visibleSeries } from '../actions/series-decide.ts'
import {
  membershipsByBookingIds,
  occurrencesBySeriesIds,
  type Series,
  seriesByIds,
  type SeriesMembership,
  type SeriesOccurrence,
} from '../queries/series.ts'
import { AnswerInput } from './inputs.ts'
import { BookingRef } from './booking.ts'

const SeriesOccurrenceRef = builder.objectRef<SeriesOccurrence>('SeriesOccurrence').implement({
  description: 'One time of a series: a booking, or why there is none.',
  fields: (t) => ({
    date: t.expose('date', { type: 'LocalDate', description: 'The local day on which it was to start.' }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'Where it is now, or was wanted.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after it.' }),
    booking: t.field({
      type: BookingRef,
      nullable: true,
      description: 'The booking; null where it was refused.',
      resolve: (it) => it.bookingId,
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Every reason why it was refused, the most telling first; empty where it was booked.',
      resolve: (it) => [...it.problems],
    }),
    isException: t.exposeBoolean('isException', {
      description: 'Whether it was moved on its own: changes of all pass it by unless asked otherwise.',
    }),
  }),
})

export const BookingSeriesRef = builder.loadableObjectRef<Series, string>('BookingSeries', {
  load: (ids, ctx) => foundOrError(seriesByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
BookingSeriesRef.implement({
  description: 'Bookings of one instrument that were made together and repeat.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    instrument: t.field({
      type: InstrumentRef,
      description: 'What is booked.',
      resolve: (it) => it.instrumentId,
    }),
    person: t.field({ type: PersonRef, description: 'Who booked it.', resolve: (it) => it.personId }),
    rrule: t.exposeString('rrule', {
      description: 'The rule (RFC 5545) as it was asked; the occurrences say what became of it.',
    }),
    timeZone: t.exposeString('timeZone', { description: 'The zone on whose wall clock it repeats.' }),
    purpose: t.exposeString('purpose', { description: 'What for.' }),
    createdAt: t.expose('createdAt', { type: 'Instant', description: 'When it was booked, or split.' }),
    splitFromId: t.id({
      nullable: true,
      description: 'The series that it was a part of until it was changed from one occurrence on.',
      resolve: (it) => it.splitFrom,
    }),
    occurrences: t.loadableList({
      type: SeriesOccurrenceRef,
      description: 'At most 200, by date; the refused ones too.',
      load: (ids: string[], ctx) => occurrencesBySeriesIds(ctx.store.db, ids),
      resolve: (it) => it.id,
    }),
  }),
})

const SeriesMembershipRef = builder.objectRef<SeriesMembership>('SeriesMembership').implement({
  description: 'Where a booking stands in its series.',
  fields: (t) => ({
    series: t.field({ type: BookingSeriesRef, description: 'Which series.', resolve: (it) => it.seriesId }),
    position: t.exposeInt('position', { description: 'From 1, by date.' }),
    size: t.exposeInt('size', { description: 'All occurrences, the refused ones too.' }),
    isException: t.exposeBoolean('isException', { description: 'Whether it was moved on its own.' }),
  }),
})

/** Stands for a booking whose series the viewer may not see: no booking has this id. */
const HIDDEN = ''

builder.objectFields(BookingRef, (t) => ({
  membership: t.loadable({
    type: SeriesMembershipRef,
    nullable: true,
    description: 'Its place in a series; null where it belongs to none, or the viewer may not see it.',
    load: (ids: string[], ctx) => membershipsByBookingIds(ctx.store.db, ids),
    resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.id : HIDDEN),
  }),
}))

const PreviewedOccurrenceRef = builder.objectRef<PreviewedOccurrence>('PreviewedOccurrence').implement({
  description: 'What would become of one time of a series.',
  fields: (t) => ({
    date: t.expose('date', { type: 'LocalDate', description: 'The local day on which the rule has it.' }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after it.' }),
    isExcluded: t.exposeBoolean('isExcluded', { description: 'Whether it is left out.' }),
    isChanged: t.exposeBoolean('isChanged', {
      description: 'Whether it is at another time than the rule says.',
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Every reason why it cannot be booked, the most telling first; empty when it is free.',
      resolve: (it) => [...it.problems],
    }),
  }),
})

export const SeriesPreviewRef = builder.objectRef<SeriesPreview>('SeriesPreview').implement({
  description: 'What would become of a series.',
  fields: (t) => ({
    occurrences: t.field({
      type: [PreviewedOccurrenceRef],
      description: 'At most 200, by date; those that are left out too.',
      resolve: (it) => [...it.occurrences],
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Why there is no series at all; empty when there is one.',
      resolve: (it) => [...it.problems],
    }),
  }),
})

const SeriesOverrideInput = builder.inputType('SeriesOverrideInput', {
  description: 'An occurrence that is to be at another time than the rule says.',
  fields: (t) => ({
    date: t.field({ type: 'LocalDate', description: 'The day on which the rule has it.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after it.' }),
  }),
})

const rrule =
  'RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL, BYDAY, BYMONTHDAY, and COUNT or UNTIL. At most 200 times.'

const PreviewSeriesInput = builder.inputType('PreviewSeriesInput', {
  description: 'A span of time that repeats.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment of the first time.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after it.' }),
    rrule: t.string({ description: rrule }),
    exdates: t.field({ type: ['LocalDate'], required: false, description: 'Days that are left out.' }),
    overrides: t.field({
      type: [SeriesOverrideInput],
      required: false,
      description: 'Days on which it is at another time.',
    }),
    forPersonId: t.id({
      required: false,
      description: 'Whom it is for; the viewer unless told. Staff of the instrument may book for others.',
    }),
    withOperator: t.boolean({
      required: false,
      description: 'Whether somebody is to operate the instrument; as it demands unless told.',
    }),
  }),
})

const BookSeriesInput = builder.inputType('BookSeriesInput', {
  description: 'What to book again and again.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment of the first time.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after it.' }),
    rrule: t.string({ description: rrule }),
    exdates: t.field({ type: ['LocalDate'], required: false, description: 'Days that are left out.' }),
    overrides: t.field({
      type: [SeriesOverrideInput],
      required: false,
      description: 'Days on which it is at another time.',
    }),
    forPersonId: t.id({
      required: false,
      description: 'Whom it is for; the viewer unless told. Staff of the instrument may book for others.',
    }),
    withOperator: t.boolean({
      required: false,
      description: 'Whether somebody is to operate the instrument; as it demands unless told.',
    }),
    purpose: t.string({ description: 'What for; at most 500 characters.' }),
    answers: t.field({
      type: [AnswerInput],
      required: false,
      description: "To the instrument's form, where it has one; kept with every booking.",
    }),
    skipConflicts: t.boolean({
      required: false,
      description:
        'Book those that fit, and keep the others with their reasons; unless told, all are booked or none.',
    }),
    clientKey: t.string({
      required: false,
      description: 'Chosen by the client, at most 100 characters; sending the same again books once.',
    }),
  }),
})

builder.queryFields((t) => ({
  bookingSeries: t.field({
    type: BookingSeriesRef,
    nullable: true,
    description: 'One series; null when there is none that the viewer may see.',
    args: { id: t.arg.id({ description: 'The id of the series.' }) },
    resolve: (_root, { id }, ctx) => visibleSeries(ctx, id),
  }),
  previewSeries: t.field({
    type: SeriesPreviewRef,
    description:
      'What would become of each time of a series, for the viewer or whom he names, at this moment.',
    complexity: { field: 1, multiplier: 10 },
    args: { input: t.arg({ type: PreviewSeriesInput, description: 'What would repeat.' }) },
    resolve: (_root, { input }, ctx) =>
      previewSeries(ctx, { ...input, exdates: input.exdates ?? [], overrides: input.overrides ?? [] }),
  }),
}))

builder.mutationField('bookSeries', (t) =>
  t.field({
    type: BookingSeriesRef,
    description:
      'Books a series for the viewer, or for whom its staff name: all of it or nothing, or those times that fit.',
    args: { input: t.arg({ type: BookSeriesInput, description: 'What.' }) },
    errors: refusable('BookSeriesResult'),
    resolve: (_root, { input }, ctx) => {
      const { skipConflicts, ...form } = input
      return bookSeries(ctx, {
        ...form,
        exdates: input.exdates ?? [],
        overrides: input.overrides ?? [],
        skipsConflicts: skipConflicts ?? false,
        clientKey: input.clientKey ?? null,
      })
    },
  }),
)

/** The search for free time in the schema. It is here and not with bookings, because it sorts by price. */

import { InstrumentFilterInput } from '../../catalog/graphql/instruments.ts'
import { DailyHoursInput } from '../../catalog/graphql/policy-inputs.ts'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, enumValues, IntervalInput } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { MINUTE_MS } from '../../kernel/interval.ts'
import { type FreeSlot, pricedSlots } from '../actions/free-slots.ts'

const FreeSlotRef = builder.objectRef<FreeSlot>('FreeSlot').implement({
  description: 'The earliest fitting time on an instrument.',
  fields: (t) => ({
    instrument: t.field({
      type: InstrumentRef,
      description: 'On which.',
      resolve: (it) => it.instrumentId,
    }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'From when.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'Until when.' }),
    totalFen: t.expose('totalFen', {
      type: 'Fen',
      nullable: true,
      description: 'What it would cost the viewer; null where there is no price.',
    }),
  }),
})

const FreeSlotSortEnum = builder.enumType('FreeSlotSort', {
  description:
    'EARLIEST: by start. CHEAPEST: by what it would cost, what has no price last; of the 2000 earliest only.',
  values: enumValues(['earliest', 'cheapest'] as const),
})

const FreeSlotConnectionRef = connectionRef<FreeSlot, { readonly totalCount: number }>(
  'FreeSlot',
  FreeSlotRef,
  'as `sort` says; what is equal in that by start and by the id of the instrument',
)

builder.objectFields(FreeSlotConnectionRef, (t) => ({
  totalCount: t.exposeInt('totalCount', { description: 'On how many instruments there is such a time.' }),
}))

builder.queryField('freeSlots', (t) =>
  t.field({
    type: FreeSlotConnectionRef,
    description:
      'Free time of a length on any public instrument of a filter: one row for each instrument that has some, its earliest.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      filter: t.arg({ type: InstrumentFilterInput, required: false, description: 'On which instruments.' }),
      durationMinutes: t.arg.int({ description: 'How long, at most 14 days.' }),
      during: t.arg({ type: IntervalInput, description: 'Inside this span, at most 14 days.' }),
      forMe: t.arg.boolean({
        required: false,
        description:
          'True: only where the viewer may book: trained, not restricted, within his quotas, and shared with where he works. Nothing for nobody.',
      }),
      weekdays: t.arg.intList({
        required: false,
        description:
          'Only on these days of the week, 1 is Monday, in the zone of each instrument; on any unless told.',
      }),
      hours: t.arg({
        type: DailyHoursInput,
        required: false,
        description:
          'Only within these hours there, on those days where they begin; at any hour unless told.',
      }),
      sort: t.arg({ type: FreeSlotSortEnum, required: false, description: 'EARLIEST unless told.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({
        required: false,
        description: 'Cursor of the row before the page, from the same search.',
      }),
    },
    resolve: (_root, { filter, durationMinutes, during, forMe, weekdays, hours, sort, ...args }, ctx) =>
      pricedSlots(
        ctx,
        {
          filter: filter ?? {},
          during,
          lengthMs: durationMinutes * MINUTE_MS,
          forMe: forMe ?? false,
          wishes: { weekdays, hours },
        },
        { ...args, sort: sort ?? 'earliest' },
      ),
  }),
)

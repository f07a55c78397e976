/** Moving many bookings at once, in the schema. Maps arguments to one action. */

import {
  builder,
  enumValues,
  IntervalInput,
  IntervalRef,
  ProblemRef,
  refusable,
} from '../../graphql/builder.ts'
import {
  type Proposal,
  rescheduleBookings,
  type RescheduleOutcome,
  rescheduleProposals,
} from '../actions/reschedule.ts'
import { BookingRef } from './booking.ts'

const RescheduleChoiceEnum = builder.enumType('RescheduleChoice', {
  description: 'What becomes of a booking: it moves, it is given up without a fee, or it stays.',
  values: enumValues(['move', 'cancel', 'leave'] as const),
})

export const RescheduleProposalRef = builder.objectRef<Proposal>('RescheduleProposal').implement({
  description: 'Where a booking could go.',
  fields: (t) => ({
    booking: t.field({ type: BookingRef, description: 'Which booking.', resolve: (it) => it.booking }),
    to: t.field({
      type: IntervalRef,
      nullable: true,
      description:
        'The nearest free span of the same length that its person could book; null when there is none within two weeks.',
      resolve: (it) => it.to,
    }),
  }),
})

export const RescheduleOutcomeRef = builder.objectRef<RescheduleOutcome>('RescheduleOutcome').implement({
  description: 'What became of one booking.',
  fields: (t) => ({
    booking: t.field({
      type: BookingRef,
      description: 'The booking as it is now.',
      resolve: (it) => it.booking,
    }),
    choice: t.field({
      type: RescheduleChoiceEnum,
      description: 'What was asked for it.',
      resolve: (it) => it.choice,
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Why it was refused and is as it was; none when it was done.',
      resolve: (it) => [...it.problems],
    }),
  }),
})

const RescheduleReportRef = builder
  .objectRef<{ readonly outcomes: readonly RescheduleOutcome[] }>('RescheduleReport')
  .implement({
    description: 'What became of many bookings.',
    fields: (t) => ({
      outcomes: t.field({
        type: [RescheduleOutcomeRef],
        description: 'One for each booking, in their order.',
        resolve: (it) => [...it.outcomes],
      }),
    }),
  })

export const RescheduleRowInput = builder.inputType('RescheduleRowInput', {
  description: 'What is to become of a booking.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    choice: t.field({ type: RescheduleChoiceEnum, description: 'What becomes of it.' }),
    to: t.field({ type: IntervalInput, required: false, description: 'Where it moves; needed with MOVE.' }),
  }),
})

const RescheduleBookingsInput = builder.inputType('RescheduleBookingsInput', {
  description: 'What is to become of many bookings.',
  fields: (t) => ({
    rows: t.field({ type: [RescheduleRowInput], description: 'At most 50, each booking once.' }),
    reason: t.string({ description: 'Why; those whose booking is given up read it.' }),
    skipsRefused: t.boolean({
      required: false,
      description: 'Whether what is refused is left as it is; nothing is done then unless told.',
    }),
  }),
})

builder.queryField('rescheduleProposals', (t) =>
  t.field({
    type: [RescheduleProposalRef],
    description:
      'For bookings that their keeper is to move: where each could go, by start, none in the way of another.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.bookingIds.length, 50) }),
    args: {
      bookingIds: t.arg.idList({ description: 'At most 50.' }),
      notBefore: t.arg({ type: 'Instant', description: 'Nothing earlier is proposed.' }),
    },
    resolve: async (_root, args, ctx) => [...(await rescheduleProposals(ctx, args))],
  }),
)

builder.mutationField('rescheduleBookings', (t) =>
  t.field({
    type: RescheduleReportRef,
    description:
      'Moves, gives up or leaves each of many bookings, by their keeper, in one transaction. Nobody pays for it, and everybody concerned is told.',
    args: { input: t.arg({ type: RescheduleBookingsInput, description: 'Which, and how.' }) },
    errors: refusable('RescheduleBookingsResult'),
    resolve: async (_root, { input }, ctx) => ({
      outcomes: await rescheduleBookings(ctx, {
        rows: input.rows.map((it) => ({ ...it, to: it.to ?? null })),
        reason: input.reason,
        skipsRefused: input.skipsRefused ?? false,
      }),
    }),
  }),
)

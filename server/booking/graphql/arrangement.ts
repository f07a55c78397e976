/** How instruments hang together, in the schema. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, refusable } from '../../graphql/builder.ts'
import { arrangeInstrument } from '../actions/arrange.ts'

const ArrangeInstrumentInput = builder.inputType('ArrangeInstrumentInput', {
  description: 'How an instrument hangs together with others, as a whole.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    capacity: t.int({
      description: 'How many interchangeable units it has, 1 to 50; 1 where it shares a schedule.',
    }),
    parentId: t.id({
      required: false,
      description: 'The instrument of which it is a component; null for none.',
    }),
    sharesScheduleWithId: t.id({
      required: false,
      description: 'The instrument whose schedule it shares; null for none.',
    }),
  }),
})

builder.mutationFields((t) => ({
  arrangeInstrument: t.field({
    type: InstrumentRef,
    description:
      'Sets the units of an instrument, its parent and its schedule. What is booked already is carried over, or named in the refusal.',
    args: { input: t.arg({ type: ArrangeInstrumentInput, description: 'The arrangement.' }) },
    errors: refusable('ArrangeInstrumentResult'),
    resolve: (_root, { input }, ctx) =>
      arrangeInstrument(ctx, {
        instrumentId: input.instrumentId,
        capacity: input.capacity,
        parentId: input.parentId ?? null,
        scheduleOfId: input.sharesScheduleWithId ?? null,
      }),
  }),
}))

/** The end of a month in the schema. */

import { builder, refusable } from '../../graphql/builder.ts'
import {
  closedAts,
  closePeriod,
  closingRights,
  driftOfRun,
  monthKey,
  reopenPeriod,
} from '../actions/closing.ts'
import { RunRef } from './runs.ts'

builder.objectFields(RunRef, (t) => ({
  closedAt: t.loadable({
    type: 'Instant',
    nullable: true,
    description: 'When the month was closed; null while it is open.',
    load: (keys: string[], ctx) => closedAts(ctx, keys),
    resolve: (it) => monthKey(it),
  }),
  driftFen: t.field({
    type: 'Fen',
    description:
      "By how much the provider's ledger differs from its charges and payments: 0 where all is well.",
    complexity: 100,
    resolve: (it, _args, ctx) => driftOfRun(ctx, it),
  }),
  mayClose: t.boolean({
    description: 'Whether the viewer may close the month.',
    resolve: (it, _args, ctx) => closingRights(ctx, it).mayClose,
  }),
  mayReopen: t.boolean({
    description: 'Whether the viewer may open the month again.',
    resolve: (it, _args, ctx) => closingRights(ctx, it).mayReopen,
  }),
}))

const CloseInput = builder.inputType('ClosePeriodInput', {
  description: 'A month that is over, signed by both sides.',
  fields: (t) => ({ runId: t.id({ description: 'The run of the month.' }) }),
})

const ReopenInput = builder.inputType('ReopenPeriodInput', {
  description: 'A month that is closed.',
  fields: (t) => ({
    runId: t.id({ description: 'The run of the month.' }),
    reason: t.string({ description: 'Why; at least ten characters.' }),
  }),
})

builder.mutationFields((t) => ({
  closePeriod: t.field({
    type: RunRef,
    description:
      'Closes a month: what is charged late goes to the next, and nothing in it is waived or paid.',
    args: { input: t.arg({ type: CloseInput, description: 'The month.' }) },
    errors: refusable('ClosePeriodResult'),
    resolve: (_root, { input }, ctx) => closePeriod(ctx, input),
  }),
  reopenPeriod: t.field({
    type: RunRef,
    description: 'Opens a closed month again. The signatures stay.',
    args: { input: t.arg({ type: ReopenInput, description: 'The month, and why.' }) },
    errors: refusable('ReopenPeriodResult'),
    resolve: (_root, { input }, ctx) => reopenPeriod(ctx, input),
  }),
}))

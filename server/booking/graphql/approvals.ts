/** Requests, who decides them in which order, and what was decided, in the schema. Maps arguments to one action. */

import { builder, enumValues, ProblemRef, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { seesBooking } from '../actions/access.ts'
import {
  approvalRequestCount,
  approvalRequests,
  decideRequests,
  type DecidedRequest,
} from '../actions/approvals.ts'
import { type DecidedStep, stepsByBookingIds, type WaitingRequest } from '../queries/approvals.ts'
import type { Booking } from '../queries/bookings.ts'
import { BookingRef } from './booking.ts'
import { OverrideInput } from './inputs.ts'
import { waitFor } from './waits.ts'

const ApprovalStepEnum = builder.enumType('ApprovalStep', {
  description: 'Whose turn it is: PI, who leads the group of the person (课题负责人); or the keeper.',
  values: enumValues(['pi', 'keeper'] as const),
})

const ApprovalVerdictEnum = builder.enumType('ApprovalVerdict', {
  description: 'What was decided.',
  values: enumValues(['approved', 'rejected'] as const),
})

const DecidedStepRef = builder.objectRef<DecidedStep>('DecidedStep').implement({
  description: 'One decision about a request.',
  fields: (t) => ({
    step: t.field({ type: ApprovalStepEnum, description: 'Whose turn it was.', resolve: (it) => it.step }),
    verdict: t.field({
      type: ApprovalVerdictEnum,
      description: 'What was decided.',
      resolve: (it) => it.verdict,
    }),
    decider: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who decided it.',
      resolve: (it) => it.deciderId,
    }),
    at: t.expose('at', { type: 'Instant', description: 'When.' }),
    note: t.exposeString('note', { nullable: true, description: 'What was said with it.' }),
  }),
})

const BookingApprovalRef = builder.objectRef<Booking>('BookingApproval').implement({
  description: 'How a booking goes through those who decide it.',
  fields: (t) => ({
    awaits: t.field({
      type: ApprovalStepEnum,
      nullable: true,
      description: 'Whose turn it is; null where nobody is asked any more.',
      resolve: async (it, _args, ctx) => {
        return (await waitFor(ctx, it.id))?.awaits ?? null
      },
    }),
    expiresAt: t.field({
      type: 'Instant',
      nullable: true,
      description: 'When the request expires; null where nobody is asked any more.',
      resolve: async (it, _args, ctx) => {
        return (await waitFor(ctx, it.id))?.expiresAt ?? null
      },
    }),
    steps: t.loadableList({
      type: DecidedStepRef,
      description: 'What was decided, oldest first.',
      load: (ids: string[], ctx) => stepsByBookingIds(ctx.store.db, ids),
      resolve: (it) => it.id,
    }),
  }),
})

builder.objectFields(BookingRef, (t) => ({
  approval: t.field({
    type: BookingApprovalRef,
    nullable: true,
    description: 'Who decides it, and what was decided; null unless the viewer may see it.',
    resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it : null),
  }),
}))

const ApprovalRequestRef = builder.objectRef<WaitingRequest>('ApprovalRequest').implement({
  description: 'A booking that waits for the one who leads the group of the person.',
  fields: (t) => ({
    booking: t.field({ type: BookingRef, description: 'What is asked for.', resolve: (it) => it.booking }),
    person: t.field({ type: PersonRef, description: 'Who asks.', resolve: (it) => it.booking.personId }),
    purpose: t.string({ description: 'What for.', resolve: (it) => it.booking.purpose }),
    thenKeeper: t.boolean({
      description: 'Whether the keeper is asked next.',
      resolve: (it) => it.wait.thenKeeper,
    }),
    askedAt: t.field({
      type: 'Instant',
      description: 'Since when it waits.',
      resolve: (it) => it.wait.askedAt,
    }),
    expiresAt: t.field({
      type: 'Instant',
      description: 'When it expires.',
      resolve: (it) => it.wait.expiresAt,
    }),
  }),
})

const ApprovalRequestConnectionRef = connectionRef<WaitingRequest>(
  'ApprovalRequest',
  ApprovalRequestRef,
  'those that wait longest first',
)

builder.queryFields((t) => ({
  approvalRequests: t.field({
    type: ApprovalRequestConnectionRef,
    description: 'Requests that wait for the viewer as the one who leads a group.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => approvalRequests(ctx, args),
  }),
  approvalRequestCount: t.int({
    description: 'How many requests wait for the viewer as the one who leads a group, 100 at most.',
    resolve: (_root, _args, ctx) => approvalRequestCount(ctx),
  }),
}))

const RequestDecisionRef = builder.objectRef<DecidedRequest>('RequestDecision').implement({
  description: 'What became of one of many requests.',
  fields: (t) => ({
    bookingId: t.exposeID('bookingId', { description: 'Which request.' }),
    booking: t.field({
      type: BookingRef,
      nullable: true,
      description: 'How it stands since; null where it could not be decided.',
      resolve: (it) => it.booking,
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Why it could not be decided, the most telling first; empty where it was.',
      resolve: (it) => [...it.problems],
    }),
  }),
})

const RequestDecisionsRef = builder
  .objectRef<{ readonly outcomes: readonly DecidedRequest[] }>('RequestDecisions')
  .implement({
    description: 'What became of many requests.',
    fields: (t) => ({
      outcomes: t.field({
        type: [RequestDecisionRef],
        description: 'One for each request, in the order asked.',
        resolve: (it) => [...it.outcomes],
      }),
    }),
  })

const DecideRequestsInput = builder.inputType('DecideRequestsInput', {
  description: 'Which requests are decided, and how.',
  fields: (t) => ({
    bookingIds: t.idList({ description: 'Which bookings, 1 to 100.' }),
    approve: t.boolean({ description: 'False refuses them.' }),
    note: t.string({
      required: false,
      description: 'A word to the people, at most 500 characters; a refusal needs one.',
    }),
    override: t.field({
      type: OverrideInput,
      required: false,
      description: 'Sets reasons against approving aside.',
    }),
  }),
})

builder.mutationFields((t) => ({
  decideRequests: t.field({
    type: RequestDecisionsRef,
    description: 'Decides requests of which it is the turn of the viewer, each by itself.',
    args: { input: t.arg({ type: DecideRequestsInput, description: 'Which, and how.' }) },
    errors: refusable('DecideRequestsResult'),
    resolve: async (_root, { input }, ctx) => ({
      outcomes: await decideRequests(ctx, {
        ...input,
        note: input.note ?? null,
        override: input.override ?? undefined,
      }),
    }),
  }),
}))

/** Corrections of sessions in the schema. Maps arguments to one action. */

import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import {
  decideAdjustment,
  decides,
  findAdjustments,
  lastAdjustments,
  requestAdjustment,
  sessionHistory,
} from '../actions/adjustments.ts'
import { type Adjustment, adjustmentsByIds, type SessionChange } from '../queries/adjustments.ts'
import { UsageKindEnum, UsageSessionRef } from './records.ts'

const AdjustmentStateEnum = builder.enumType('AdjustmentState', {
  description: 'How a correction stands.',
  values: enumValues(['requested', 'approved', 'rejected'] as const),
})

const UsageAdjustmentRef = builder.loadableObjectRef<Adjustment, string>('UsageAdjustment', {
  load: (ids, ctx) => foundOrError(adjustmentsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
UsageAdjustmentRef.implement({
  description: 'A correction of a session that somebody asks for.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    session: t.field({
      type: UsageSessionRef,
      description: 'Which session.',
      resolve: (it) => it.sessionId,
    }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'When it is to have begun.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'When it is to have ended.' }),
    kind: t.field({
      type: UsageKindEnum,
      description: 'What it is to have been for.',
      resolve: (it) => it.kind,
    }),
    samples: t.exposeInt('samples', { description: 'How many samples there are to have been.' }),
    reason: t.exposeString('reason', { description: 'Why.' }),
    state: t.field({ type: AdjustmentStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    requestedBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who asks.',
      resolve: (it) => it.requestedBy,
    }),
    requestedAt: t.expose('requestedAt', { type: 'Instant', description: 'Since when it waits.' }),
    decidedAt: t.expose('decidedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was decided; null while it waits.',
    }),
    decisionNote: t.exposeString('decisionNote', {
      nullable: true,
      description: 'What the keeper said.',
    }),
    mayDecide: t.boolean({
      description: 'Whether the viewer may decide on it now.',
      resolve: (it, _args, ctx) => decides(ctx, it),
    }),
  }),
})

const SessionChangeRef = builder.objectRef<SessionChange>('SessionChange').implement({
  description: 'What a session was until it was corrected.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'The version that the session had.' }),
    at: t.expose('at', { type: 'Instant', description: 'When it was corrected.' }),
    actor: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who corrected it.',
      resolve: (it) => it.actorId,
    }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'When it had begun.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'When it had ended.' }),
    kind: t.field({ type: UsageKindEnum, description: 'What it had been for.', resolve: (it) => it.kind }),
    samples: t.exposeInt('samples', { description: 'How many samples there had been.' }),
  }),
})

builder.objectFields(UsageSessionRef, (t) => ({
  adjustment: t.loadable({
    type: UsageAdjustmentRef,
    nullable: true,
    description: 'The last correction that somebody asked for; null when nobody did.',
    load: (ids: string[], ctx) => lastAdjustments(ctx, ids),
    resolve: (it) => it.id,
  }),
  history: t.loadableList({
    type: SessionChangeRef,
    description: 'What it was before, oldest first.',
    load: (ids: string[], ctx) => sessionHistory(ctx, ids),
    resolve: (it) => it.id,
  }),
}))

const RequestAdjustmentInput = builder.inputType('RequestAdjustmentInput', {
  description: 'What a session should say.',
  fields: (t) => ({
    sessionId: t.id({ description: 'Which session.' }),
    startsAt: t.field({ type: 'Instant', description: 'When it began.' }),
    endsAt: t.field({ type: 'Instant', description: 'When it ended.' }),
    kind: t.field({ type: UsageKindEnum, description: 'What it was for.' }),
    samples: t.int({ description: 'How many samples were measured.' }),
    reason: t.string({ description: 'Why; at most 500 characters.' }),
  }),
})

const DecideAdjustmentInput = builder.inputType('DecideAdjustmentInput', {
  description: 'Whether a correction is approved.',
  fields: (t) => ({
    adjustmentId: t.id({ description: 'Which.' }),
    approve: t.boolean({ description: 'True: it counts from now on. False: nothing changes.' }),
    note: t.string({ required: false, description: 'What to tell the person; a rejection says why.' }),
  }),
})

builder.mutationFields((t) => ({
  requestAdjustment: t.field({
    type: UsageAdjustmentRef,
    description:
      'Asks for a correction of a session, within 7 days of its recording; by its person or a keeper.',
    args: { input: t.arg({ type: RequestAdjustmentInput, description: 'Which, and what.' }) },
    errors: refusable('RequestAdjustmentResult'),
    resolve: (_root, { input }, ctx) => requestAdjustment(ctx, input),
  }),
  decideAdjustment: t.field({
    type: UsageAdjustmentRef,
    description:
      'Decides on a correction, by a keeper. What was charged is taken back and charged anew; what the session was is kept.',
    args: { input: t.arg({ type: DecideAdjustmentInput, description: 'Which, and how.' }) },
    errors: refusable('DecideAdjustmentResult'),
    resolve: (_root, { input }, ctx) => decideAdjustment(ctx, { ...input, note: input.note ?? '' }),
  }),
}))

const AdjustmentConnectionRef = connectionRef<Adjustment>(
  'UsageAdjustment',
  UsageAdjustmentRef,
  'those that wait longest first',
)

builder.queryField('adjustmentRequests', (t) =>
  t.field({
    type: AdjustmentConnectionRef,
    description: 'Corrections at an institution that wait for a keeper, those that wait longest first.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      institutionId: t.arg.id({ description: 'On the instruments of this institution.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findAdjustments(ctx, args.institutionId, args),
  }),
)

/** Time that is held for research groups, in the schema. Maps arguments to one action. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, refusable } from '../../graphql/builder.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { InstitutionRef } from '../../institutions/graphql/institution.ts'
import { groupsByIds, type ResearchGroup } from '../../institutions/queries/groups.ts'
import { groupToHoldFor, holdsOf, holdTime, releaseHold } from '../actions/holds.ts'
import type { TimeHold } from '../queries/holds.ts'

const HeldGroupRef = builder.objectRef<ResearchGroup>('HeldGroup').implement({
  description: 'A research group as those see it who hold time for it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Of the group; never changes.' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    institution: t.field({
      type: InstitutionRef,
      description: 'Where it is.',
      resolve: (it) => it.institutionId,
    }),
  }),
})

const TimeHoldRef = builder.objectRef<TimeHold>('TimeHold').implement({
  description:
    'Time of one unit that is kept free for a research group; a part of what was held once members have booked inside.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    originId: t.exposeID('originId', { description: 'What all parts and units of one hold share.' }),
    instrument: t.field({ type: InstrumentRef, description: 'Where.', resolve: (it) => it.instrumentId }),
    group: t.loadable({
      type: HeldGroupRef,
      nullable: true,
      description: 'For whom.',
      load: (ids: string[], ctx) => groupsByIds(ctx.store.db, ids),
      resolve: (it) => it.groupId,
    }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment held.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after it.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'Instant',
      description: 'When what is left becomes free for all.',
    }),
    reason: t.exposeString('reason', { description: 'Why; empty where nothing was said.' }),
    createdBy: t.field({ type: PersonRef, description: 'Who holds it.', resolve: (it) => it.createdBy }),
  }),
})

const HoldTimeInput = builder.inputType('HoldTimeInput', {
  description: 'Which time is kept free, and for whom.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    groupId: t.id({ description: 'Which research group.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment held.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after it, at most 14 days later.' }),
    seats: t.int({ required: false, description: 'How many of the units; all, unless told.' }),
    releaseHoursBefore: t.int({
      required: false,
      description:
        'How many hours before the start what is left becomes free for all; only at the end, unless told.',
    }),
    reason: t.string({ required: false, description: 'Why, at most 500 characters.' }),
  }),
})

const ReleaseHoldInput = builder.inputType('ReleaseHoldInput', {
  description: 'Which hold is not needed.',
  fields: (t) => ({ holdId: t.id({ description: 'Which; any of its parts.' }) }),
})

builder.queryFields((t) => ({
  timeHolds: t.field({
    type: [TimeHoldRef],
    description:
      'What is held on an instrument from now on, by start, 200 parts at most; empty for those who do not keep it.',
    args: { instrumentId: t.arg.id({ description: 'Which instrument.' }) },
    resolve: async (_root, args, ctx) => [...(await holdsOf(ctx, args.instrumentId))],
  }),
  groupToHoldFor: t.field({
    type: HeldGroupRef,
    nullable: true,
    description:
      'The research group of the person with this e-mail address; null where he has none, and for those who keep no instruments.',
    args: { email: t.arg.string({ description: 'Of anybody in the group.' }) },
    resolve: (_root, args, ctx) => groupToHoldFor(ctx, args.email),
  }),
}))

builder.mutationFields((t) => ({
  holdTime: t.field({
    type: TimeHoldRef,
    description: 'Keeps time free that only the members of a research group may book.',
    args: { input: t.arg({ type: HoldTimeInput, description: 'Which, and for whom.' }) },
    errors: refusable('HoldTimeResult'),
    resolve: (_root, { input }, ctx) => holdTime(ctx, input),
  }),
  releaseHold: t.field({
    type: TimeHoldRef,
    description: 'Frees what is left of a hold for all.',
    args: { input: t.arg({ type: ReleaseHoldInput, description: 'Which.' }) },
    errors: refusable('ReleaseHoldResult'),
    resolve: (_root, { input }, ctx) => releaseHold(ctx, input.holdId),
  }),
}))

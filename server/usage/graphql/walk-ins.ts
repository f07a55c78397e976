/** Uses without a booking in the schema. Maps arguments to one action. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, IntervalInput, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { findSessions } from '../actions/records.ts'
import { recordsUsage, recordUse, startWalkIn } from '../actions/walk-ins.ts'
import type { UsageSession } from '../queries/sessions.ts'
import { UsageKindEnum, UsageRecordRef, UsageSessionRef } from './records.ts'

const StartWalkInInput = builder.inputType('StartWalkInInput', {
  description: 'Who begins on the spot, and for how long.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    token: t.string({
      required: false,
      description: 'What the code on the instrument says: who stands there may begin for himself.',
    }),
    personEmail: t.string({
      required: false,
      description: 'The address of who uses it, for keepers; the viewer unless told.',
    }),
    minutes: t.int({ description: 'How long the time is taken at most.' }),
    purpose: t.string({ description: 'What for; at most 500 characters.' }),
    kind: t.field({ type: UsageKindEnum, required: false, description: 'USE unless told.' }),
    operatorEmail: t.string({ required: false, description: 'The address of who operates.' }),
  }),
})

const RecordUseInput = builder.inputType('RecordUseInput', {
  description: 'A use that is over.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    personEmail: t.string({ description: 'The address of who used it.' }),
    startsAt: t.field({ type: 'Instant', description: 'When it began.' }),
    endsAt: t.field({ type: 'Instant', description: 'When it ended.' }),
    kind: t.field({ type: UsageKindEnum, required: false, description: 'USE unless told.' }),
    samples: t.int({ required: false, description: 'How many samples were measured; 0 unless told.' }),
    operatorEmail: t.string({ required: false, description: 'The address of who operated.' }),
    note: t.string({ required: false, description: 'What there is to say; at most 500 characters.' }),
  }),
})

builder.mutationFields((t) => ({
  startWalkIn: t.field({
    type: UsageRecordRef,
    description:
      'Begins a use on the spot, where the instrument is free and no booking is in the way: by a keeper for anybody, or by who stands at the instrument.',
    args: { input: t.arg({ type: StartWalkInInput, description: 'Who, where, how long.' }) },
    errors: refusable('StartWalkInResult'),
    resolve: (_root, { input }, ctx) =>
      startWalkIn(ctx, {
        ...input,
        token: input.token ?? null,
        personEmail: input.personEmail ?? null,
        kind: input.kind ?? 'use',
        operatorEmail: input.operatorEmail ?? null,
      }),
  }),
  recordUse: t.field({
    type: UsageSessionRef,
    description:
      'Records a use that is over, by a keeper; it belongs to the booking in whose time it lies, or to none.',
    args: { input: t.arg({ type: RecordUseInput, description: 'Who, where, when.' }) },
    errors: refusable('RecordUseResult'),
    resolve: (_root, { input }, ctx) =>
      recordUse(ctx, {
        ...input,
        kind: input.kind ?? 'use',
        samples: input.samples ?? 0,
        operatorEmail: input.operatorEmail ?? null,
        note: input.note ?? null,
      }),
  }),
}))

builder.objectFields(InstrumentRef, (t) => ({
  mayRecordUsage: t.boolean({
    description: 'Whether the viewer records uses of it for others.',
    resolve: (it, _args, ctx) => recordsUsage(ctx, it),
  }),
}))

const SessionFilterInput = builder.inputType('SessionFilter', {
  description: 'Which sessions; every condition must hold.',
  fields: (t) => ({
    institutionId: t.id({ description: 'On the instruments of this institution.' }),
    instrumentId: t.id({ required: false, description: 'On this instrument.' }),
    kind: t.field({ type: UsageKindEnum, required: false, description: 'For this.' }),
    during: t.field({ type: IntervalInput, description: 'Began in this span, at most 367 days.' }),
  }),
})

const SessionConnectionRef = connectionRef<UsageSession>('UsageSession', UsageSessionRef, 'latest first')

builder.queryField('usageSessions', (t) =>
  t.field({
    type: SessionConnectionRef,
    description: 'Sessions on the instruments of an institution, latest first, for its keepers and the city.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      filter: t.arg({ type: SessionFilterInput, description: 'Which.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findSessions(ctx, args.filter, args),
  }),
)

/** Faults in the schema. Maps arguments to one action. */

import {
  RescheduleOutcomeRef,
  RescheduleProposalRef,
  RescheduleRowInput,
} from '../../booking/graphql/reschedule.ts'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import {
  confirmFault,
  type ConfirmedFault,
  dismissFault,
  downtimeProposals,
  faultAbilities,
  findFaults,
  reportFault,
  resolveFault,
  seesReporter,
} from '../actions/faults.ts'
import { confirmedFaults, type FaultReport, faultsByIds } from '../queries/faults.ts'

const FaultSeverityEnum = builder.enumType('FaultSeverity', {
  description: 'Whether the instrument can still be used.',
  values: enumValues(['usable', 'unusable'] as const),
})

const FaultStateEnum = builder.enumType('FaultState', {
  description: 'How a report stands: nobody has looked into it, it is true, it is not, or it is repaired.',
  values: enumValues(['reported', 'confirmed', 'dismissed', 'resolved'] as const),
})

const FaultReportRef = builder.loadableObjectRef<FaultReport, string>('FaultReport', {
  load: (ids, ctx) => foundOrError(faultsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
FaultReportRef.implement({
  description: 'What somebody found wrong with an instrument.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    instrument: t.field({
      type: InstrumentRef,
      description: 'Which instrument.',
      resolve: (it) => it.instrumentId,
    }),
    reporter: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who reported it; null unless the viewer may know.',
      resolve: (it, _args, ctx) => (seesReporter(ctx, it) ? it.reporterId : null),
    }),
    severity: t.field({
      type: FaultSeverityEnum,
      description: 'As reported, or as the keeper has found.',
      resolve: (it) => it.severity,
    }),
    text: t.exposeString('text', { description: 'What is wrong.' }),
    state: t.field({ type: FaultStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    reportedAt: t.expose('reportedAt', { type: 'Instant', description: 'When it was reported.' }),
    expectedUntil: t.expose('expectedUntil', {
      type: 'Instant',
      nullable: true,
      description: 'When the instrument is expected back; null where it is usable, or nobody has decided.',
    }),
    decisionNote: t.exposeString('decisionNote', {
      nullable: true,
      description: 'What the keeper said.',
    }),
    mayDecide: t.boolean({
      description: 'Whether the viewer may confirm or dismiss it now.',
      resolve: (it, _args, ctx) => faultAbilities(ctx, it).decide,
    }),
    mayResolve: t.boolean({
      description: 'Whether the viewer may say now that it is repaired.',
      resolve: (it, _args, ctx) => faultAbilities(ctx, it).resolve,
    }),
  }),
})

const ConfirmedFaultRef = builder.objectRef<ConfirmedFault>('ConfirmedFault').implement({
  description: 'A fault that a keeper has confirmed, and what became of the bookings that it hits.',
  fields: (t) => ({
    fault: t.field({ type: FaultReportRef, description: 'The fault.', resolve: (it) => it.fault }),
    outcomes: t.field({
      type: [RescheduleOutcomeRef],
      description: 'One for each row that was sent, in their order.',
      resolve: (it) => [...it.outcomes],
    }),
  }),
})

const FaultConnectionRef = connectionRef<FaultReport>('FaultReport', FaultReportRef, 'oldest first')

builder.queryFields((t) => ({
  faultReports: t.field({
    type: FaultConnectionRef,
    description: 'Faults at an institution that are reported or confirmed, oldest first.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      institutionId: t.arg.id({ description: 'On the instruments of this institution.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findFaults(ctx, args.institutionId, args),
  }),
  downtimeProposals: t.field({
    type: [RescheduleProposalRef],
    description:
      'The bookings that an instrument out of order from now on would hit, by start, and where each could go behind it.',
    complexity: () => ({ field: 1, multiplier: 50 }),
    args: {
      instrumentId: t.arg.id({ description: 'Which instrument.' }),
      until: t.arg({ type: 'Instant', description: 'When it is expected back.' }),
    },
    resolve: async (_root, args, ctx) => [...(await downtimeProposals(ctx, args))],
  }),
}))

builder.objectFields(InstrumentRef, (t) => ({
  faults: t.loadableList({
    type: FaultReportRef,
    description: 'Faults that its keeper has confirmed and that are not repaired, oldest first.',
    load: (ids: string[], ctx) => confirmedFaults(ctx.store.db, ids),
    resolve: (it) => it.id,
  }),
}))

const ReportFaultInput = builder.inputType('ReportFaultInput', {
  description: 'What is wrong with an instrument.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    severity: t.field({ type: FaultSeverityEnum, description: 'Whether it can still be used.' }),
    text: t.string({ description: 'What is wrong; at most 500 characters.' }),
  }),
})

const ConfirmFaultInput = builder.inputType('ConfirmFaultInput', {
  description: 'What a keeper has found, and what becomes of the bookings that the fault hits.',
  fields: (t) => ({
    faultId: t.id({ description: 'Which report.' }),
    severity: t.field({ type: FaultSeverityEnum, description: 'Whether it can still be used.' }),
    until: t.field({
      type: 'Instant',
      required: false,
      description: 'When the instrument is expected back; needed with UNUSABLE.',
    }),
    note: t.string({ required: false, description: 'What there is to say; at most 500 characters.' }),
    rows: t.field({
      type: [RescheduleRowInput],
      required: false,
      description:
        'Bookings to move or give up, at most 50; all others stay, and their time is left to them.',
    }),
    skipsRefused: t.boolean({
      required: false,
      description: 'Whether rows that are refused are left as they are; nothing is done then unless told.',
    }),
  }),
})

const DismissFaultInput = builder.inputType('DismissFaultInput', {
  description: 'Which report is not true.',
  fields: (t) => ({
    faultId: t.id({ description: 'Which report.' }),
    reason: t.string({ description: 'Why; at most 500 characters.' }),
  }),
})

const ResolveFaultInput = builder.inputType('ResolveFaultInput', {
  description: 'Which fault is repaired.',
  fields: (t) => ({ faultId: t.id({ description: 'Which report.' }) }),
})

builder.mutationFields((t) => ({
  reportFault: t.field({
    type: FaultReportRef,
    description: 'Tells the keepers of an instrument what is wrong with it.',
    args: { input: t.arg({ type: ReportFaultInput, description: 'What, and where.' }) },
    errors: refusable('ReportFaultResult'),
    resolve: (_root, { input }, ctx) => reportFault(ctx, input),
  }),
  confirmFault: t.field({
    type: ConfirmedFaultRef,
    description:
      'Confirms a fault, by a keeper. An unusable instrument is closed until then, but for the bookings that stay; the people of all bookings that it hits are told.',
    args: { input: t.arg({ type: ConfirmFaultInput, description: 'Which, and how.' }) },
    errors: refusable('ConfirmFaultResult'),
    resolve: (_root, { input }, ctx) => {
      const { faultId, severity, until, note, rows, skipsRefused } = input
      return confirmFault(ctx, {
        faultId,
        severity,
        until: until ?? null,
        note: note ?? null,
        rows: (rows ?? []).map((it) => ({ ...it, to: it.to ?? null })),
        skipsRefused: skipsRefused ?? false,
      })
    },
  }),
  dismissFault: t.field({
    type: FaultReportRef,
    description: 'Says that there is no such fault, by a keeper.',
    args: { input: t.arg({ type: DismissFaultInput, description: 'Which, and why.' }) },
    errors: refusable('DismissFaultResult'),
    resolve: (_root, { input }, ctx) => dismissFault(ctx, input),
  }),
  resolveFault: t.field({
    type: FaultReportRef,
    description: 'Says that a fault is repaired, by a keeper: the instrument can be had again from now on.',
    args: { input: t.arg({ type: ResolveFaultInput, description: 'Which.' }) },
    errors: refusable('ResolveFaultResult'),
    resolve: (_root, { input }, ctx) => resolveFault(ctx, input.faultId),
  }),
}))

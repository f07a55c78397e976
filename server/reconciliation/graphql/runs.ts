/** Reconciliations in the schema. Maps arguments to one action. */

import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { InstitutionRef } from '../../institutions/graphql/institution.ts'
import {
  findRuns,
  linesOfRun,
  resolveLine,
  rightsOn,
  runTotals,
  signRun,
  undoResolution,
  visibleRun,
} from '../actions/runs.ts'
import type { Run } from '../queries/runs.ts'
import { LineConnectionRef, LineRef, ResolutionEnum, TotalRef } from './lines.ts'

const SideEnum = builder.enumType('ReconciliationSide', {
  description: 'The institution itself, or the city.',
  values: enumValues(['provider', 'city'] as const),
})

export const RunRef = builder.objectRef<Run>('ReconciliationRun').implement({
  description: "A month of a provider laid beside the institution's own ledger.",
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    provider: t.field({ type: InstitutionRef, description: 'Whose books.', resolve: (it) => it.providerId }),
    month: t.exposeString('month', { description: 'YYYY-MM.' }),
    fileName: t.exposeString('fileName', { description: 'What the file was called.' }),
    fileSha256: t.exposeString('fileSha256', { description: 'SHA-256 of the file.' }),
    nearMinutes: t.int({
      description: 'Lines without a common number belong together when they begin this near.',
      resolve: (it) => it.settings.nearMinutes,
    }),
    timeMinutes: t.int({
      description: 'Times that differ by no more are the same.',
      resolve: (it) => it.settings.timeMinutes,
    }),
    amountFen: t.field({
      type: 'Fen',
      description: 'Amounts that differ by no more are the same.',
      resolve: (it) => it.settings.amountFen,
    }),
    createdAt: t.expose('createdAt', { type: 'Instant', description: 'When the file was brought in.' }),
    createdBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'By whom.',
      resolve: (it) => it.createdBy,
    }),
    isReplaced: t.exposeBoolean('isReplaced', { description: 'Whether another file has taken its place.' }),
    providerSignedAt: t.expose('providerSignedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When the institution signed.',
    }),
    providerSignedBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who signed for the institution.',
      resolve: (it) => it.providerSignedBy,
    }),
    citySignedAt: t.expose('citySignedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When the city signed.',
    }),
    citySignedBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who signed for the city.',
      resolve: (it) => it.citySignedBy,
    }),
    linesSha256: t.exposeString('linesSha256', {
      nullable: true,
      description: 'SHA-256 of all lines with their decisions, as they were signed.',
    }),
  }),
})

builder.objectFields(RunRef, (t) => ({
  totals: t.loadableList({
    type: TotalRef,
    description: 'Sums by outcome and decision: together they are both sides.',
    load: (ids: string[], ctx) => runTotals(ctx, ids),
    resolve: (it) => it.id,
  }),
  lines: t.field({
    type: LineConnectionRef,
    description: 'Its lines, or only those that differ.',
    // Edges count fivefold as any list does.
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 500) / 5 }),
    args: {
      differing: t.arg.boolean({ required: false, description: 'Only differences.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 500; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (it, args, ctx) => linesOfRun(ctx, it.id, { ...args, differing: args.differing ?? false }),
  }),
  mayResolve: t.boolean({
    description: 'Whether the viewer may decide about differences.',
    resolve: (it, _args, ctx) => rightsOn(ctx, it).mayResolve,
  }),
  maySignForProvider: t.boolean({
    description: 'Whether the viewer may sign for the institution.',
    resolve: (it, _args, ctx) => rightsOn(ctx, it).maySignForProvider,
  }),
  maySignForCity: t.boolean({
    description: 'Whether the viewer may sign for the city.',
    resolve: (it, _args, ctx) => rightsOn(ctx, it).maySignForCity,
  }),
}))

const RunConnectionRef = connectionRef<Run>('ReconciliationRun', RunRef, 'newest month first')

builder.queryFields((t) => ({
  reconciliations: t.field({
    type: RunConnectionRef,
    description: 'The runs that count, of a provider or of all that the viewer may see.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      providerId: t.arg.id({
        required: false,
        description: 'Of this institution; left out: of all that the viewer may see.',
      }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findRuns(ctx, args.providerId ?? null, args),
  }),
  reconciliation: t.field({
    type: RunRef,
    nullable: true,
    description: 'One run; null when there is none that the viewer may see.',
    args: { id: t.arg.id({ description: 'The id of the run.' }) },
    resolve: (_root, { id }, ctx) => visibleRun(ctx, id),
  }),
}))

const ResolveInput = builder.inputType('ResolveReconciliationLineInput', {
  description: 'What is decided about a difference.',
  fields: (t) => ({
    runId: t.id({ description: 'The run.' }),
    number: t.int({ description: 'The number of the line.' }),
    resolution: t.field({ type: ResolutionEnum, description: 'What is decided.' }),
    reason: t.string({ description: 'Why; at least four characters.' }),
  }),
})

const UndoInput = builder.inputType('UndoReconciliationLineInput', {
  description: 'A difference about which something was decided.',
  fields: (t) => ({
    runId: t.id({ description: 'The run.' }),
    number: t.int({ description: 'The number of the line.' }),
  }),
})

const SignInput = builder.inputType('SignReconciliationInput', {
  description: 'Who signs what.',
  fields: (t) => ({
    runId: t.id({ description: 'The run.' }),
    side: t.field({ type: SideEnum, description: 'For which side.' }),
  }),
})

builder.mutationFields((t) => ({
  resolveReconciliationLine: t.field({
    type: LineRef,
    description: 'Decides about a difference. Nothing else changes: what is to be adjusted is only recorded.',
    args: { input: t.arg({ type: ResolveInput, description: 'The decision.' }) },
    errors: refusable('ResolveReconciliationLineResult'),
    resolve: (_root, { input }, ctx) => resolveLine(ctx, input),
  }),
  undoReconciliationLine: t.field({
    type: LineRef,
    description: 'Takes back what was decided about a difference, before anybody signs.',
    args: { input: t.arg({ type: UndoInput, description: 'The line.' }) },
    errors: refusable('UndoReconciliationLineResult'),
    resolve: (_root, { input }, ctx) => undoResolution(ctx, input),
  }),
  signReconciliation: t.field({
    type: RunRef,
    description: 'Signs for one side, when every difference is decided.',
    args: { input: t.arg({ type: SignInput, description: 'The signature.' }) },
    errors: refusable('SignReconciliationResult'),
    resolve: (_root, { input }, ctx) => signRun(ctx, input),
  }),
}))

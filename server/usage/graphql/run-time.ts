/** Run time by power in the schema. Maps arguments to one action. */

import { builder, IntervalInput, IntervalRef, refusable } from '../../graphql/builder.ts'
import { MINUTE_MS } from '../../kernel/interval.ts'
import { reportRunTime, type RunTime, runTime } from '../actions/run-time.ts'
import { UsageSessionRef } from './records.ts'

const ReadingInput = builder.inputType('PowerReadingInput', {
  description: 'What a power meter showed.',
  fields: (t) => ({
    at: t.field({ type: 'Instant', description: 'When.' }),
    watts: t.float({ description: 'How much, in watts.' }),
  }),
})

const ReportRunTimeInput = builder.inputType('ReportRunTimeInput', {
  description: 'When an instrument had power: as intervals, or as readings with a threshold.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    intervals: t.field({
      type: [IntervalInput],
      required: false,
      description: 'When it ran; each at most 24 h long.',
    }),
    readings: t.field({ type: [ReadingInput], required: false, description: 'In the order of time.' }),
    thresholdWatts: t.float({
      required: false,
      description: 'From how many watts on it runs; 1 unless told.',
    }),
  }),
})

const ReportedRunTimeRef = builder.objectRef<{ readonly count: number }>('ReportedRunTime').implement({
  description: 'What was taken.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many intervals with power were told.' }),
  }),
})

builder.mutationField('reportRunTime', (t) =>
  t.field({
    type: ReportedRunTimeRef,
    description:
      'Takes when an instrument had power, with an API token of scope DEVICE that a keeper has made. The same again changes nothing.',
    args: { input: t.arg({ type: ReportRunTimeInput, description: 'When.' }) },
    errors: refusable('ReportRunTimeResult'),
    resolve: async (_root, { input }, ctx) => ({
      count: await reportRunTime(ctx, {
        instrumentId: input.instrumentId,
        intervals: input.intervals ?? [],
        readings: input.readings ?? [],
        thresholdWatts: input.thresholdWatts ?? 1,
      }),
    }),
  }),
)

const RunTimeRef = builder.objectRef<RunTime>('RunTime').implement({
  description: 'When an instrument ran by its power, against what was recorded.',
  fields: (t) => ({
    runs: t.field({
      type: [IntervalRef],
      description: 'By start; gaps up to 5 minutes are closed, runs under 2 minutes left out.',
      resolve: (it) => [...it.runs],
    }),
    unrecorded: t.field({
      type: [IntervalRef],
      description: 'Run time of 10 minutes or more that no session covers, by start.',
      resolve: (it) => [...it.unrecorded],
    }),
    withoutPower: t.field({
      type: [UsageSessionRef],
      description: 'Sessions in which it never ran, by start; none where the meter told nothing.',
      resolve: (it) => it.withoutPower.map((session) => session.id),
    }),
    runMinutes: t.int({
      description: 'All runs together.',
      resolve: (it) => Math.round(it.runMs / MINUTE_MS),
    }),
    recordedMinutes: t.int({
      description: 'All finished sessions together.',
      resolve: (it) => Math.round(it.recordedMs / MINUTE_MS),
    }),
  }),
})

builder.queryField('runTime', (t) =>
  t.field({
    type: RunTimeRef,
    description:
      'When an instrument ran by its power, against what was recorded; for its keepers and the city.',
    args: {
      instrumentId: t.arg.id({ description: 'Which instrument.' }),
      during: t.arg({ type: IntervalInput, description: 'At most 93 days.' }),
    },
    resolve: (_root, args, ctx) => runTime(ctx, args.instrumentId, args.during),
  }),
)

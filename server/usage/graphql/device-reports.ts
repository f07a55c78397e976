/** What devices report in the schema. Maps arguments to one action. */

import { builder, enumValues, ProblemRef, refusable } from '../../graphql/builder.ts'
import { reportUsage, type ReportOutcome } from '../actions/device-reports.ts'
import { UsageKindEnum, UsageSessionRef } from './records.ts'

const DeviceEventKindEnum = builder.enumType('DeviceEventKind', {
  description: 'Which end of a session.',
  values: enumValues(['started', 'ended'] as const),
})

const ReportOutcomeEnum = builder.enumType('ReportOutcome', {
  description:
    'APPLIED: its session is recorded, or goes on. DUPLICATE: known already, nothing was changed. WAITING: kept until the other end of its session comes. REFUSED: not kept, for the reasons given.',
  values: enumValues(['applied', 'duplicate', 'waiting', 'refused'] as const),
})

const DeviceEventInput = builder.inputType('DeviceEventInput', {
  description: 'One end of a session, as a device has seen it.',
  fields: (t) => ({
    eventId: t.string({
      description: 'Chosen by the device; the same id again is the same event. At most 100 characters.',
    }),
    instrumentId: t.id({ description: 'Which instrument.' }),
    sessionKey: t.string({
      description: 'Chosen by the device: both ends of a session carry it. At most 100 characters.',
    }),
    what: t.field({ type: DeviceEventKindEnum, description: 'Which end.' }),
    at: t.field({ type: 'Instant', description: 'When, by the clock of the device.' }),
    bookingId: t.id({
      required: false,
      description: 'Which booking; found by person and time unless told. With STARTED.',
    }),
    personEmail: t.string({
      required: false,
      description: 'The address of who uses the instrument; needed with STARTED unless the booking is told.',
    }),
    kind: t.field({ type: UsageKindEnum, required: false, description: 'What for; USE unless told.' }),
    samples: t.int({ required: false, description: 'How many samples were measured.' }),
    note: t.string({ required: false, description: 'What there is to say; at most 500 characters.' }),
    isFinal: t.boolean({
      required: false,
      description: 'With ENDED: the person is done, and booked time that is left is free; false unless told.',
    }),
  }),
})

const ReportUsageInput = builder.inputType('ReportUsageInput', {
  description: 'A batch of events, in any order.',
  fields: (t) => ({ events: t.field({ type: [DeviceEventInput], description: 'At most 500.' }) }),
})

const ReportedEventRef = builder.objectRef<ReportOutcome>('ReportedEvent').implement({
  description: 'What became of one event.',
  fields: (t) => ({
    eventId: t.exposeString('eventId', { description: 'Which event.' }),
    outcome: t.field({
      type: ReportOutcomeEnum,
      description: 'What became of it.',
      resolve: (it) => it.outcome,
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Why it was refused; none otherwise.',
      resolve: (it) => [...it.problems],
    }),
    session: t.field({
      type: UsageSessionRef,
      nullable: true,
      description: 'The session that it belongs to; null while there is none.',
      resolve: (it) => it.sessionId,
    }),
  }),
})

const UsageReportRef = builder
  .objectRef<{ readonly outcomes: readonly ReportOutcome[] }>('UsageReport')
  .implement({
    description: 'What became of a batch.',
    fields: (t) => ({
      outcomes: t.field({
        type: [ReportedEventRef],
        description: 'One for each event, in their order.',
        resolve: (it) => [...it.outcomes],
      }),
    }),
  })

builder.mutationField('reportUsage', (t) =>
  t.field({
    type: UsageReportRef,
    description:
      'Takes what a device or a laboratory system has seen, with an API token of scope DEVICE that a keeper of the instrument has made. Events may come late, in any order and more than once.',
    args: { input: t.arg({ type: ReportUsageInput, description: 'What was seen.' }) },
    errors: refusable('ReportUsageResult'),
    resolve: async (_root, { input }, ctx) => ({
      outcomes: await reportUsage(
        ctx,
        input.events.map((it) => ({
          eventId: it.eventId,
          instrumentId: it.instrumentId,
          sessionKey: it.sessionKey,
          what: it.what,
          at: it.at,
          bookingId: it.bookingId ?? null,
          personEmail: it.personEmail ?? null,
          kind: it.kind ?? null,
          samples: it.samples ?? null,
          note: it.note ?? null,
          isFinal: it.isFinal ?? false,
        })),
      ),
    }),
  }),
)

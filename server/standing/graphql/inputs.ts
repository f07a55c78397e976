/** What the mutations of standing take. */

import { builder } from '../../graphql/builder.ts'
import { RestrictionScopeEnum } from './words.ts'

const TrainingRequirementInput = builder.inputType('TrainingRequirementInput', {
  description: 'When a qualification lapses; what is left out does not make it lapse.',
  fields: (t) => ({
    validDays: t.int({ required: false, description: 'Days from the grant on, 1 to 3650.' }),
    disuseDays: t.int({ required: false, description: 'Days without use, 1 to 3650.' }),
  }),
})

export const SetTrainingRequirementInput = builder.inputType('SetTrainingRequirementInput', {
  description: 'What an instrument requires.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    requirement: t.field({
      type: TrainingRequirementInput,
      required: false,
      description: 'Left out or null: nothing.',
    }),
  }),
})

export const ScheduleTrainingInput = builder.inputType('ScheduleTrainingInput', {
  description: 'A training to offer.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'What it qualifies for.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after it, at most 24 hours later.' }),
    place: t.string({ description: 'Where to come; at most 500 characters.' }),
    seats: t.int({ description: 'How many can take part, 1 to 500.' }),
    passMark: t.int({ description: 'The lowest score that passes, 0 to 100.' }),
    trainerId: t.id({
      required: false,
      description: 'Who trains: a keeper or manager of the institution; the viewer unless told.',
    }),
  }),
})

export const CancelTrainingInput = builder.inputType('CancelTrainingInput', {
  description: 'Which training is called off.',
  fields: (t) => ({
    sessionId: t.id({ description: 'Which.' }),
    reason: t.string({ description: 'Why; those enrolled read it.' }),
  }),
})

export const EnrolInTrainingInput = builder.inputType('EnrolInTrainingInput', {
  description: 'Which training to take part in.',
  fields: (t) => ({ sessionId: t.id({ description: 'Which.' }) }),
})

export const WithdrawFromTrainingInput = builder.inputType('WithdrawFromTrainingInput', {
  description: 'Which seat is given back.',
  fields: (t) => ({ enrolmentId: t.id({ description: 'Which enrolment.' }) }),
})

export const RecordTrainingResultInput = builder.inputType('RecordTrainingResultInput', {
  description: 'What came of an enrolment; it may be corrected later.',
  fields: (t) => ({
    enrolmentId: t.id({ description: 'Which enrolment.' }),
    attended: t.boolean({ description: 'Whether the person came.' }),
    score: t.int({ required: false, description: '0 to 100 for who came; left out for who did not.' }),
  }),
})

export const GrantQualificationInput = builder.inputType('GrantQualificationInput', {
  description: 'Who is qualified for which instrument.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    email: t.string({ description: "The person's e-mail address." }),
    reason: t.string({ description: 'Why; at most 500 characters.' }),
  }),
})

export const RevokeQualificationInput = builder.inputType('RevokeQualificationInput', {
  description: 'Which qualification is taken away.',
  fields: (t) => ({
    qualificationId: t.id({ description: 'Which.' }),
    reason: t.string({ description: 'Why; the person reads it.' }),
  }),
})

export const ImposeRestrictionInput = builder.inputType('ImposeRestrictionInput', {
  description: 'Who is barred from what.',
  fields: (t) => ({
    scope: t.field({ type: RestrictionScopeEnum, description: 'Where it counts.' }),
    instrumentId: t.id({ required: false, description: 'For the scope INSTRUMENT.' }),
    institutionId: t.id({ required: false, description: 'For the scope INSTITUTION.' }),
    email: t.string({ description: "The person's e-mail address." }),
    reason: t.string({ description: 'Why; the person reads it.' }),
    startsAt: t.field({ type: 'Instant', required: false, description: 'Now unless told.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after it, at most 366 days ahead.' }),
  }),
})

export const LiftRestrictionInput = builder.inputType('LiftRestrictionInput', {
  description: 'Which restriction ends.',
  fields: (t) => ({
    restrictionId: t.id({ description: 'Which.' }),
    reason: t.string({ description: 'Why; the person reads it.' }),
  }),
})

export const AdjustConductInput = builder.inputType('AdjustConductInput', {
  description: 'Whose points change, and by how many.',
  fields: (t) => ({
    institutionId: t.id({ required: false, description: 'In whose name; left out: the city.' }),
    email: t.string({ description: "The person's e-mail address." }),
    points: t.int({ description: 'Given, or taken where negative; at most 50.' }),
    reason: t.string({ description: 'Why; the person reads it.' }),
  }),
})

export const FileAppealInput = builder.inputType('FileAppealInput', {
  description: 'What the viewer appeals against: a restriction or a loss of points.',
  fields: (t) => ({
    restrictionId: t.id({ required: false, description: 'Which restriction.' }),
    eventId: t.id({ required: false, description: 'Which loss of points.' }),
    text: t.string({ description: 'What there is to say; at most 500 characters.' }),
  }),
})

export const DecideAppealInput = builder.inputType('DecideAppealInput', {
  description: 'How an appeal is decided.',
  fields: (t) => ({
    appealId: t.id({ description: 'Which.' }),
    uphold: t.boolean({ description: 'Whether the person is right.' }),
    reason: t.string({ description: 'Why; the person reads it.' }),
  }),
})

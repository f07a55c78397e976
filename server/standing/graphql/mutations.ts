/** What people do about trainings, qualifications, points, restrictions and appeals, in the schema. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, refusable } from '../../graphql/builder.ts'
import { decideAppeal, fileAppeal } from '../actions/appeals.ts'
import { adjustConduct } from '../actions/conduct.ts'
import { enrolInTraining, recordTrainingResult, withdrawFromTraining } from '../actions/enrolment.ts'
import { grantQualification, revokeQualification } from '../actions/qualifications.ts'
import { imposeRestriction, liftRestriction } from '../actions/restrictions.ts'
import { cancelTraining, scheduleTraining, setTrainingRequirement } from '../actions/training.ts'
import {
  AdjustConductInput,
  CancelTrainingInput,
  DecideAppealInput,
  EnrolInTrainingInput,
  FileAppealInput,
  GrantQualificationInput,
  ImposeRestrictionInput,
  LiftRestrictionInput,
  RecordTrainingResultInput,
  RevokeQualificationInput,
  ScheduleTrainingInput,
  SetTrainingRequirementInput,
  WithdrawFromTrainingInput,
} from './inputs.ts'
import { AppealRef, ConductEventRef, RestrictionRef } from './measures.ts'
import { QualificationRef } from './qualifications.ts'
import { TrainingEnrolmentRef, TrainingSessionRef } from './training.ts'

builder.mutationFields((t) => ({
  setTrainingRequirement: t.field({
    type: InstrumentRef,
    description: 'Sets whether an instrument is for qualified people only, and when a qualification lapses.',
    args: { input: t.arg({ type: SetTrainingRequirementInput, description: 'Which, and what.' }) },
    errors: refusable('SetTrainingRequirementResult'),
    resolve: (_root, { input: { instrumentId, requirement } }, ctx) =>
      setTrainingRequirement(ctx, {
        instrumentId,
        requirement: requirement
          ? { validDays: requirement.validDays ?? null, disuseDays: requirement.disuseDays ?? null }
          : null,
      }),
  }),
  scheduleTraining: t.field({
    type: TrainingSessionRef,
    description: 'Offers a training for an instrument.',
    args: { input: t.arg({ type: ScheduleTrainingInput, description: 'When, where, for how many.' }) },
    errors: refusable('ScheduleTrainingResult'),
    resolve: (_root, { input }, ctx) =>
      scheduleTraining(ctx, { ...input, trainerId: input.trainerId ?? null }),
  }),
  cancelTraining: t.field({
    type: TrainingSessionRef,
    description: 'Calls off a training that has not begun.',
    args: { input: t.arg({ type: CancelTrainingInput, description: 'Which, and why.' }) },
    errors: refusable('CancelTrainingResult'),
    resolve: (_root, { input }, ctx) => cancelTraining(ctx, input),
  }),
  enrolInTraining: t.field({
    type: TrainingEnrolmentRef,
    description: 'Takes a seat for the viewer.',
    args: { input: t.arg({ type: EnrolInTrainingInput, description: 'Which training.' }) },
    errors: refusable('EnrolInTrainingResult'),
    resolve: (_root, { input }, ctx) => enrolInTraining(ctx, input.sessionId),
  }),
  withdrawFromTraining: t.field({
    type: TrainingEnrolmentRef,
    description: 'Gives a seat back before the training begins.',
    args: { input: t.arg({ type: WithdrawFromTrainingInput, description: 'Which enrolment.' }) },
    errors: refusable('WithdrawFromTrainingResult'),
    resolve: (_root, { input }, ctx) => withdrawFromTraining(ctx, input.enrolmentId),
  }),
  recordTrainingResult: t.field({
    type: TrainingEnrolmentRef,
    description: 'Records who came and how the exam went. A pass grants the qualification.',
    args: { input: t.arg({ type: RecordTrainingResultInput, description: 'Whose, and what.' }) },
    errors: refusable('RecordTrainingResultResult'),
    resolve: (_root, { input }, ctx) => recordTrainingResult(ctx, { ...input, score: input.score ?? null }),
  }),
}))

builder.mutationFields((t) => ({
  grantQualification: t.field({
    type: QualificationRef,
    description: 'Qualifies somebody without a training, with a reason.',
    args: { input: t.arg({ type: GrantQualificationInput, description: 'Whom, for what, and why.' }) },
    errors: refusable('GrantQualificationResult'),
    resolve: (_root, { input }, ctx) => grantQualification(ctx, input),
  }),
  revokeQualification: t.field({
    type: QualificationRef,
    description: 'Takes a qualification away, with a reason.',
    args: { input: t.arg({ type: RevokeQualificationInput, description: 'Which, and why.' }) },
    errors: refusable('RevokeQualificationResult'),
    resolve: (_root, { input }, ctx) => revokeQualification(ctx, input),
  }),
  imposeRestriction: t.field({
    type: RestrictionRef,
    description: 'Bars somebody from an instrument, an institution, or the platform, until a day.',
    args: { input: t.arg({ type: ImposeRestrictionInput, description: 'Whom, where, why, until when.' }) },
    errors: refusable('ImposeRestrictionResult'),
    resolve: (_root, { input }, ctx) =>
      imposeRestriction(ctx, {
        ...input,
        instrumentId: input.instrumentId ?? null,
        institutionId: input.institutionId ?? null,
        startsAt: input.startsAt ?? null,
      }),
  }),
  liftRestriction: t.field({
    type: RestrictionRef,
    description: 'Ends a restriction before its time, with a reason.',
    args: { input: t.arg({ type: LiftRestrictionInput, description: 'Which, and why.' }) },
    errors: refusable('LiftRestrictionResult'),
    resolve: (_root, { input }, ctx) => liftRestriction(ctx, input),
  }),
  adjustConduct: t.field({
    type: ConductEventRef,
    description: 'Gives or takes conduct points by hand, with a reason.',
    args: { input: t.arg({ type: AdjustConductInput, description: 'Whose, how many, and why.' }) },
    errors: refusable('AdjustConductResult'),
    resolve: (_root, { input }, ctx) =>
      adjustConduct(ctx, { ...input, institutionId: input.institutionId ?? null }),
  }),
}))

builder.mutationFields((t) => ({
  fileAppeal: t.field({
    type: AppealRef,
    description: 'Appeals against a restriction in force, or points that were lost. Once for each.',
    args: { input: t.arg({ type: FileAppealInput, description: 'Against what, and why.' }) },
    errors: refusable('FileAppealResult'),
    resolve: (_root, { input }, ctx) =>
      fileAppeal(ctx, {
        restrictionId: input.restrictionId ?? null,
        eventId: input.eventId ?? null,
        text: input.text,
      }),
  }),
  decideAppeal: t.field({
    type: AppealRef,
    description: 'Decides an appeal. Where it is upheld, what it is against is taken back.',
    args: { input: t.arg({ type: DecideAppealInput, description: 'Which, and how.' }) },
    errors: refusable('DecideAppealResult'),
    resolve: (_root, { input }, ctx) => decideAppeal(ctx, input),
  }),
}))

/** What instruments require, trainings, and who takes part, in the schema. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { sessionAbilities, trainingSessions } from '../actions/standing.ts'
import { type Enrolment, enrolmentsBySessionIds, ownEnrolments, seatsTaken } from '../queries/enrolments.ts'
import { requirementsByInstrumentIds } from '../queries/requirements.ts'
import { sessionsByIds, type TrainingSession } from '../queries/sessions.ts'
import type { TrainingRequirement } from '../rules/qualifications.ts'
import { EnrolmentStateEnum, pageComplexity, SessionScopeEnum } from './words.ts'

const TrainingRequirementRef = builder.objectRef<TrainingRequirement>('TrainingRequirement').implement({
  description: 'That an instrument is for qualified people only, and when a qualification lapses.',
  fields: (t) => ({
    validDays: t.exposeInt('validDays', {
      nullable: true,
      description: 'Days from the grant on, of 24 hours each; null: it does not lapse by date.',
    }),
    disuseDays: t.exposeInt('disuseDays', {
      nullable: true,
      description: 'Days without use of the instrument; null: it does not lapse by disuse.',
    }),
  }),
})

builder.objectFields(InstrumentRef, (t) => ({
  trainingRequirement: t.loadable({
    type: TrainingRequirementRef,
    nullable: true,
    description: 'What a person needs who books it; null when it needs no qualification.',
    load: (ids: string[], ctx) => requirementsByInstrumentIds(ctx.store.db, ids),
    resolve: (it) => it.id,
  }),
}))

export const TrainingSessionRef = builder.loadableObjectRef<TrainingSession, string>('TrainingSession', {
  load: (ids, ctx) => foundOrError(sessionsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})

export const TrainingEnrolmentRef = builder.objectRef<Enrolment>('TrainingEnrolment').implement({
  description: 'A seat in a training, and what came of it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    session: t.field({
      type: TrainingSessionRef,
      description: 'Which training.',
      resolve: (it) => it.sessionId,
    }),
    person: t.field({ type: PersonRef, description: 'Who.', resolve: (it) => it.personId }),
    seat: t.exposeInt('seat', { nullable: true, description: 'From 1; null once given back.' }),
    state: t.field({ type: EnrolmentStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    enrolledAt: t.expose('enrolledAt', { type: 'Instant', description: 'When the seat was taken.' }),
    score: t.exposeInt('score', { nullable: true, description: '0 to 100; null until there is one.' }),
    recordedAt: t.expose('recordedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When the result was recorded last; null before.',
    }),
  }),
})

/** Stands for what the viewer may not see: nothing has this id. */
const HIDDEN = ''

TrainingSessionRef.implement({
  description: 'A training for an instrument: a time, a place, and so many seats.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    instrument: t.field({
      type: InstrumentRef,
      description: 'What it qualifies for.',
      resolve: (it) => it.instrumentId,
    }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after it.' }),
    place: t.exposeString('place', { description: 'Where to come.' }),
    seats: t.exposeInt('seats', { description: 'How many can take part.' }),
    seatsTaken: t.loadable({
      type: 'Int',
      description: 'How many seats are given.',
      load: (ids: string[], ctx) => seatsTaken(ctx.store.db, ids),
      resolve: (it) => it.id,
    }),
    trainer: t.field({ type: PersonRef, description: 'Who trains.', resolve: (it) => it.trainerId }),
    passMark: t.exposeInt('passMark', { description: 'The lowest score that passes, 0 to 100.' }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was called off; null: it was not.',
    }),
    cancelReason: t.exposeString('cancelReason', { nullable: true, description: 'Why it was called off.' }),
    myEnrolment: t.loadable({
      type: TrainingEnrolmentRef,
      nullable: true,
      description: "The viewer's own enrolment; null when there is none.",
      load: (ids: string[], ctx) => ownEnrolments(ctx.store.db, ctx.viewer?.personId ?? HIDDEN, ids),
      resolve: (it) => it.id,
    }),
    enrolments: t.loadableList({
      type: TrainingEnrolmentRef,
      description: 'Who takes part, by seat; empty unless the viewer may see it.',
      load: (ids: string[], ctx) => enrolmentsBySessionIds(ctx.store.db, ids),
      resolve: (it, _args, ctx) => (sessionAbilities(ctx, it).sees ? it.id : HIDDEN),
    }),
    mayRecord: t.boolean({
      description: 'Whether the viewer records how it went.',
      resolve: (it, _args, ctx) => sessionAbilities(ctx, it).records,
    }),
  }),
})

const TrainingSessionConnectionRef = connectionRef<TrainingSession>(
  'TrainingSession',
  TrainingSessionRef,
  'as the query says',
)

builder.queryFields((t) => ({
  trainingSessions: t.field({
    type: TrainingSessionConnectionRef,
    description: 'Trainings for an instrument: those to come by start, those past latest first.',
    complexity: pageComplexity,
    args: {
      instrumentId: t.arg.id({ description: 'Which instrument.' }),
      scope: t.arg({ type: SessionScopeEnum, required: false, description: 'UPCOMING unless told.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, { instrumentId, scope, ...args }, ctx) =>
      trainingSessions(ctx, { instrumentId, scope: scope ?? 'upcoming' }, args),
  }),
}))

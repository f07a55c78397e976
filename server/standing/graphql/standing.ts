/** How a person stands, and the published rules of conduct points, in the schema. */

import { builder } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import {
  conductEventsOf,
  conductRules,
  enrolmentsOf,
  qualificationsOf,
  restrictionsOf,
  type Standing,
  standingOf,
} from '../actions/standing.ts'
import type { ConductEvent } from '../queries/conduct.ts'
import type { Enrolment } from '../queries/enrolments.ts'
import type { LevelRule } from '../rules/conduct.ts'
import { ConductEventRef, RestrictionConnectionRef } from './measures.ts'
import { QualificationConnectionRef } from './qualifications.ts'
import { TrainingEnrolmentRef } from './training.ts'
import { ConductConsequenceEnum, ConductKindEnum, ConductLevelEnum, pageComplexity } from './words.ts'

const ConductEventConnectionRef = connectionRef<ConductEvent>('ConductEvent', ConductEventRef, 'latest first')
const EnrolmentConnectionRef = connectionRef<Enrolment>(
  'TrainingEnrolment',
  TrainingEnrolmentRef,
  'latest first',
)

const StandingRef = builder.objectRef<Standing>('Standing').implement({
  description:
    'How a person stands on the platform (平台履约分): its own record, no part of any social-credit or research-integrity record.',
  fields: (t) => ({
    id: t.id({ description: 'The id of the person.', resolve: (it) => it.personId }),
    points: t.exposeInt('points', { description: 'Conduct points at this moment.' }),
    level: t.field({ type: ConductLevelEnum, description: 'Their level.', resolve: (it) => it.level }),
    events: t.field({
      type: ConductEventConnectionRef,
      description: 'What earned and cost points, latest first.',
      complexity: pageComplexity,
      args: {
        first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
        after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
      },
      resolve: (it, args, ctx) => conductEventsOf(ctx, it, args),
    }),
    restrictions: t.field({
      type: RestrictionConnectionRef,
      description: 'Restrictions, latest first, over or not.',
      complexity: pageComplexity,
      args: {
        first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
        after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
      },
      resolve: (it, args, ctx) => restrictionsOf(ctx, it, args),
    }),
    qualifications: t.field({
      type: QualificationConnectionRef,
      description: 'Qualifications, latest grant first, ended or not.',
      complexity: pageComplexity,
      args: {
        first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
        after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
      },
      resolve: (it, args, ctx) => qualificationsOf(ctx, it, args),
    }),
    enrolments: t.field({
      type: EnrolmentConnectionRef,
      description: 'Enrolments in trainings, latest first.',
      complexity: pageComplexity,
      args: {
        first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
        after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
      },
      resolve: (it, args, ctx) => enrolmentsOf(ctx, it, args),
    }),
  }),
})

type CauseRule = ReturnType<typeof conductRules>['causes'][number]

const ConductCauseRuleRef = builder.objectRef<CauseRule>('ConductCauseRule').implement({
  description: 'What one kind of event gives or takes.',
  fields: (t) => ({
    kind: t.field({ type: ConductKindEnum, description: 'What happens.', resolve: (it) => it.kind }),
    points: t.exposeInt('points', { description: 'Given, or taken where negative.' }),
  }),
})

const ConductLevelRuleRef = builder.objectRef<LevelRule>('ConductLevelRule').implement({
  description: 'A level, and what a person meets who falls into it.',
  fields: (t) => ({
    level: t.field({ type: ConductLevelEnum, description: 'The level.', resolve: (it) => it.level }),
    fromPoints: t.exposeInt('fromPoints', { description: 'The fewest points of the level.' }),
    consequence: t.field({
      type: ConductConsequenceEnum,
      description: 'What follows.',
      resolve: (it) => it.consequence,
    }),
    days: t.exposeInt('days', { description: 'How many days a restriction lasts; 0 where there is none.' }),
  }),
})

const ConductRulesRef = builder.objectRef<ReturnType<typeof conductRules>>('ConductRules').implement({
  description: 'The published rules of conduct points.',
  fields: (t) => ({
    startPoints: t.exposeInt('startPoints', { description: 'What everybody starts with.' }),
    minPoints: t.exposeInt('minPoints', { description: 'The fewest.' }),
    maxPoints: t.exposeInt('maxPoints', { description: 'The most.' }),
    earnedPointsMax: t.exposeInt('earnedPointsMax', { description: 'What normal use earns at most.' }),
    windowDays: t.exposeInt('windowDays', { description: 'How many days an event counts.' }),
    causes: t.field({
      type: [ConductCauseRuleRef],
      description: 'What each kind of event gives or takes, in fixed order.',
      resolve: (it) => [...it.causes],
    }),
    levels: t.field({
      type: [ConductLevelRuleRef],
      description: 'The levels, from best to worst.',
      resolve: (it) => [...it.levels],
    }),
  }),
})

builder.queryFields((t) => ({
  standing: t.field({
    type: StandingRef,
    description: "A person's standing: the viewer's own, or for the city anybody's.",
    args: { personId: t.arg.id({ required: false, description: 'Whose; the viewer unless told.' }) },
    resolve: (_root, { personId }, ctx) => standingOf(ctx, personId ?? null),
  }),
  conductRules: t.field({
    type: ConductRulesRef,
    description: 'The published rules of conduct points (平台履约分).',
    resolve: () => conductRules(),
  }),
}))

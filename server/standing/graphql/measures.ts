/** Conduct events, restrictions and appeals in the schema. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { InstitutionRef } from '../../institutions/graphql/institution.ts'
import { decidesAppeal } from '../actions/appeals.ts'
import { findAppeals, findRestrictions, restrictionStateOf } from '../actions/standing.ts'
import { type Appeal, appealsAgainst } from '../queries/appeals.ts'
import { type ConductEvent, conductEventsByIds, reversedEvents } from '../queries/conduct.ts'
import { type Restriction, restrictionsByIds } from '../queries/restrictions.ts'
import {
  AppealStateEnum,
  ConductKindEnum,
  pageComplexity,
  RestrictionScopeEnum,
  RestrictionStateEnum,
} from './words.ts'

export const AppealRef = builder.objectRef<Appeal>('Appeal')

export const ConductEventRef = builder.objectRef<ConductEvent>('ConductEvent').implement({
  description: 'What earned or cost points; never changed, at most taken back by another.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Derived from its cause.' }),
    kind: t.field({ type: ConductKindEnum, description: 'What happened.', resolve: (it) => it.kind }),
    points: t.exposeInt('points', { description: 'Given, or taken where negative.' }),
    occurredAt: t.expose('occurredAt', {
      type: 'Instant',
      description: 'When it happened: it counts for a year from then.',
    }),
    instrument: t.field({
      type: InstrumentRef,
      nullable: true,
      description: 'On which instrument; null where on none.',
      resolve: (it) => it.instrumentId,
    }),
    institution: t.field({
      type: InstitutionRef,
      nullable: true,
      description: 'Where; null for the city.',
      resolve: (it) => it.institutionId,
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why, where somebody gave a reason.' }),
    isReversed: t.loadable({
      type: 'Boolean',
      description: 'Whether it was taken back.',
      load: (ids: string[], ctx) => reversedEvents(ctx.store.db, ids),
      resolve: (it) => it.id,
    }),
    appeal: t.loadable({
      type: AppealRef,
      nullable: true,
      description: 'The appeal against it; null when there is none.',
      load: (ids: string[], ctx) => appealsAgainst(ctx.store.db, 'event_id', ids),
      resolve: (it) => it.id,
    }),
  }),
})

export const RestrictionRef = builder.objectRef<Restriction>('Restriction').implement({
  description:
    'That a person may not book or use an instrument, those of an institution, or any, until a day.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    person: t.field({ type: PersonRef, description: 'Whom it binds.', resolve: (it) => it.personId }),
    scope: t.field({
      type: RestrictionScopeEnum,
      description: 'Where it counts.',
      resolve: (it) => it.scope,
    }),
    instrument: t.field({
      type: InstrumentRef,
      nullable: true,
      description: 'The one instrument; null where it counts for more.',
      resolve: (it) => it.instrumentId,
    }),
    institution: t.field({
      type: InstitutionRef,
      nullable: true,
      description: 'Where it was imposed; null for the platform.',
      resolve: (it) => it.institutionId,
    }),
    reason: t.exposeString('reason', { description: 'Why.' }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after it.' }),
    state: t.field({
      type: RestrictionStateEnum,
      description: 'How it stands at this moment.',
      resolve: (it, _args, ctx) => restrictionStateOf(ctx, it),
    }),
    imposedAt: t.expose('imposedAt', { type: 'Instant', description: 'When it was imposed.' }),
    imposedBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who imposed it; null where the points fell below a level.',
      resolve: (it) => it.imposedBy,
    }),
    liftedAt: t.expose('liftedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was lifted before its end; null: it was not.',
    }),
    liftReason: t.exposeString('liftReason', { nullable: true, description: 'Why it was lifted.' }),
    appeal: t.loadable({
      type: AppealRef,
      nullable: true,
      description: 'The appeal against it; null when there is none.',
      load: (ids: string[], ctx) => appealsAgainst(ctx.store.db, 'restriction_id', ids),
      resolve: (it) => it.id,
    }),
  }),
})

/** Stands for no subject of that kind: nothing has this id. */
const NONE = ''

AppealRef.implement({
  description: 'A person against a restriction, or against lost points.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    person: t.field({ type: PersonRef, description: 'Who appeals.', resolve: (it) => it.personId }),
    restriction: t.loadable({
      type: RestrictionRef,
      nullable: true,
      description: 'The restriction; null where it is against lost points.',
      load: (ids: string[], ctx) => restrictionsByIds(ctx.store.db, ids),
      resolve: (it) => it.restrictionId ?? NONE,
    }),
    event: t.loadable({
      type: ConductEventRef,
      nullable: true,
      description: 'The loss of points; null where it is against a restriction.',
      load: (ids: string[], ctx) => conductEventsByIds(ctx.store.db, ids),
      resolve: (it) => it.eventId ?? NONE,
    }),
    institution: t.field({
      type: InstitutionRef,
      nullable: true,
      description: 'Whose manager decides; null: the city.',
      resolve: (it) => it.institutionId,
    }),
    text: t.exposeString('text', { description: 'What the person says.' }),
    state: t.field({ type: AppealStateEnum, description: 'How it stands.', resolve: (it) => it.state }),
    filedAt: t.expose('filedAt', { type: 'Instant', description: 'When it was filed.' }),
    decidedAt: t.expose('decidedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was decided; null before.',
    }),
    decision: t.exposeString('decision', { nullable: true, description: 'The reasons of the decision.' }),
    mayDecide: t.boolean({
      description: 'Whether the viewer decides it.',
      resolve: (it, _args, ctx) => decidesAppeal(ctx, it),
    }),
  }),
})

export const RestrictionConnectionRef = connectionRef<Restriction>(
  'Restriction',
  RestrictionRef,
  'latest first',
)
const AppealConnectionRef = connectionRef<Appeal>('Appeal', AppealRef, 'as the query says')

builder.queryFields((t) => ({
  restrictions: t.field({
    type: RestrictionConnectionRef,
    description: 'Restrictions imposed at an institution, or on the platform, latest first.',
    complexity: pageComplexity,
    args: {
      institutionId: t.arg.id({ required: false, description: 'Left out: those of the platform.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, { institutionId, ...args }, ctx) => findRestrictions(ctx, institutionId ?? null, args),
  }),
  appeals: t.field({
    type: AppealConnectionRef,
    description: 'Appeals: those to be decided longest waiting first, those decided latest first.',
    complexity: pageComplexity,
    args: {
      institutionId: t.arg.id({ required: false, description: 'Left out: all, for the city.' }),
      decided: t.arg.boolean({ required: false, description: 'Those that were decided; false unless told.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, { institutionId, decided, ...args }, ctx) =>
      findAppeals(ctx, { institutionId: institutionId ?? null, isOpen: decided !== true }, args),
  }),
}))

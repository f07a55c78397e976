/** Qualifications in the schema. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { qualificationStateOf, qualifiedPeople } from '../actions/standing.ts'
import { currentQualifications, type Qualification } from '../queries/qualifications.ts'
import { pageComplexity, QualificationStateEnum } from './words.ts'

export const QualificationRef = builder.objectRef<Qualification>('Qualification').implement({
  description: 'That a person can use an instrument on his own.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    instrument: t.field({
      type: InstrumentRef,
      description: 'For what.',
      resolve: (it) => it.instrumentId,
    }),
    person: t.field({ type: PersonRef, description: 'Whose.', resolve: (it) => it.personId }),
    state: t.field({
      type: QualificationStateEnum,
      description: 'How it stands at this moment.',
      resolve: (it, _args, ctx) => qualificationStateOf(ctx, it),
    }),
    grantedAt: t.expose('grantedAt', { type: 'Instant', description: 'When it was given.' }),
    grantedBy: t.field({ type: PersonRef, description: 'Who gave it.', resolve: (it) => it.grantedBy }),
    reason: t.string({
      nullable: true,
      description: 'Why it was given; null where a training was passed.',
      resolve: (it) => (it.enrolmentId === null ? it.reason : null),
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'Instant',
      nullable: true,
      description: 'The end of the last use since then; null before the first.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'Instant',
      nullable: true,
      description: 'The first moment at which it has lapsed; null: nothing makes it lapse.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When it was revoked or renewed; null: it was not.',
    }),
    endReason: t.exposeString('endReason', { nullable: true, description: 'Why it ended.' }),
  }),
})

/** Stands for nobody. */
const NOBODY = ''

builder.objectFields(InstrumentRef, (t) => ({
  myQualification: t.loadable({
    type: QualificationRef,
    nullable: true,
    description: 'What the viewer holds for it, lapsed or not; null when he holds none.',
    load: (ids: string[], ctx) => currentQualifications(ctx.store.db, ctx.viewer?.personId ?? NOBODY, ids),
    resolve: (it) => it.id,
  }),
}))

export const QualificationConnectionRef = connectionRef<Qualification>(
  'Qualification',
  QualificationRef,
  'latest grant first',
)

builder.queryFields((t) => ({
  qualifications: t.field({
    type: QualificationConnectionRef,
    description: 'Who is qualified for an instrument, latest grant first, for those who look after it.',
    complexity: pageComplexity,
    args: {
      instrumentId: t.arg.id({ description: 'Which instrument.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, { instrumentId, ...args }, ctx) => qualifiedPeople(ctx, instrumentId, args),
  }),
}))

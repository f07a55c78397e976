/** Lines of a reconciliation and their sums in the schema. */

import { ChargeRef } from '../../fees/graphql/charges.ts'
import { visibleCharges } from '../../fees/actions/charges.ts'
import { builder, enumValues, IntervalRef } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import type { Line, SideOfLine } from '../queries/lines.ts'
import type { LineTotal } from '../rules/resolutions.ts'

const OutcomeEnum = builder.enumType('ReconciliationOutcome', {
  description: 'What becomes of a line when both sides are laid beside each other.',
  values: enumValues([
    'matched',
    'time_differs',
    'amount_differs',
    'missing_here',
    'missing_there',
    'duplicate',
  ] as const),
})

const MatchedByEnum = builder.enumType('ReconciliationMatchedBy', {
  description: 'How two lines were found to belong together.',
  values: enumValues(['reference', 'time'] as const),
})

export const ResolutionEnum = builder.enumType('ReconciliationResolution', {
  description:
    'What was decided: ours is right; theirs is, and ours is to be adjusted; or it does not belong here.',
  values: enumValues(['ours', 'theirs', 'not_ours'] as const),
})

const SideRef = builder.objectRef<SideOfLine>('ReconciliationSideOfLine').implement({
  description: 'What one side says of a use.',
  fields: (t) => ({
    reference: t.exposeString('reference', { nullable: true, description: 'What it calls the use.' }),
    customer: t.exposeString('customer', { nullable: true, description: 'For whom it was.' }),
    span: t.field({ type: IntervalRef, description: 'When it was.', resolve: (it) => it.span }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'What it cost.' }),
  }),
})

export const LineRef = builder.objectRef<Line>('ReconciliationLine').implement({
  description: 'A line of either side, or one of both that belong together.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: (it) => `${it.runId}:${it.number}` }),
    number: t.exposeInt('number', { description: 'Counts from 1 in the order of time.' }),
    outcome: t.field({ type: OutcomeEnum, description: 'What became of it.', resolve: (it) => it.outcome }),
    matchedBy: t.field({
      type: MatchedByEnum,
      nullable: true,
      description: 'How the two were found; null where it stands alone.',
      resolve: (it) => it.matchedBy,
    }),
    assetNo: t.exposeString('instrument', { description: 'Asset number of the instrument.' }),
    instrument: t.field({
      type: InstrumentRef,
      nullable: true,
      description: 'The instrument; null where the platform knows none of this number.',
      resolve: (it) => it.instrumentId,
    }),
    ours: t.field({
      type: SideRef,
      nullable: true,
      description: 'What the platform says.',
      resolve: (it) => it.ours,
    }),
    theirRow: t.exposeInt('theirRow', { nullable: true, description: 'The row of the file.' }),
    theirs: t.field({
      type: SideRef,
      nullable: true,
      description: 'What the ledger of the institution says.',
      resolve: (it) => it.theirs,
    }),
    charge: t.loadable({
      type: ChargeRef,
      nullable: true,
      description: 'The charge: whether it is on a statement, and paid.',
      load: (ids: string[], ctx) => visibleCharges(ctx, ids),
      resolve: (it) => it.chargeId,
    }),
    resolution: t.field({
      type: ResolutionEnum,
      nullable: true,
      description: 'What was decided about the difference.',
      resolve: (it) => it.resolution,
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why.' }),
    resolvedBy: t.field({
      type: PersonRef,
      nullable: true,
      description: 'Who decided.',
      resolve: (it) => it.resolvedBy,
    }),
    resolvedAt: t.expose('resolvedAt', { type: 'Instant', nullable: true, description: 'When.' }),
  }),
})

export const LineConnectionRef = connectionRef<Line>('ReconciliationLine', LineRef, 'by time')

export const TotalRef = builder.objectRef<LineTotal>('ReconciliationTotal').implement({
  description: 'The sum of the lines of one outcome and decision. All of them together are both sides.',
  fields: (t) => ({
    outcome: t.field({ type: OutcomeEnum, description: 'Of which lines.', resolve: (it) => it.outcome }),
    resolution: t.field({
      type: ResolutionEnum,
      nullable: true,
      description: 'What was decided about them.',
      resolve: (it) => it.resolution,
    }),
    count: t.exposeInt('count', { description: 'How many lines.' }),
    oursFen: t.expose('oursFen', { type: 'Fen', description: 'What the platform says.' }),
    theirsFen: t.expose('theirsFen', { type: 'Fen', description: 'What the institution says.' }),
  }),
})

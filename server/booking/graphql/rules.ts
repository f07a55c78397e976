/** What counts for the viewer at an instrument, what is left of his quotas, and what was answered, in the schema. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import {
  CutOffRef,
  FormFieldRef,
  PriorityWindowRef,
  QuotaRef,
  SlotBlockRef,
} from '../../catalog/graphql/policy-layers.ts'
import { UserClassEnum } from '../../catalog/graphql/policy-words.ts'
import { ApprovalRuleEnum } from '../../catalog/graphql/words.ts'
import { builder, enumValues, IntervalRef } from '../../graphql/builder.ts'
import { DAY_MS, MINUTE_MS } from '../../kernel/interval.ts'
import { bookingQuotas } from '../actions/quotas.ts'
import { seesBooking } from '../actions/access.ts'
import { type RulesForViewer, rulesForViewer } from '../actions/rules-for-viewer.ts'
import { type AnsweredField, answersByBookingIds } from '../queries/answers.ts'
import type { PlacedQuota, QuotaStanding } from '../rules/quotas.ts'
import { BookingRef } from './booking.ts'

const QuotaLevelEnum = builder.enumType('QuotaLevel', {
  description:
    'Which place sets a quota, and over which instruments it counts: this one, all of the owner, or all.',
  values: enumValues(['instrument', 'institution', 'city'] as const),
})

const PlacedQuotaRef = builder.objectRef<PlacedQuota>('PlacedQuota').implement({
  description: 'A quota and the place that sets it.',
  fields: (t) => ({
    level: t.field({ type: QuotaLevelEnum, description: 'Which place.', resolve: (it) => it.level }),
    quota: t.field({ type: QuotaRef, description: 'The quota.', resolve: (it) => it }),
  }),
})

const QuotaStandingRef = builder.objectRef<QuotaStanding>('QuotaStanding').implement({
  description: 'What is left of a quota.',
  fields: (t) => ({
    level: t.field({ type: QuotaLevelEnum, description: 'Which place.', resolve: (it) => it.quota.level }),
    quota: t.field({ type: QuotaRef, description: 'The quota.', resolve: (it) => it.quota }),
    used: t.exposeInt('used', { description: 'Bookings or minutes that count already.' }),
    left: t.exposeInt('left', { description: 'Bookings or minutes that can still be had.' }),
    period: t.field({
      type: IntervalRef,
      nullable: true,
      description: 'In which period; null for all to come.',
      resolve: (it) => it.period,
    }),
  }),
})

const RulesForViewerRef = builder.objectRef<RulesForViewer>('BookingRules').implement({
  description:
    'What counts for the viewer when he books an instrument: the tightest of what is said above it and by it.',
  fields: (t) => ({
    userClass: t.field({
      type: UserClassEnum,
      nullable: true,
      description: 'As what he comes; null when nobody is signed in.',
      resolve: (it) => it.userClass,
    }),
    durationMinutesMin: t.float({
      description: 'Shortest booking.',
      resolve: (it) => it.policy.durationMsMin / MINUTE_MS,
    }),
    durationMinutesMax: t.float({
      description: 'Longest booking.',
      resolve: (it) => it.policy.durationMsMax / MINUTE_MS,
    }),
    noticeMinutesMin: t.float({
      description: 'How long before its start a booking must be made.',
      resolve: (it) => it.policy.noticeMsMin / MINUTE_MS,
    }),
    horizonDays: t.float({
      description: 'How far ahead one can book.',
      resolve: (it) => it.policy.horizonMs / DAY_MS,
    }),
    turnaroundMinutes: t.float({
      description: 'Time that stays blocked after each booking.',
      resolve: (it) => it.policy.turnaroundMs / MINUTE_MS,
    }),
    cancelNoticeMinutes: t.float({
      description: 'How long before its start a booking can be cancelled freely.',
      resolve: (it) => it.policy.cancelNoticeMs / MINUTE_MS,
    }),
    moveMinutesMin: t.float({
      description: 'How long before its start a booking can still be moved.',
      resolve: (it) => it.policy.moveMsMin / MINUTE_MS,
    }),
    cancelMinutesMin: t.float({
      description: 'How long before its start a booking can still be given up.',
      resolve: (it) => it.policy.cancelMsMin / MINUTE_MS,
    }),
  }),
})

builder.objectFields(RulesForViewerRef, (t) => ({
  cutOff: t.field({
    type: CutOffRef,
    nullable: true,
    description: 'Until when bookings of a day are made; null: until they start.',
    resolve: (it) => it.policy.cutOff,
  }),
  approval: t.field({
    type: ApprovalRuleEnum,
    description: 'Whether bookings wait for the keeper.',
    resolve: (it) => it.policy.approval,
  }),
  stepMinutes: t.float({ description: 'The default step.', resolve: (it) => it.grid.stepMs / MINUTE_MS }),
  alignMinutes: t.float({
    description: 'The default grid of starts.',
    resolve: (it) => it.grid.alignMs / MINUTE_MS,
  }),
  blocks: t.field({
    type: [SlotBlockRef],
    description: 'Hours with a grid of their own, in the order given.',
    // Read with the instrument, and seldom any.
    complexity: { field: 1, multiplier: 1 },
    resolve: (it) => [...it.grid.blocks],
  }),
  priorityWindows: t.field({
    type: [PriorityWindowRef],
    description: 'Hours that are kept for classes of users, in the order given.',
    complexity: { field: 1, multiplier: 1 },
    resolve: (it) => [...it.priorityWindows],
  }),
  quotas: t.field({
    type: [PlacedQuotaRef],
    description: 'Those that bind him: of the instrument, the owner, the city, in the order given.',
    resolve: (it) => [...it.quotas],
  }),
  form: t.field({
    type: [FormFieldRef],
    description: 'What is asked of him, in the order given.',
    resolve: (it) => [...it.form],
  }),
  mayOverride: t.exposeBoolean('mayOverride', {
    description: 'Whether he may set reasons aside, and book for others.',
  }),
}))

builder.objectFields(InstrumentRef, (t) => ({
  bookingRules: t.field({
    type: RulesForViewerRef,
    description: 'What counts for the viewer when he books it.',
    resolve: (it, _args, ctx) => rulesForViewer(ctx, it),
  }),
}))

builder.queryFields((t) => ({
  bookingQuotas: t.field({
    type: [QuotaStandingRef],
    description:
      'What is left of the quotas that bind the viewer, of the instrument, the owner, the city; none when nobody is signed in.',
    args: {
      instrumentId: t.arg.id({ description: 'At which instrument.' }),
      at: t.arg({ type: 'Instant', description: 'In the periods of this moment.' }),
    },
    resolve: async (_root, args, ctx) => [...(await bookingQuotas(ctx, args))],
  }),
}))

const AnsweredFieldRef = builder.objectRef<AnsweredField>('AnsweredField').implement({
  description: 'An answer to the form of an instrument, with the question as it was then.',
  fields: (t) => ({
    field: t.field({ type: FormFieldRef, description: 'The question.', resolve: (it) => it.field }),
    value: t.exposeString('value', { description: 'The answer; `true` or `false` for yes and no.' }),
  }),
})

/** Stands for a booking whose answers the viewer may not see: no booking has this id. */
const HIDDEN = ''

builder.objectFields(BookingRef, (t) => ({
  answers: t.loadableList({
    type: AnsweredFieldRef,
    description: 'What was answered to the form, in its order; empty unless the viewer may see it.',
    // Seldom any, and all of a page in one statement.
    complexity: { field: 1, multiplier: 1 },
    load: (ids: string[], ctx) => answersByBookingIds(ctx.store.db, ids),
    resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.id : HIDDEN),
  }),
}))

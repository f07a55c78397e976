/** Who sees names on calendars, in the schema. Maps arguments to one action. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { InstitutionRef } from '../../institutions/graphql/institution.ts'
import {
  type CalendarPrivacy,
  calendarPrivacy,
  setInstitutionPrivacy,
  setInstrumentPrivacy,
} from '../actions/privacy.ts'
import { institutionNames } from '../queries/privacy.ts'

const NamePolicyEnum = builder.enumType('NamePolicy', {
  description:
    'Who sees on a calendar who has booked, besides the person himself and the staff: NOBODY; COLLEAGUES, people of ' +
    'the institution that the person booked for; EVERYONE signed in, where that is no enterprise.',
  values: enumValues(['nobody', 'colleagues', 'everyone'] as const),
})

const CalendarPrivacyRef = builder.objectRef<CalendarPrivacy>('CalendarPrivacy').implement({
  description: 'Who sees names on the calendar of an instrument.',
  fields: (t) => ({
    names: t.field({
      type: NamePolicyEnum,
      description: 'What counts: the stricter of the two below.',
      resolve: (it) => it.names,
    }),
    own: t.field({
      type: NamePolicyEnum,
      nullable: true,
      description: 'What the instrument has set; null where it follows its institution.',
      resolve: (it) => it.own,
    }),
    institution: t.field({
      type: NamePolicyEnum,
      description: 'What its institution has set; NOBODY until it does.',
      resolve: (it) => it.institution,
    }),
  }),
})

builder.objectFields(InstrumentRef, (t) => ({
  calendarPrivacy: t.loadable({
    type: CalendarPrivacyRef,
    description: 'Who sees names on its calendar.',
    load: (ids: string[], ctx) => calendarPrivacy(ctx, ids),
    resolve: (it) => it.id,
  }),
}))

builder.objectFields(InstitutionRef, (t) => ({
  calendarNames: t.loadable({
    type: NamePolicyEnum,
    description: 'Who sees names on the calendars of its instruments; NOBODY until it says otherwise.',
    load: async (ids: string[], ctx) =>
      (await institutionNames(ctx.store.db, ids)).map((it) => it ?? ('nobody' as const)),
    resolve: (it) => it.id,
  }),
}))

const SetInstitutionPrivacyInput = builder.inputType('SetInstitutionPrivacyInput', {
  description: 'Who is to see names on the calendars of an institution.',
  fields: (t) => ({
    institutionId: t.id({ description: 'Which institution.' }),
    names: t.field({ type: NamePolicyEnum, description: 'Who sees names.' }),
  }),
})

const SetInstrumentPrivacyInput = builder.inputType('SetInstrumentPrivacyInput', {
  description: 'Who is to see names on the calendar of an instrument.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    names: t.field({
      type: NamePolicyEnum,
      required: false,
      description: 'No more than its institution allows; left out, the instrument follows it.',
    }),
  }),
})

builder.mutationFields((t) => ({
  setInstitutionPrivacy: t.field({
    type: InstitutionRef,
    description: 'Sets who sees names on the calendars of an institution.',
    args: { input: t.arg({ type: SetInstitutionPrivacyInput, description: 'Which, and who.' }) },
    errors: refusable('SetInstitutionPrivacyResult'),
    resolve: (_root, { input }, ctx) => setInstitutionPrivacy(ctx, input),
  }),
  setInstrumentPrivacy: t.field({
    type: InstrumentRef,
    description:
      'Sets who sees names on the calendar of one instrument; it may only be stricter than its institution.',
    args: { input: t.arg({ type: SetInstrumentPrivacyInput, description: 'Which, and who.' }) },
    errors: refusable('SetInstrumentPrivacyResult'),
    resolve: (_root, { input }, ctx) => setInstrumentPrivacy(ctx, { ...input, names: input.names ?? null }),
  }),
}))

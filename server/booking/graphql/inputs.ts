/** What several ways of booking take: answers to the form of an instrument, and setting reasons aside. */

import { builder } from '../../graphql/builder.ts'

export const OverrideInput = builder.inputType('OverrideInput', {
  description:
    'Sets aside the reasons that staff of the instrument may set aside; what was set aside is recorded.',
  fields: (t) => ({ reason: t.string({ description: 'Why; at most 500 characters.' }) }),
})

export const AnswerInput = builder.inputType('AnswerInput', {
  description: 'An answer to the form of an instrument.',
  fields: (t) => ({
    key: t.string({ description: 'Which field.' }),
    value: t.string({ description: 'The answer; `true` or `false` for yes and no.' }),
  }),
})

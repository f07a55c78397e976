/** The words in which places speak of booking, in the schema, for reading and for writing. */

import { builder, enumValues } from '../../graphql/builder.ts'

export const UserClassEnum = builder.enumType('UserClass', {
  description:
    "As what somebody comes to an instrument: STAFF keeps instruments of the owner, OWN belongs to the owner's " +
    'institution, ACADEMIC to another that is no firm, ENTERPRISE to a firm, INDIVIDUAL to none.',
  values: enumValues(['staff', 'own', 'academic', 'enterprise', 'individual'] as const),
})

export const QuotaMeasureEnum = builder.enumType('QuotaMeasure', {
  description:
    'FUTURE_BOOKINGS and FUTURE_MINUTES count what has not begun; BOOKINGS and MINUTES count in a period, missed ones ' +
    'too; GAP_MINUTES lie between two bookings of one person; ONE_AT_A_TIME forbids two instruments at once.',
  values: enumValues([
    'future_bookings',
    'future_minutes',
    'bookings',
    'minutes',
    'gap_minutes',
    'one_at_a_time',
  ] as const),
})

export const QuotaPeriodEnum = builder.enumType('QuotaPeriod', {
  description: 'A calendar period in the zone of the instrument; weeks begin on Monday.',
  values: enumValues(['day', 'week', 'month', 'year'] as const),
})

export const QuotaSubjectEnum = builder.enumType('QuotaSubject', {
  description: 'Whose bookings count together: those of one person, or of all people of one institution.',
  values: enumValues(['person', 'institution'] as const),
})

export const FieldKindEnum = builder.enumType('FieldKind', {
  description: 'What answers a field: a text, a number, one of its choices, or yes and no.',
  values: enumValues(['text', 'number', 'choice', 'yes_no'] as const),
})

/** Short names of the reasons that staff set aside, for the history of a booking. */

import type { ProblemCode } from '../gql/graphql.ts'
import type { Say } from './rule-sentences.ts'

const CODES = [
  'BOOKING_BEYOND_HORIZON',
  'BOOKING_CUT_OFF',
  'BOOKING_NOTICE_TOO_SHORT',
  'BOOKING_OFF_GRID',
  'BOOKING_OFF_STEP',
  'BOOKING_OUTSIDE_OPENING_HOURS',
  'BOOKING_TOO_LONG',
  'BOOKING_TOO_SHORT',
  'INSTITUTION_QUOTA_BOOKINGS',
  'INSTITUTION_QUOTA_FUTURE_BOOKINGS',
  'INSTITUTION_QUOTA_FUTURE_TIME',
  'INSTITUTION_QUOTA_TIME',
  'QUOTA_BOOKINGS',
  'QUOTA_FUTURE_BOOKINGS',
  'QUOTA_FUTURE_TIME',
  'QUOTA_GAP',
  'QUOTA_ONE_AT_A_TIME',
  'QUOTA_TIME',
] as const satisfies readonly ProblemCode[]

export function overriddenText(t: Say, codes: readonly ProblemCode[]): string {
  const names = codes.map((code) => {
    const known = CODES.find((it) => it === code)
    return known ? t(`override.codes.${known}`) : code
  })
  return t('override.recorded', { codes: names.join(t('rules.and')) })
}

/** Booking rules as a person sets them (hours where hours are meant), as the API wants them, and for the rule that judges. Pure. */

import type { BookingPolicy } from '../../server/catalog/rules/policy.ts'
import type { BookingPolicyInput } from '../gql/graphql.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export type PolicyValues = {
  durationMinutesMin: number | null
  durationHoursMax: number | null
  stepMinutes: number
  noticeHoursMin: number | null
  horizonDays: number | null
  turnaroundMinutes: number | null
  approval: BookingPolicyInput['approval']
  cancelNoticeHours: number | null
}

export function policyValuesOf(policy: BookingPolicyInput): PolicyValues {
  return {
    durationMinutesMin: policy.durationMinutesMin,
    durationHoursMax: policy.durationMinutesMax / 60,
    stepMinutes: policy.stepMinutes,
    noticeHoursMin: policy.noticeMinutesMin / 60,
    horizonDays: policy.horizonDays,
    turnaroundMinutes: policy.turnaroundMinutes,
    approval: policy.approval,
    cancelNoticeHours: policy.cancelNoticeMinutes / 60,
  }
}

function minutes(hours: number | null): number {
  return Math.round((hours ?? 0) * 60)
}

/** Nothing typed counts as zero, which the rule judges. */
export function policyInputOf(values: PolicyValues): BookingPolicyInput {
  return {
    durationMinutesMin: values.durationMinutesMin ?? 0,
    durationMinutesMax: minutes(values.durationHoursMax),
    stepMinutes: values.stepMinutes,
    noticeMinutesMin: minutes(values.noticeHoursMin),
    horizonDays: values.horizonDays ?? 0,
    turnaroundMinutes: values.turnaroundMinutes ?? 0,
    approval: values.approval,
    cancelNoticeMinutes: minutes(values.cancelNoticeHours),
  }
}

const APPROVAL = { NONE: 'none', PI: 'pi', KEEPER: 'keeper', BOTH: 'both' } as const

/** The same in milliseconds, for `policyProblems`. */
export function policyOf(input: BookingPolicyInput): BookingPolicy {
  return {
    durationMsMin: input.durationMinutesMin * MINUTE_MS,
    durationMsMax: input.durationMinutesMax * MINUTE_MS,
    stepMs: input.stepMinutes * MINUTE_MS,
    noticeMsMin: input.noticeMinutesMin * MINUTE_MS,
    horizonMs: input.horizonDays * DAY_MS,
    turnaroundMs: input.turnaroundMinutes * MINUTE_MS,
    approval: APPROVAL[input.approval],
    cancelNoticeMs: input.cancelNoticeMinutes * MINUTE_MS,
  }
}

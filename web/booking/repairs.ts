/** What can be done about a reason against a span: another length or start at once, another time, or asking somebody. */

import { isOverridable, PROBLEM_CODES } from '../../server/kernel/problem.ts'
import { type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'

/** The limits of an instrument's policy that a span can be brought into. */
export type Limits = {
  readonly durationMinutesMin: number
  readonly durationMinutesMax: number
  readonly stepMinutes: number
}

/** Reasons that another time of the same length would not have. */
const ELSEWHEN: readonly string[] = [
  'BOOKING_BEYOND_HORIZON',
  'BOOKING_CUT_OFF',
  'BOOKING_IN_PAST',
  'BOOKING_IN_TURNAROUND',
  'BOOKING_NOTICE_TOO_SHORT',
  'BOOKING_OUTSIDE_OPENING_HOURS',
  'BOOKING_OVERLAPS',
  'BOOKING_OVERLAPS_HOLD',
  'BOOKING_OVERLAPS_MAINTENANCE',
  'BOOKING_OVERLAPS_OFFER',
  'BOOKING_OVERLAPS_USE',
  'OPERATOR_BUSY',
]

/** Reasons that only the institution can do something about. */
const OFFICE: readonly string[] = [
  'INSTRUMENT_NOT_PUBLISHED',
  'INSTRUMENT_NOT_SHARED',
  'INSTRUMENT_OUT_OF_ORDER',
  'TARIFF_NOT_FOUND',
]

export function anotherTimeHelps(codes: readonly string[]): boolean {
  return codes.some((it) => ELSEWHEN.includes(it))
}

/** Reasons that go when one gives up or moves a booking that one has. */
export function ownBookingsHelp(code: string): boolean {
  return /^(INSTITUTION_)?QUOTA_/.test(code) || code === 'CLIENT_KEY_REUSED'
}

/** Reasons that staff of the instrument may set aside. */
export function staffHelp(code: string): boolean {
  const known = PROBLEM_CODES.find((it) => it === code)
  return known !== undefined && isOverridable(known)
}

export function officeHelps(code: string): boolean {
  return OFFICE.includes(code)
}

/** The span nearest to `span` without this reason, where length or start is all that is wrong; else undefined. */
export function repairedSpan(code: string, span: Interval, limits: Limits): Interval | undefined {
  const { startsAt, endsAt } = span
  const step = limits.stepMinutes * MINUTE_MS
  const lengthMs = Math.max(0, endsAt - startsAt)
  switch (code) {
    case 'BOOKING_TOO_SHORT':
    case 'BOOKING_SPAN_EMPTY':
      return { startsAt, endsAt: startsAt + limits.durationMinutesMin * MINUTE_MS }
    case 'BOOKING_TOO_LONG':
      return { startsAt, endsAt: startsAt + limits.durationMinutesMax * MINUTE_MS }
    case 'BOOKING_OFF_STEP':
      return { startsAt, endsAt: startsAt + Math.ceil(lengthMs / step) * step }
    case 'BOOKING_OFF_GRID': {
      const start = Math.round(startsAt / step) * step
      return { startsAt: start, endsAt: start + lengthMs }
    }
    default:
      return undefined
  }
}

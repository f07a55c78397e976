/** How much of an instrument, or of all instruments of a place, one person or one institution may take. */

import type { UserClass } from '../../institutions/rules.ts'
import { type LocalTime, minutesOfDay } from '../../kernel/calendar.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** `future…` count what has not begun; `bookings` and `minutes` count in a period; `gap` lies between two bookings of one person. */
export const QUOTA_MEASURES = [
  'future_bookings',
  'future_minutes',
  'bookings',
  'minutes',
  'gap_minutes',
  'one_at_a_time',
] as const
export type QuotaMeasure = (typeof QUOTA_MEASURES)[number]

/** Calendar periods in the zone of the instrument; weeks begin on Monday. */
export const QUOTA_PERIODS = ['day', 'week', 'month', 'year'] as const
export type QuotaPeriod = (typeof QUOTA_PERIODS)[number]

export const QUOTA_SUBJECTS = ['person', 'institution'] as const
export type QuotaSubject = (typeof QUOTA_SUBJECTS)[number]

/** Hours of each day; an end at or before the start is on the next day. */
export type DailyHours = { readonly startsAt: LocalTime; readonly endsAt: LocalTime }

/** A quota counts over the place that sets it: one instrument, all of an institution, or all of the city. */
export type Quota = {
  readonly measure: QuotaMeasure
  readonly per: QuotaSubject
  /** For `bookings` and `minutes`; else null. */
  readonly period: QuotaPeriod | null
  /** Bookings or minutes; 1 for `one_at_a_time`. */
  readonly limit: number
  /** Minutes count within these hours only; null: at any hour. */
  readonly enforced: DailyHours | null
  /** Whom it binds; empty: everybody but the owner's staff. */
  readonly userClasses: readonly UserClass[]
}

export const QUOTAS_MAX = 20
const COUNT_MAX = 1_000
const MINUTES_MAX = 366 * 1_440
const GAP_MINUTES_MAX = 90 * 1_440

/** Whether a quota binds a class. */
export function binds({ userClasses }: Pick<Quota, 'userClasses'>, userClass: UserClass): boolean {
  return userClasses.length === 0 ? userClass !== 'staff' : userClasses.includes(userClass)
}

/** Every reason why these cannot be quotas; empty when they can. */
export function quotaDefinitionProblems(quotas: readonly Quota[]): readonly Problem[] {
  if (quotas.length > QUOTAS_MAX) return [problem('INPUT_INVALID', [], { field: 'quotas' })]
  return quotas.flatMap((it, i) => {
    const wrong = {
      period: isPeriodic(it.measure) !== (it.period !== null),
      limit: !(Number.isSafeInteger(it.limit) && it.limit >= 1 && it.limit <= limitMax(it.measure)),
      enforced: it.enforced !== null && !(it.measure === 'minutes' && isDailyHours(it.enforced)),
      per: it.per === 'institution' && (it.measure === 'gap_minutes' || it.measure === 'one_at_a_time'),
      userClasses: new Set(it.userClasses).size !== it.userClasses.length,
    }
    return Object.entries(wrong)
      .filter(([, isWrong]) => isWrong)
      .map(([field]) => problem('INPUT_INVALID', [], { field: `quotas[${i}].${field}` }))
  })
}

export function isPeriodic(measure: QuotaMeasure): boolean {
  return measure === 'bookings' || measure === 'minutes'
}

function limitMax(measure: QuotaMeasure): number {
  if (measure === 'one_at_a_time') return 1
  if (measure === 'gap_minutes') return GAP_MINUTES_MAX
  return measure === 'minutes' || measure === 'future_minutes' ? MINUTES_MAX : COUNT_MAX
}

export function isDailyHours({ startsAt, endsAt }: DailyHours): boolean {
  const from = minutesOfDay(startsAt)
  const to = minutesOfDay(endsAt)
  return from !== undefined && to !== undefined && from < 1_440 && from !== to
}

/** Hours of the week that an instrument keeps for classes of users, until so long before they begin. */

import {
  isLocalDate,
  type LocalDate,
  type LocalTime,
  minutesOfDay,
  type Weekday,
} from '../../kernel/calendar.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { UserClass } from '../../institutions/rules.ts'

export type PriorityWindow = {
  /** On which it begins. */
  readonly weekdays: readonly Weekday[]
  readonly startsAt: LocalTime
  /** At or before the start: on the next day. */
  readonly endsAt: LocalTime
  /** For whom; where windows meet, for all whom one of them names. */
  readonly userClasses: readonly UserClass[]
  /** So many hours before it begins it is open to all; null: never. */
  readonly releaseHours: number | null
  /** The first and the last day on which it begins; null: any. */
  readonly firstDay: LocalDate | null
  readonly lastDay: LocalDate | null
}

export const PRIORITY_WINDOWS_MAX = 30
/** As far as anybody books ahead. */
const RELEASE_HOURS_MAX = 366 * 24
const DAY_MINUTES = 1_440

/** Every window that cannot be like this; empty when all can. */
export function priorityWindowProblems(windows: readonly PriorityWindow[]): readonly Problem[] {
  if (windows.length > PRIORITY_WINDOWS_MAX) {
    return [problem('INPUT_INVALID', [], { field: 'priorityWindows' })]
  }
  return windows.flatMap((it, i) =>
    isWindow(it) ? [] : [problem('INPUT_INVALID', [], { field: `priorityWindows[${i}]` })],
  )
}

function isWindow(it: PriorityWindow): boolean {
  const from = minutesOfDay(it.startsAt)
  const to = minutesOfDay(it.endsAt)
  const days = [it.firstDay, it.lastDay].filter((day) => day !== null)
  const { releaseHours } = it
  return (
    from !== undefined &&
    from < DAY_MINUTES &&
    to !== undefined &&
    it.weekdays.length > 0 &&
    it.weekdays.every((day) => Number.isSafeInteger(day) && day >= 1 && day <= 7) &&
    it.userClasses.length > 0 &&
    (releaseHours === null ||
      (Number.isSafeInteger(releaseHours) && releaseHours >= 0 && releaseHours <= RELEASE_HOURS_MAX)) &&
    days.every(isLocalDate) &&
    (it.firstDay === null || it.lastDay === null || it.firstDay <= it.lastDay)
  )
}

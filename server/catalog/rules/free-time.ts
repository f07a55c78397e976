/** Which timetables are open for a whole span: judged once for each distinct timetable, not for each instrument. */

import { contains, DAY_MS, type Interval } from '../../kernel/interval.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { type CalendarDay, openIntervals, type OpeningException, type OpeningHours } from './opening.ts'

export const FREE_DAYS_MAX = 31

/** A weekly timetable in a zone, without the day from which it counts. */
export type Schedule = Omit<OpeningHours, 'validFrom'> & { readonly key: string; readonly timeZone: string }

/** Every reason why one cannot ask what is free during `span`; empty when one can. */
export function freeDuringProblems(span: Interval): readonly Problem[] {
  const isAskable = span.startsAt < span.endsAt && span.endsAt - span.startsAt <= FREE_DAYS_MAX * DAY_MS
  return isAskable ? [] : [problem('FREE_DURING_INVALID', [], { days: FREE_DAYS_MAX })]
}

export type ScheduleFacts = {
  readonly schedules: readonly Schedule[]
  readonly days: readonly CalendarDay[]
  /** The days from which timetables count that are compared, ascending. */
  readonly from: readonly LocalDate[]
}

/**
 * Those of `paths` that are open during the whole of `span`. A path is what one instrument goes through: for each day
 * of `from` the key of the timetable that counts then, joined by `/`; an empty key is none. Behind `!` follow its
 * exceptions, each `date=windows`, joined by `;`.
 */
export function openPaths(
  paths: readonly string[],
  { schedules, days, from }: ScheduleFacts,
  span: Interval,
): readonly string[] {
  const byKey = new Map(schedules.map((it) => [it.key, it]))
  return paths.filter((path) => {
    const [keys = '', texts = ''] = path.split('!')
    const passed = keys.split('/').map((key) => byKey.get(key))
    const timeZone = passed.find((it) => it !== undefined)?.timeZone
    if (timeZone === undefined) return false
    const hours = passed.flatMap((schedule, i) => {
      const validFrom = from[i]
      return schedule && validFrom !== undefined ? [{ ...schedule, validFrom }] : []
    })
    return openIntervals({ timeZone, hours, days, exceptions: exceptionsOf(texts) }, span).some((it) =>
      contains(it, span),
    )
  })
}

function exceptionsOf(texts: string): readonly OpeningException[] {
  if (texts === '') return []
  return texts.split(';').map((text) => {
    const [date = '', windows = '[]'] = text.split('=')
    return { date, windows: JSON.parse(windows), note: '' }
  })
}

/** The path of an instrument whose timetable does not change. */
export function steadyPath(key: string, from: readonly LocalDate[]): string {
  return from.map(() => key).join('/')
}

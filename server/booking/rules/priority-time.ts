/** Time that is kept for other classes of users than somebody's own, as it stands at a moment. */

import type { PriorityWindow } from '../../catalog/rules/priority-windows.ts'
import type { UserClass } from '../../institutions/rules.ts'
import {
  addDays,
  dateOf,
  datesDuring,
  endInstantOf,
  instantOf,
  minutesOfDay,
  timeOf,
  weekdayOf,
} from '../../kernel/calendar.ts'
import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  type Interval,
  intersectIntervals,
  mergeIntervals,
  overlaps,
  subtractIntervals,
} from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

type Clock = { readonly now: Instant; readonly timeZone: string }

/** What an instrument keeps, and as what somebody comes to it; null: nobody knows, so he is named by none. */
export type PriorityTerms = {
  readonly priorityWindows: readonly PriorityWindow[]
  readonly userClass: UserClass | null
}

/** Time that is kept, for whom, and from when on everybody may book it; null: never. */
export type ReservedTime = Interval & {
  readonly userClasses: readonly UserClass[]
  readonly opensAt: Instant | null
}

/** The time in `during` that somebody may not book yet; ascending, disjoint. */
export function reservedFrom(
  { priorityWindows, userClass }: PriorityTerms,
  during: Interval,
  clock: Clock,
): readonly Interval[] {
  if (priorityWindows.length === 0) return []
  const kept = keptTime(priorityWindows, during, clock)
  // Its own staff sees to it that time is kept, and is kept out by none.
  if (userClass === 'staff') return []
  const isHis = (it: ReservedTime) => userClass !== null && it.userClasses.includes(userClass)
  const others = kept.filter((it) => !isHis(it))
  return intersectIntervals(subtractIntervals(mergeIntervals(others), kept.filter(isHis)), [during])
}

/** The same in parts, each with those who may book it and when all may. */
export function reservedParts(terms: PriorityTerms, during: Interval, clock: Clock): readonly ReservedTime[] {
  const reserved = reservedFrom(terms, during, clock)
  if (reserved.length === 0) return []
  const kept = keptTime(terms.priorityWindows, during, clock)
  const edges = new Set(kept.flatMap((it) => [it.startsAt, it.endsAt]))
  return reserved.flatMap((span) => {
    const cuts = [...edges].filter((it) => span.startsAt < it && it < span.endsAt).toSorted((a, b) => a - b)
    return [span.startsAt, ...cuts].map((startsAt, i) => {
      const part = { startsAt, endsAt: cuts[i] ?? span.endsAt }
      const over = kept.filter((it) => overlaps(it, part))
      const opens = over.map((it) => it.opensAt)
      return {
        ...part,
        userClasses: [...new Set(over.flatMap((it) => it.userClasses))],
        opensAt: opens.includes(null) ? null : Math.max(...opens.filter((it) => it !== null)),
      }
    })
  })
}

/** Whether a span reaches into time that is kept for others: one reason, for all that it reaches into. */
export function priorityProblems(span: Interval, terms: PriorityTerms, clock: Clock): readonly Problem[] {
  const parts = reservedParts(terms, span, clock)
  if (parts.length === 0) return []
  const classes = [...new Set(parts.flatMap((it) => it.userClasses))]
  const opens = parts.map((it) => it.opensAt)
  const last = opens.includes(null) ? null : Math.max(...opens.filter((it) => it !== null))
  const at = last === null ? '' : `${dateOf(last, clock.timeZone)} ${timeOf(last, clock.timeZone)}`
  return [
    problem('BOOKING_PRIORITY_WINDOW', [], {
      whoZh: classes.map((it) => CLASS_WORDS[it].zh).join('、'),
      whoEn: classes.map((it) => CLASS_WORDS[it].en).join(', '),
      untilZh: last === null ? '' : `，${at} 起对所有人开放`,
      untilEn: last === null ? '' : `, and open to all from ${at} on`,
    }),
  ]
}

const CLASS_WORDS: Readonly<Record<UserClass, { readonly zh: string; readonly en: string }>> = {
  staff: { zh: '机组人员', en: 'its staff' },
  own: { zh: '本单位人员', en: 'people of its institution' },
  academic: { zh: '高校院所等', en: 'scientific institutions' },
  enterprise: { zh: '企业', en: 'enterprises' },
  individual: { zh: '个人', en: 'individuals' },
}

/** The windows as they lie in time, without those that are open to all by now. */
function keptTime(
  windows: readonly PriorityWindow[],
  during: Interval,
  { now, timeZone }: Clock,
): readonly ReservedTime[] {
  // What begins the day before may reach over midnight.
  const days = datesDuring({ startsAt: during.startsAt - DAY_MS, endsAt: during.endsAt }, timeZone)
  return windows.flatMap((window) =>
    days.flatMap((date): ReservedTime[] => {
      if (!beginsOn(date, window)) return []
      const startsAt = instantOf(date, window.startsAt, timeZone)
      const endsAt = endInstantOf(isOverMidnight(window) ? addDays(date, 1) : date, window.endsAt, timeZone)
      const opensAt = window.releaseHours === null ? null : startsAt - window.releaseHours * HOUR_MS
      const isKept = (opensAt === null || now < opensAt) && startsAt < endsAt
      const span = { startsAt, endsAt, userClasses: window.userClasses, opensAt }
      return isKept && overlaps(span, during) ? [span] : []
    }),
  )
}

function beginsOn(date: string, { weekdays, firstDay, lastDay }: PriorityWindow): boolean {
  return (
    weekdays.includes(weekdayOf(date)) &&
    (firstDay === null || firstDay <= date) &&
    (lastDay === null || date <= lastDay)
  )
}

function isOverMidnight({ startsAt, endsAt }: PriorityWindow): boolean {
  return (minutesOfDay(endsAt) ?? 0) <= (minutesOfDay(startsAt) ?? 0)
}

/** 找时间: how long, when and for whom, as it stands in the URL, and as a span of Beijing time. */

import { chosen, dayOf, oneOf, textOf } from '../data/search.ts'

const WHENS = ['today', 'next', 'dates'] as const
const WEEKDAYS = { work: [1, 2, 3, 4, 5], rest: [6, 7] } as const
const HOURS = {
  day: { startsAt: '09:00', endsAt: '17:00' },
  morning: { startsAt: '08:00', endsAt: '12:00' },
  afternoon: { startsAt: '12:00', endsAt: '18:00' },
  night: { startsAt: '18:00', endsAt: '08:00' },
} as const
/** The wishes that can be chosen. */
export const DAY_WISHES = ['work', 'rest'] as const
export const HOUR_WISHES = ['day', 'morning', 'afternoon', 'night'] as const
const MINE = ['only'] as const
const ORDERS = ['price'] as const
const DAY_MS = 86_400_000
/** Monday 1970-01-05, from which weeks are counted. */
const MONDAY_MS = 4 * DAY_MS
const MINUTES_MAX = 14 * 1_440
const DAYS_MAX = 14

export type FindSearch = {
  /** Minutes; absent: no time is looked for. */
  readonly find?: string
  /** Absent: the rest of this week. */
  readonly when?: (typeof WHENS)[number]
  /** First and last day, where `when` is `dates`. */
  readonly since?: string
  readonly until?: string
  /** Only on these days of the week. */
  readonly days?: (typeof DAY_WISHES)[number]
  /** Only within these hours. */
  readonly hours?: (typeof HOUR_WISHES)[number]
  /** Only where the viewer may book. */
  readonly mine?: 'only'
  /** Absent: the earliest first. */
  readonly order?: 'price'
}

/** What is said beside the length counts only with a length. */
export function findSearch(search: Readonly<Record<string, unknown>>): FindSearch {
  const text = textOf(search, 'find')
  const minutes = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (minutes < 5 || minutes > MINUTES_MAX) return {}
  const [since, until] = [dayOf(search, 'since'), dayOf(search, 'until')]
  const isRange =
    since !== undefined && until !== undefined && since <= until && daysBetween(since, until) < DAYS_MAX
  const when = oneOf(search, 'when', WHENS)
  return chosen({
    find: String(minutes),
    when: when === 'dates' && !isRange ? undefined : when,
    ...(when === 'dates' && isRange ? { since, until } : {}),
    days: oneOf(search, 'days', DAY_WISHES),
    hours: oneOf(search, 'hours', HOUR_WISHES),
    mine: oneOf(search, 'mine', MINE),
    order: oneOf(search, 'order', ORDERS),
  })
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS
}

function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The first and the last day to look at; `today` is the day in Beijing. */
export function findDays({ when, since, until }: FindSearch, today: string): readonly [string, string] {
  if (when === 'today') return [today, today]
  if (when === 'dates' && since && until) return [since, until]
  const monday = later(today, 7 - (((Date.parse(today) - MONDAY_MS) / DAY_MS) % 7))
  return when === 'next' ? [monday, later(monday, 6)] : [today, later(monday, -1)]
}

/** The wishes as the API takes them. */
export function findWishes({ days, hours }: FindSearch) {
  return {
    weekdays: days === undefined ? null : [...WEEKDAYS[days]],
    hours: hours === undefined ? null : HOURS[hours],
  }
}

/** What is said of the hours beside their name. */
export function hoursText(hours: (typeof HOUR_WISHES)[number]): string {
  const { startsAt, endsAt } = HOURS[hours]
  return `${startsAt}–${endsAt}`
}

/** From the beginning of the first day to the end of the last, in Beijing, which has had one offset since 1991. */
export function findSpan(search: FindSearch, today: string) {
  const [first, last] = findDays(search, today)
  return { startsAt: `${first}T00:00:00+08:00`, endsAt: `${later(last, 1)}T00:00:00+08:00` }
}

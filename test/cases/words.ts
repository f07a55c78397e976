/** How the cases write times, spans and weekdays. */

import { z } from 'zod'
import { DEFAULT_ZONE, instantOf, type Weekday } from '../../server/kernel/calendar.ts'
import type { Instant, Interval } from '../../server/kernel/interval.ts'

/** A day for cases that give a time of day only. */
const ANY_DAY = '2026-03-02'

export const Zone = z.string().default(DEFAULT_ZONE)
export const Span = z.object({ start: z.string(), end: z.string() })

/** `10:00`, `2026-03-02T10:00` on the wall of a zone, or `2026-03-02T10:00:30Z`. */
export function moment(text: string, zone: string = DEFAULT_ZONE): Instant {
  if (text.endsWith('Z')) return Date.parse(text)
  const [date, time] = text.includes('T') ? text.split('T') : [ANY_DAY, text]
  const [, clock = '', seconds = '0'] = /^(\d{2}:\d{2})(?::(\d{2}))?/.exec(time ?? '') ?? []
  return instantOf(date ?? '', clock, zone) + Number(seconds) * 1_000
}

export function span({ start, end }: z.infer<typeof Span>, zone: string = DEFAULT_ZONE): Interval {
  return { startsAt: moment(start, zone), endsAt: moment(end, zone) }
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `sat`, a range as `mon-sun`, or a list of these. */
export function weekdays(text: string | readonly string[]): readonly Weekday[] {
  if (typeof text !== 'string') return text.flatMap((it) => weekdays(it))
  const [from, to] = text.split('-')
  const first = DAYS.indexOf(from ?? '')
  const last = to === undefined ? first : DAYS.indexOf(to)
  return DAYS.flatMap((_, i) => (i >= first && i <= last ? [i + 1] : []))
}

/** Which days a period means today, and how a figure changed against the period before. */

import { addDays, instantOf } from '../../server/kernel/calendar.ts'
import { percentText } from '../design/format.ts'
import type { StatisticsSearch } from './statistics-search.ts'

/** First and last day, both included. */
export type Days = readonly [first: string, last: string]

/** The days of the chosen period; all that are not one's own end today. */
export function periodDays({ period, from, to }: StatisticsSearch, today: string): Days {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  if (period === 'custom' && from !== undefined && to !== undefined) return [from, to]
  if (period === 'year') return [`${year}-01-01`, today]
  if (period === 'month') return [`${today.slice(0, 8)}01`, today]
  if (period === 'quarter') {
    const first = month - ((month - 1) % 3)
    return [`${year}-${String(first).padStart(2, '0')}-01`, today]
  }
  // 29 February has no day a year ago: the 28th stands for it.
  const yearAgo = `${year - 1}${today.slice(4)}`.replace('-02-29', '-02-28')
  return [addDays(yearAgo, 1), today]
}

/** The same days for the API, from the first midnight to the one after the last day. */
export function periodInput([first, last]: Days, zone: string) {
  return {
    startsAt: new Date(instantOf(first, '00:00', zone)).toISOString(),
    endsAt: new Date(instantOf(last, '24:00', zone)).toISOString(),
  }
}

/** How a figure changed; `trend` is for those who read by colour, the sign in `text` for everybody. */
export type Change = { readonly text: string; readonly trend: 'up' | 'down' | 'same' }

function signed(value: number, text: string): Change {
  if (value === 0) return { text, trend: 'same' }
  return value > 0 ? { text: `+${text}`, trend: 'up' } : { text: `−${text}`, trend: 'down' }
}

/** Whether the period before can be compared with: one with less than a tenth is the begin of the records. */
export function isComparable(now: number, before: number): boolean {
  return before > 0 && before * 10 >= now
}

/** Change of an amount, relative; undefined when there was too little to compare with. */
export function relativeChange(now: number, before: number): Change | undefined {
  if (!isComparable(now, before)) return undefined
  const ratio = Math.round(((now - before) / before) * 1000) / 1000
  return signed(ratio, percentText(Math.abs(ratio)))
}

/** Change of a ratio, in percentage points; `hasBefore` is false when the period before is empty. */
export function pointChange(now: number, before: number, hasBefore: boolean): Change | undefined {
  if (!hasBefore) return undefined
  const points = Math.round((now - before) * 1000) / 10
  return signed(points, Math.abs(points).toFixed(1))
}

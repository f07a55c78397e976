/** Times as a field of date and time holds them: wall-clock in the instrument's zone. Pure. */

import { instantOf, isLocalDate, minutesOfDay } from '../../server/kernel/calendar.ts'
import { wallTime } from '../design/format.ts'

/** `2026-01-05T09:30`. */
export function wallInput(instant: string | number, zone: string): string {
  const { date, time } = wallTime(instant, zone)
  return `${date}T${time}`
}

/** The moment of a field; undefined while it is not filled in. */
export function instantOfInput(text: string, zone: string): string | undefined {
  const [date = '', time = ''] = text.split('T')
  const minute = time.slice(0, 5)
  if (!isLocalDate(date) || minutesOfDay(minute) === undefined) return undefined
  return new Date(instantOf(date, minute, zone)).toISOString()
}

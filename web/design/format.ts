/**
 * How figures, amounts and times are written: `¥1,234.50`, `12.5 h`, `2026-11-23 周一 14:00–16:00`.
 *
 * Times are always written in the instrument's zone, never the browser's. Formatters are made once.
 */

import { languageNow } from '../i18n/i18n.ts'

export const ZONE = 'Asia/Shanghai'

const AMOUNT = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const DECIMAL = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const TENTHS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const WEEKDAYS = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

/** An amount in fen as `¥1,234.50`; negative ones with a minus sign before the mark. */
export function moneyText(fen: number): string {
  return `${fen < 0 ? '−' : ''}¥${AMOUNT.format(Math.abs(fen) / 100)}`
}

/** A whole number with thousands separators. */
export function countText(value: number): string {
  return WHOLE.format(value)
}

/** Hours with at most one decimal, `1,234.5`; the unit is the caller's. */
export function hoursText(hours: number): string {
  return DECIMAL.format(hours)
}

/** Hours with one decimal always, `1,234.0`, for columns of figures. */
export function hoursFigure(hours: number): string {
  return TENTHS.format(hours)
}

/** A ratio as a percentage with one decimal, `64.3 %`. */
export function percentText(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The wall clock of a zone, made once per zone. */
function clock(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(zone, made)
  return made
}

/** The day `YYYY-MM-DD` and time `HH:MM` of a moment on the wall in a zone. */
export function wallTime(
  instant: string | number | Date,
  zone: string = ZONE,
): { date: string; time: string } {
  const parts: Record<string, string> = {}
  for (const { type, value } of clock(zone).formatToParts(new Date(instant))) parts[type] = value
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
  }
}

/** 周一 … 周日, or Mon … Sun, of a day `YYYY-MM-DD`. */
export function weekdayText(date: string): string {
  return WEEKDAYS[languageNow()][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''
}

/** 周一 … 周日, or Mon … Sun, of a weekday from 1 to 7. */
export function weekdayName(weekday: number): string {
  return WEEKDAYS[languageNow()][weekday % 7] ?? ''
}

/** `2026-11-23 周一`. */
export function dateText(instant: string | number | Date, zone: string = ZONE): string {
  const { date } = wallTime(instant, zone)
  return `${date} ${weekdayText(date)}`
}

/** `2026-11-23 周一 14:00`. */
export function momentText(instant: string | number | Date, zone: string = ZONE): string {
  return `${dateText(instant, zone)} ${wallTime(instant, zone).time}`
}

/** `2026-11-23 周一 14:00–16:00`; with both days when they differ, and `24:00` for an end at midnight. */
export function spanText(startsAt: string | number, endsAt: string | number, zone: string = ZONE): string {
  const last = wallTime(new Date(endsAt).getTime() - 1, zone).date
  const to = wallTime(endsAt, zone)
  const until = to.date === last ? to.time : '24:00'
  const from = momentText(startsAt, zone)
  return from.startsWith(last) ? `${from}–${until}` : `${from} – ${last} ${weekdayText(last)} ${until}`
}

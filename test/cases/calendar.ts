/** Cases about time on the wall: what is closed, what is inside a window, what a clock change does. */

import { z } from 'zod'
import { openIntervals } from '../../server/catalog/rules/opening.ts'
import { rateChunks } from '../../server/fees/rules/rate-windows.ts'
import { billableMinutes, priceLines, totalOf } from '../../server/fees/rules/pricing.ts'
import { clip, durationMs, MINUTE_MS, unionMs } from '../../server/kernel/interval.ts'
import { ratesOf, TimedRates, timedWindows } from './money-words.ts'
import type { Adapters } from './report.ts'
import { moment, Span, span, weekdays, Zone } from './words.ts'

const ClipInput = z.object({
  report_start: z.string(),
  report_end: z.string(),
  downtime: z.object({ start: z.string(), end: z.string().nullable() }),
})

function clipToWindow(input: unknown) {
  const { report_start, report_end, downtime } = ClipInput.parse(input)
  const inside = clip(
    { startsAt: moment(downtime.start), endsAt: downtime.end === null ? Infinity : moment(downtime.end) },
    span({ start: report_start, end: report_end }),
  )
  return { seconds: inside ? durationMs(inside) / 1000 : 0 }
}

const OffInput = Span.extend({
  tz: Zone,
  off: z.object({
    weekends: z.boolean().default(false),
    daily: z.tuple([z.string(), z.string()]).optional(),
  }),
})

function offHours(input: unknown) {
  const it = OffInput.parse(input)
  const { daily, weekends } = it.off
  const windows = [
    ...(daily
      ? weekdays('mon-sun').map((weekday) => ({ weekday, opensAt: daily[0], closesAt: daily[1] }))
      : []),
    ...(weekends
      ? weekdays('sat-sun').map((weekday) => ({ weekday, opensAt: '00:00', closesAt: '24:00' }))
      : []),
  ]
  const hours = [{ validFrom: '0001-01-01', windows, closedOnHolidays: false }]
  const off = openIntervals({ timeZone: it.tz, hours, days: [] }, span(it, it.tz))
  return { off_minutes: unionMs(off) / MINUTE_MS }
}

const ClockInput = Span.extend({ tz: Zone, base_rate_per_hour: z.number(), timed_rates: TimedRates })

function clockChange(input: unknown) {
  const it = ClockInput.parse(input)
  const rates = ratesOf({ rate_per_hour: it.base_rate_per_hour, rateWindows: timedWindows(it.timed_rates) })
  const wanted = span(it, it.tz)
  const parts = rateChunks(wanted, rates.rateWindows, it.tz).flatMap((chunk) => chunk.parts)
  return {
    minutes: billableMinutes(wanted),
    chunk_minutes: parts
      .toSorted((a, b) => a.startsAt - b.startsAt)
      .map((part) => durationMs(part) / MINUTE_MS),
    total_fen: totalOf(priceLines(rates, wanted, it.tz)),
  }
}

export const CALENDAR_ADAPTERS: Adapters = {
  clip_to_window: clipToWindow,
  off_hours_deduction: offHours,
  dst: clockChange,
}

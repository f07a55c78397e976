/** Cases about bookings that repeat. */

import { z } from 'zod'
import { expandRecurrence } from '../../server/booking/rules/recurrence.ts'
import { plannedSeries, settledSeries } from '../../server/booking/rules/series.ts'
import { problem } from '../../server/kernel/problem.ts'
import type { Adapters } from './report.ts'
import { Span, span, Zone } from './words.ts'

/** How the cases name what repeats, as parts of a rule. */
const FREQUENCIES: Readonly<Record<string, string>> = {
  daily: 'FREQ=DAILY',
  daily_weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  daily_weekends: 'FREQ=WEEKLY;BYDAY=SA,SU',
  weekends: 'FREQ=WEEKLY;BYDAY=SA,SU',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
}

const List = z.union([z.array(z.string()), z.string().transform((text) => text.split(','))])

const RepeatInput = Span.extend({
  tz: Zone,
  frequency: z.string().optional(),
  rrule: z.string().optional(),
  interval: z.number().optional(),
  count: z.number().optional(),
  until: z.string().optional(),
  byday: List.optional(),
  days: List.optional(),
  bymonthday: z.union([z.number(), z.array(z.number())]).optional(),
  exdates: z.array(z.string()).default([]),
})

type Repeat = z.infer<typeof RepeatInput>

function ruleOf(it: Repeat): string {
  const days = it.byday ?? it.days
  const part = (name: string, value: { toString(): string } | undefined) =>
    value === undefined ? [] : [`${name}=${value.toString()}`]
  return [
    it.rrule ?? FREQUENCIES[it.frequency ?? ''] ?? it.frequency,
    ...part('INTERVAL', it.interval),
    ...part('COUNT', it.count),
    ...part('UNTIL', it.until?.replaceAll(/[-:]/g, '').replace(/^(\d{8}T\d{4})(Z?)$/, '$100$2')),
    ...part(
      'BYDAY',
      days
        ?.map((day) =>
          day
            .trim()
            .toUpperCase()
            .replace(/([A-Z]{2})[A-Z]+$/, '$1'),
        )
        .join(','),
    ),
    ...part('BYMONTHDAY', it.bymonthday),
  ].join(';')
}

const TogetherInput = z.object({
  instances: z.number(),
  conflicting: z.number(),
  skip_conflicts: z.boolean().default(false),
})

function recurrence(input: unknown) {
  const together = TogetherInput.safeParse(input)
  if (together.success) {
    const { instances, conflicting, skip_conflicts } = together.data
    const judged = Array.from({ length: instances }, (_, i) => ({
      problems: i < conflicting ? [problem('BOOKING_OVERLAPS')] : [],
    }))
    const { made, refused } = settledSeries(judged, skip_conflicts)
    return { created: made.length, rejected: refused.length }
  }
  const it = RepeatInput.parse(input)
  const wish = { ...span(it, it.tz), rrule: ruleOf(it), timeZone: it.tz }
  const exdates = it.exdates.map((text) => text.slice(0, 10))
  const { planned } = plannedSeries({ ...wish, exdates, overrides: [] })
  const kept = planned.filter((occurrence) => !occurrence.isExcluded)
  const text = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z')
  return {
    count: kept.length,
    utc_starts: kept.map((occurrence) => text(occurrence.startsAt)),
    utc_ends: kept.map((occurrence) => text(occurrence.endsAt)),
    dates: kept.map((occurrence) => occurrence.date),
    valid: expandRecurrence(wish).problems.length === 0,
  }
}

export const RECURRENCE_ADAPTERS: Adapters = { recurrence }

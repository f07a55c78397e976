/** Cases about quotas and the grid of slots. */

import { z } from 'zod'
import { slotPartAt } from '../../server/catalog/rules/slots.ts'
import type { Quota } from '../../server/catalog/rules/quota.ts'
import { type CountedBooking, quotaProblems } from '../../server/booking/rules/quotas.ts'
import { minutesOfDay } from '../../server/kernel/calendar.ts'
import { HOUR_MS, type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import type { Adapters } from './report.ts'
import { moment, span, Zone } from './words.ts'

const Pair = z.tuple([z.string(), z.string()])

const QuotaInput = z.object({
  tz: Zone,
  max_future: z.number().optional(),
  existing_future: z.number().default(0),
  max_per_day: z.number().optional(),
  existing_today: z.array(z.object({ missed: z.boolean().default(false) })).default([]),
  max_per_week: z.number().optional(),
  existing_this_week: z.array(z.object({ missed: z.boolean().default(false) })).default([]),
  min_gap_minutes: z.number().optional(),
  gap_minutes: z.number().default(0),
  max_future_minutes: z.number().optional(),
  existing_minutes: z.number().default(0),
  new_minutes: z.number().default(60),
  limit_hours: z.number().optional(),
  limit_count: z.number().optional(),
  per: z.enum(['day', 'week', 'month', 'year']).default('day'),
  enforced: Pair.optional(),
  existing: z.array(Pair).default([]),
  existing_count: z.number().default(0),
  new: Pair.optional(),
})

type QuotaCase = z.infer<typeof QuotaInput>

/** The quotas that a case gives, each in the words of the rule. */
function quotasOf(it: QuotaCase): readonly Quota[] {
  const one = { per: 'person', period: null, enforced: null, userClasses: [] } as const
  const [from, to] = it.enforced ?? []
  const enforced = from === undefined || to === undefined ? null : { startsAt: from, endsAt: to }
  const quotas: readonly (Omit<Quota, 'limit'> & { limit: number | undefined })[] = [
    { ...one, measure: 'future_bookings', limit: it.max_future },
    { ...one, measure: 'future_minutes', limit: it.max_future_minutes },
    { ...one, measure: 'gap_minutes', limit: it.min_gap_minutes },
    { ...one, measure: 'bookings', period: 'day', limit: it.max_per_day },
    { ...one, measure: 'bookings', period: 'week', limit: it.max_per_week },
    { ...one, measure: 'bookings', period: it.per, limit: it.limit_count },
    {
      ...one,
      measure: 'minutes',
      period: it.per,
      enforced,
      limit: it.limit_hours === undefined ? undefined : (it.limit_hours * HOUR_MS) / MINUTE_MS,
    },
  ]
  return quotas.flatMap(({ limit, ...rest }) => (limit === undefined ? [] : [{ ...rest, limit }]))
}

/** What is booked already: as given, or as many of one length as the case counts. */
function bookedOf(it: QuotaCase): readonly CountedBooking[] {
  const noon = moment('12:00', it.tz)
  const lasting = (minutes: number): Interval => ({ startsAt: noon, endsAt: noon + minutes * MINUTE_MS })
  const times = (count: number) => Array.from({ length: count }, () => lasting(1))
  const missed = [...it.existing_today, ...it.existing_this_week].map((each) => each.missed)
  const spans = [
    ...it.existing.map(([start, end]) => span({ start, end }, it.tz)),
    ...times(it.existing_future + it.existing_count + missed.length),
    ...(it.existing_minutes > 0 ? [lasting(it.existing_minutes)] : []),
    ...(it.min_gap_minutes === undefined ? [] : [lasting(1)]),
  ]
  const place = { instrumentId: 'i', institutionId: 'o' }
  return spans.map((each, i) => ({
    ...each,
    ...place,
    id: String(i),
    state: missed.some(Boolean) ? 'missed' : 'confirmed',
  }))
}

function quota(input: unknown) {
  const it = QuotaInput.parse(input)
  const booked = bookedOf(it)
  const after = (booked.at(-1)?.endsAt ?? moment('12:00', it.tz)) + it.gap_minutes * MINUTE_MS
  const wanted = it.new
    ? span({ start: it.new[0], end: it.new[1] }, it.tz)
    : { startsAt: after, endsAt: after + it.new_minutes * MINUTE_MS }
  const quotas = quotasOf(it).map((each) => ({ ...each, level: 'instrument' as const }))
  const facts = { now: 0, timeZone: it.tz, instrumentId: 'i', institutionId: 'o' }
  const problems = quotaProblems(wanted, quotas, { ...facts, booked: { person: booked, institution: [] } })
  return { allowed: problems.length === 0, problem_count: problems.length }
}

const Grid = z.object({ interval_s: z.number(), align_s: z.number() })
const BlockInput = z.object({
  date: z.string(),
  default: Grid,
  blocks: z.array(
    Grid.extend({
      start: z.string(),
      end: z.string(),
      date: z.string().optional(),
      first_day: z.string().optional(),
      last_day: z.string().optional(),
    }),
  ),
  time: z.string(),
})

const SECOND_MS = 1_000

function timeBlock(input: unknown) {
  const it = BlockInput.parse(input)
  const grid = {
    stepMs: it.default.interval_s * SECOND_MS,
    alignMs: it.default.align_s * SECOND_MS,
    blocks: it.blocks.map((block) => ({
      firstDay: block.first_day ?? block.date ?? null,
      lastDay: block.last_day ?? block.date ?? null,
      startsAt: block.start,
      endsAt: block.end,
      stepMinutes: (block.interval_s * SECOND_MS) / MINUTE_MS,
      alignMinutes: (block.align_s * SECOND_MS) / MINUTE_MS,
    })),
  }
  const part = slotPartAt(it.date, minutesOfDay(it.time) ?? 0, grid)
  return {
    block_start: clock(part.fromMinute),
    block_end: clock(part.toMinute),
    interval_s: part.stepMs / SECOND_MS,
    align_s: part.alignMs / SECOND_MS,
  }
}

function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

export const POLICY_ADAPTERS: Adapters = { quota, time_block: timeBlock }

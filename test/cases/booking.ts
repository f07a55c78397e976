/** Cases about whether time may be booked. */

import { z } from 'zod'
import { DEFAULT_POLICY } from '../../server/catalog/rules/policy.ts'
import {
  endsNextDay,
  openIntervals,
  openingProblems,
  type OpeningWindow,
} from '../../server/catalog/rules/opening.ts'
import {
  type BookingFacts,
  bookingProblems,
  durationProblems,
  examinedSpan,
  leadProblems,
  takenProblems,
} from '../../server/booking/rules/booking-problems.ts'
import { maintenanceProblems } from '../../server/booking/rules/maintenance.ts'
import { blockedSpan, freedTime, type TakenTime } from '../../server/booking/rules/taken-time.ts'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS, unionMs } from '../../server/kernel/interval.ts'
import type { Adapters } from './report.ts'
import { family, shareUnits, sharing } from './topology.ts'
import { Span, span, weekdays, Zone } from './words.ts'

const Actor = z.enum(['user', 'staff', 'admin']).default('user')

/** An instrument that is always open and asks for nothing, so that only the case decides. */
const FREE_POLICY = {
  ...DEFAULT_POLICY,
  durationMsMin: 0,
  durationMsMax: Infinity,
  stepMs: MINUTE_MS,
  horizonMs: Infinity,
}
const INSTRUMENT = {
  institutionId: 'owner',
  state: 'approved',
  shareMode: 'external',
  runStatus: 'normal',
  timeZone: 'Asia/Shanghai',
  policy: FREE_POLICY,
} as const

function facts(wanted: Interval, own: Partial<BookingFacts>): BookingFacts {
  return {
    now: -Infinity,
    instrument: INSTRUMENT,
    customerInstitutionId: null,
    isStaff: false,
    open: [examinedSpan(wanted)],
    taken: [],
    ...own,
  }
}

function taken(it: Interval, kind: TakenTime['kind'] = 'booking', turnaroundMs = 0): TakenTime {
  return { ...it, id: kind, kind, blockedUntil: blockedSpan(it, turnaroundMs).endsAt }
}

/** States of the cases that hold time; what lies in a cart is no booking. */
const HOLDING = ['booked']

const Existing = Span.extend({
  instrument: z.string(),
  status: z.string(),
  type: z.string().optional(),
  actual_end: z.string().optional(),
})
const OverlapInput = z.union([
  z.object({
    tz: Zone,
    shared_schedule: z.array(z.array(z.string())).default([]),
    existing: z.array(Existing),
    new: Span.extend({ instrument: z.string(), actor: Actor }),
  }),
  z.object({ tz: Zone, slot_start: z.string(), length_minutes: z.number(), busy: z.array(Span) }),
])

function overlap(input: unknown) {
  const it = OverlapInput.parse(input)
  if ('busy' in it) {
    const startsAt = span({ start: it.slot_start, end: it.slot_start }).startsAt
    const slot = { startsAt, endsAt: startsAt + it.length_minutes * MINUTE_MS }
    return {
      conflict:
        takenProblems(
          slot,
          it.busy.map((busy) => taken(span(busy))),
          0,
        ).length > 0,
    }
  }
  const topology = sharing(it.shared_schedule)
  const blocking = it.existing.filter(
    (other) => shareUnits(other.instrument, it.new.instrument, topology) && HOLDING.includes(other.status),
  )
  // Whoever finishes early gives the rest back.
  const held = blocking.map((other) =>
    taken(
      span({ ...other, end: other.actual_end ?? other.end }, it.tz),
      other.type === undefined ? 'booking' : 'maintenance',
    ),
  )
  const wanted = span(it.new, it.tz)
  const isStaff = it.new.actor !== 'user'
  return { conflict: bookingProblems(wanted, facts(wanted, { taken: held, isStaff })).length > 0 }
}

const CapacityInput = z.object({ tz: Zone, capacity: z.number(), existing: z.array(Span), new: Span })

function capacity(input: unknown) {
  const it = CapacityInput.parse(input)
  const wanted = span(it.new, it.tz)
  const held = it.existing.map((other, i) => ({ ...taken(span(other, it.tz)), id: `${i}` }))
  const own = { taken: held, capacity: it.capacity }
  return { allowed: bookingProblems(wanted, facts(wanted, own)).length === 0 }
}

const HierarchyInput = z.object({
  relation: z.enum(['same', 'parent', 'child', 'sibling', 'grandparent', 'grandchild', 'unrelated']),
  same_time: z.boolean(),
})

/** The new booking is for `own`; the other is there already. */
function overlapHierarchy(input: unknown) {
  const { relation, same_time } = HierarchyInput.parse(input)
  const topology = family({
    grandparent: null,
    parent: 'grandparent',
    own: 'parent',
    sibling: 'parent',
    child: 'own',
    grandchild: 'child',
    unrelated: null,
  })
  const other = relation === 'same' ? 'own' : relation
  const hour = { startsAt: 0, endsAt: HOUR_MS }
  const before = same_time ? hour : { startsAt: -HOUR_MS, endsAt: 0 }
  const held = shareUnits(other, 'own', topology) ? [taken(before)] : []
  return { conflict: bookingProblems(hour, facts(hour, { taken: held })).length > 0 }
}

const BufferInput = z.object({ buffer_minutes: z.number(), actor: Actor, existing: z.array(Span), new: Span })

function buffer(input: unknown) {
  const it = BufferInput.parse(input)
  const turnaroundMs = it.buffer_minutes * MINUTE_MS
  const wanted = span(it.new)
  const own = {
    isStaff: it.actor !== 'user',
    instrument: { ...INSTRUMENT, policy: { ...FREE_POLICY, turnaroundMs } },
    taken: it.existing.map((other) => taken(span(other), 'booking', turnaroundMs)),
  }
  return { conflict: bookingProblems(wanted, facts(wanted, own)).length > 0 }
}

const DurationInput = z.object({
  duration_minutes: z.number(),
  min_minutes: z.number().default(0),
  max_minutes: z.number().default(Infinity),
  interval_minutes: z.number().default(1),
})

function durationLimit(input: unknown) {
  const it = DurationInput.parse(input)
  const problems = durationProblems(it.duration_minutes * MINUTE_MS, {
    durationMsMin: it.min_minutes * MINUTE_MS,
    durationMsMax: it.max_minutes * MINUTE_MS,
    stepMs: it.interval_minutes * MINUTE_MS,
  })
  return { allowed: problems.length === 0, problem_count: problems.length }
}

const NoticeInput = z.object({
  cutoff_hours: z.number().default(0),
  horizon_days: z.number().default(Infinity),
  starts_in_hours: z.number().default(0),
  starts_in_days: z.number().default(0),
  actor: Actor,
})

function notice(input: unknown) {
  const it = NoticeInput.parse(input)
  const startsAt = it.starts_in_hours * HOUR_MS + it.starts_in_days * DAY_MS
  const wanted = { startsAt, endsAt: startsAt }
  const policy = { noticeMsMin: it.cutoff_hours * HOUR_MS, horizonMs: it.horizon_days * DAY_MS }
  // Staff are bound by neither, as in bookingProblems.
  return { allowed: it.actor !== 'user' || leadProblems(wanted, policy, 0).length === 0 }
}

const MaintenanceInput = z.union([
  z.object({ tz: Zone, outage: Span, booking: Span }),
  z.object({ tz: Zone, outage: Span, existing_booking: Span }),
])

function maintenance(input: unknown) {
  const it = MaintenanceInput.parse(input)
  const outage = span(it.outage, it.tz)
  if ('existing_booking' in it) {
    const held = [taken(span(it.existing_booking, it.tz))]
    return { allowed: maintenanceProblems(outage, held, outage.startsAt).length === 0 }
  }
  const wanted = span(it.booking, it.tz)
  const held = [taken(outage, 'maintenance')]
  return { conflict: bookingProblems(wanted, facts(wanted, { taken: held })).length > 0 }
}

const Window = z.object({ days: z.string().default('mon-sun'), start: z.string(), end: z.string() })

function windows({ days, start, end }: z.infer<typeof Window>): readonly OpeningWindow[] {
  return weekdays(days).map((weekday) => ({ weekday, opensAt: start, closesAt: end }))
}

const OpeningInput = z.object({ tz: Zone, opening_hours: z.array(Window), booking: Span, actor: Actor })

function openingHours(input: unknown) {
  const it = OpeningInput.parse(input)
  const wanted = span(it.booking, it.tz)
  const hours = [
    { validFrom: '0001-01-01', windows: it.opening_hours.flatMap(windows), closedOnHolidays: false },
  ]
  const open = openIntervals({ timeZone: it.tz, hours, days: [] }, wanted)
  const own = { open, isStaff: it.actor !== 'user' }
  return { allowed: bookingProblems(wanted, facts(wanted, own)).length === 0 }
}

const ScheduleInput = z.object({ existing: Window.optional(), new: Window })

function scheduleRule(input: unknown) {
  const it = ScheduleInput.parse(input)
  const codes = (list: readonly OpeningWindow[]) => openingProblems(list).map((problem) => problem.code)
  return {
    conflict: codes([...(it.existing ? windows(it.existing) : []), ...windows(it.new)]).includes(
      'OPENING_WINDOWS_OVERLAP',
    ),
    // A rule of these cases is about one day: what goes on after midnight is another rule.
    valid: !codes(windows(it.new)).includes('OPENING_WINDOW_INVALID') && !windows(it.new).some(endsNextDay),
  }
}

const FreedInput = z.object({ before: Span, after: Span.nullable().default(null) })

function freed(input: unknown) {
  const it = FreedInput.parse(input)
  const [first] = freedTime(span(it.before), it.after && span(it.after))
  const texts = [it.before.start, it.before.end, ...(it.after ? [it.after.start, it.after.end] : [])]
  const textOf = (instant: number) =>
    texts.find((text) => span({ start: text, end: text }).startsAt === instant)
  return {
    freed: first
      ? { start: textOf(first.startsAt), end: textOf(first.endsAt), minutes: unionMs([first]) / MINUTE_MS }
      : null,
  }
}

export const BOOKING_ADAPTERS: Adapters = {
  overlap,
  overlap_hierarchy: overlapHierarchy,
  capacity,
  buffer,
  duration_limit: durationLimit,
  notice,
  maintenance,
  opening_hours: openingHours,
  schedule_rule: scheduleRule,
  freed_time: freed,
}

/**
 * The earliest time of a length on each of many instruments. What is open, when all lanes are taken and what counts for
 * the customer is decided by the same rules as everywhere; here they are only asked of all instruments at once.
 */

import type { InstrumentForm } from '../../catalog/rules/instrument.ts'
import type { BookingPolicy } from '../../catalog/rules/policy.ts'
import type { InstrumentLayer, PolicyLayer } from '../../catalog/rules/policy-layers.ts'
import { type CalendarDay, openIntervals } from '../../catalog/rules/opening.ts'
import type { UserClass } from '../../institutions/rules.ts'
import { DAY_MS, type Instant, type Interval, intersectIntervals } from '../../kernel/interval.ts'
import { type BookableInstrument, durationProblems } from './booking-problems.ts'
import {
  type Fit,
  firstFit,
  type FlatSpans,
  flatSpans,
  midnightsAround,
  NEVER,
  spansReaching,
} from './first-fit.ts'
import { shortestMs } from './free-time.ts'
import { ALL_SEATS, fullTime, type Seats } from './lanes.ts'
import { overtimeEnd } from './overtime.ts'
import { reservedFrom } from './priority-time.ts'
import { firstOpenDay } from './slots.ts'
import { startGrids } from './start-grids.ts'
import { type Terms, termsOf } from './terms.ts'
import type { Timetable } from './timetable.ts'
import { type Attendance, attendedOpen, besidesHeld, flatWithout, type HeldUnits } from './viewer-time.ts'
import { type Wishes, wishedTime } from './wished-time.ts'

/** So long may be looked ahead at once. */
export const SLOTS_MS_MAX = 14 * DAY_MS

/** The time that is taken on one unit; new arrays take their place when that changes. */
export type Unit = {
  readonly id: string
  /** With turnarounds. */
  spans: FlatSpans
  /** Without; the same array where there is none. */
  busy: FlatSpans
}

/** What an instrument itself says of booking; the same object for all that say the same. */
export type SlotRules = {
  readonly institutionId: string
  readonly timeZone: string
  readonly policy: BookingPolicy
  readonly layer: InstrumentLayer
}

/** An instrument as far as the search for time is concerned. */
export type SlotInstrument = Omit<BookableInstrument, 'grid'> &
  Pick<InstrumentForm, 'categoryCode' | 'nameZh'> & {
    readonly id: string
    readonly district: string
    readonly rules: SlotRules
    /** One of them is taken. */
    readonly lanes: readonly Unit[]
    /** All of them are taken. */
    readonly parts: readonly Unit[]
    /** Without special days; the same object for all that have the same. */
    readonly timetable: Omit<Timetable, 'days' | 'instrumentId'>
  }

/** Somebody who stays beyond his time: the units that he still holds by his turnaround, and until when. */
export type Stay = { readonly id: string; readonly held: ReadonlyMap<string, Instant> }

/** What the places above instruments say of booking, by place. */
export type PlaceLayers = {
  readonly city: PolicyLayer
  readonly ofInstitution: (institutionId: string) => PolicyLayer
}

export type SlotQuestion = {
  readonly now: Instant
  readonly during: Interval
  /** Null: as short as the instrument allows. */
  readonly lengthMs: number | null
  readonly wishes: Wishes
  /** Holidays and make-up workdays around the span. */
  readonly days: readonly CalendarDay[]
  /** Who stays beyond his time, for each unit where anybody may. */
  readonly stays: ReadonlyMap<string, readonly Stay[]>
  /** What is held for the customer's group, which he may take. */
  readonly held: HeldUnits
  /** Those without whom he cannot have an instrument; undefined where he can. */
  readonly attendanceAt: (instrument: SlotInstrument) => Attendance | undefined
  /** What counts for the customer. */
  readonly termsAt: (rules: SlotRules) => Terms
  /** Where he may book at any notice. */
  readonly hasNoLeads: (institutionId: string) => boolean
}

/** What counts for the customer by the layers of all places; worked out once for all that say the same. */
export function slotTerms(
  { city, ofInstitution }: PlaceLayers,
  userClassAt: (institutionId: string) => UserClass | null,
): SlotQuestion['termsAt'] {
  return once(({ institutionId, policy, layer }: SlotRules) => {
    const layers = { city, institution: ofInstitution(institutionId), instrument: layer }
    return termsOf(policy, layers, userClassAt(institutionId))
  })
}

/** Answers the question for one instrument after another; what they share is worked out once. */
export type EarliestStart = (instrument: SlotInstrument, from?: Instant) => Interval | undefined

/** The earliest span, from `from` on, that the calendar of an instrument has room for; undefined when there is none. */
export function earliestStart(question: SlotQuestion): EarliestStart {
  const { during, days, stays, held, wishes } = question
  const wishedOf = once((zone: string) => ({ time: wishedTime(wishes, during, zone) }))
  const openOf = once((it: SlotInstrument['timetable']) => {
    const open = openIntervals({ ...it, days }, during)
    const { time } = wishedOf(it.timeZone)
    return flatSpans(time ? intersectIntervals(open, time) : open)
  })
  const reservedOf = once((rules: SlotRules) => {
    const spans = reservedFrom(question.termsAt(rules), during, {
      now: question.now,
      timeZone: rules.timeZone,
    })
    const without = once((it: SlotInstrument['timetable']) => flatWithout(openOf(it), spans))
    return spans.length > 0 ? without : openOf
  })
  const openFor = ({ rules, timetable }: SlotInstrument) =>
    rules.layer.priorityWindows.length > 0 ? reservedOf(rules)(timetable) : openOf(timetable)
  const midnightsOf = once((zone: string) => midnightsAround(during, zone))
  const fitsOf = once((rules: SlotRules) => fitsOfRules(question, rules, midnightsOf(rules.timeZone)))
  return (instrument, from = 0) => {
    const fits = fitsOf(instrument.rules)
    if (fits.length === 0) return undefined
    const opens = attendedOpen(openFor(instrument), question.attendanceAt(instrument))
    const seen = besidesHeld(instrument, held)
    const full = plainSpans(seen, stays) ?? fullSpans(seen, question)
    let best: Interval | undefined
    for (const fit of fits) {
      const later = from > fit.from ? { ...fit, from } : fit
      for (const open of opens) {
        const startsAt = firstFit(open, full, later)
        if (startsAt === NEVER || (best && best.startsAt <= startsAt)) continue
        best = { startsAt, endsAt: startsAt + fit.lengthMs }
      }
    }
    return best
  }
}

/** Where a booking may lie by the terms alone, for each grid of the day; none where they allow none of the length. */
function fitsOfRules(
  { now, during, lengthMs, termsAt, hasNoLeads }: SlotQuestion,
  rules: SlotRules,
  midnights: Float64Array,
): readonly Fit[] {
  const { timeZone, institutionId } = rules
  const { policy, grid } = termsAt(rules)
  const isFree = hasNoLeads(institutionId)
  const notice = isFree ? now : now + policy.noticeMsMin
  const opens = isFree ? now : firstOpenDay(policy.cutOff, { now, timeZone })
  const from = Math.max(during.startsAt, now, notice, opens)
  const until = Math.min(during.endsAt, isFree ? NEVER : now + policy.horizonMs)
  const { turnaroundMs } = policy
  return startGrids(grid, midnights, timeZone).flatMap(({ stepMs, grid: starts }) => {
    const length = lengthMs ?? shortestMs(policy, stepMs)
    if (durationProblems(length, { ...policy, stepMs }).length > 0) return []
    return [{ from, until, lengthMs: length, turnaroundMs, grid: starts }]
  })
}

/** Works out what belongs to a key once; instruments with the same rules or hours share the same object. */
function once<K, T>(work: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = work(key)
    known.set(key, made)
    return made
  }
}

/** What counts as taken on a unit: where no turnaround is asked for, those of others do not count either. */
function spansOf(unit: Unit, { policy }: SlotInstrument): FlatSpans {
  return policy.turnaroundMs > 0 ? unit.spans : unit.busy
}

/** With one lane and no parts, what is full is what is taken on it; undefined where it takes more to say. */
function plainSpans(instrument: SlotInstrument, stays: SlotQuestion['stays']): FlatSpans | undefined {
  const { lanes, parts } = instrument
  const [only] = lanes
  if (lanes.length > 1 || parts.length > 0 || !only) return undefined
  return stays.size > 0 && stays.has(only.id) ? undefined : spansOf(only, instrument)
}

/** When no lane is left, or a part is taken. */
function fullSpans(instrument: SlotInstrument, { during, stays, now }: SlotQuestion): FlatSpans {
  const { lanes, parts, policy } = instrument
  const reach = { startsAt: during.startsAt, endsAt: during.endsAt + policy.turnaroundMs }
  const spans = (unit: Unit) => spansReaching(spansOf(unit, instrument), reach)
  const soon = overtimeEnd(now, policy.stepMs)
  const taken: Seats[] = [
    ...lanes.flatMap(spans),
    ...parts.flatMap((it) => spans(it).map((span) => ({ ...span, seats: ALL_SEATS }))),
    ...(stays.size > 0 ? staying(instrument, stays).map((it) => ({ ...it, endsAt: soon })) : []),
  ]
  return flatSpans(fullTime(taken, lanes.length))
}

/** From when on those who stay beyond their time take what, where their turnaround does not take it already. */
function staying(
  { lanes, parts, policy }: SlotInstrument,
  stays: SlotQuestion['stays'],
): readonly { readonly startsAt: Instant; readonly seats: number }[] {
  const ofUnits = (units: readonly Unit[]) => units.flatMap((it) => stays.get(it.id) ?? [])
  const onParts = new Set(ofUnits(parts))
  const all = new Set([...ofUnits(lanes), ...onParts])
  return [...all].map((it) => {
    if (onParts.has(it)) return { startsAt: 0, seats: ALL_SEATS }
    const held = lanes.flatMap((unit) => it.held.get(unit.id) ?? [])
    // Whoever stays has one lane; nobody knows which, where he holds none any more.
    const startsAt = policy.turnaroundMs > 0 ? Math.min(...held, Number.MAX_SAFE_INTEGER) : 0
    return { startsAt: held.length > 0 ? startsAt : 0, seats: Math.max(1, held.length) }
  })
}

/**
 * What use amounts to inside one local day: union first, clip second, sum third.
 * F2 effective time and F6 external time of one instrument, and its split over the hours of the day.
 */

import { type LocalDate, dayInterval, timeOf } from '../../kernel/calendar.ts'
import {
  clipAll,
  DAY_MS,
  durationMs,
  HOUR_MS,
  type Interval,
  MINUTE_MS,
  unionMs,
} from '../../kernel/interval.ts'
import { mergeIntervals } from '../../kernel/interval.ts'
import { countsAsUse, type UsageKind } from '../../usage/rules/sessions.ts'

/** One session on an instrument, of a use that is over. */
export type UsageSpan = Interval & {
  readonly kind: UsageKind
  /** Whether the use began with it: it counts as a booking then. */
  readonly isFirst: boolean
  readonly isExternal: boolean
  readonly sampleCount: number
}

/** Sums of one instrument; a use counts as a booking, and a session with its samples, in the moment when it starts. */
export type Measures = {
  /** F2: time in use, each millisecond once however many records cover it. */
  readonly effectiveMs: number
  /** F6: the part of it in which somebody from outside the owner's legal entity used the instrument. */
  readonly externalMs: number
  readonly bookingCount: number
  readonly sampleCount: number
}

export const NO_USE: Measures = { effectiveMs: 0, externalMs: 0, bookingCount: 0, sampleCount: 0 }

/** A local day, or the part of it inside a period. */
export type DayPart = { readonly date: LocalDate; readonly span: Interval }

/** What one instrument did on the day, or in the month or year, that starts on `startsOn`. */
export type UsageFacts = Measures & {
  readonly startsOn: LocalDate
  /** Effective time by local hour: 24 numbers for a day, or 168 by hour of the week, Monday 0 h first. */
  readonly hoursMs: readonly number[]
}

export const HOURS_PER_DAY = 24

/**
 * What the sessions on one instrument amount to inside `part`; they may overlap and reach beyond it. Upkeep (保养维修) is
 * no effective time and serves nobody.
 */
export function dayFacts(sessions: readonly UsageSpan[], { date, span }: DayPart, zone: string): UsageFacts {
  const records = sessions.filter((it) => countsAsUse(it.kind))
  const used = clipAll(mergeIntervals(records), span)
  const started = records.filter((it) => span.startsAt <= it.startsAt && it.startsAt < span.endsAt)
  return {
    startsOn: date,
    effectiveMs: unionMs(used),
    externalMs: unionMs(
      clipAll(
        records.filter((it) => it.isExternal),
        span,
      ),
    ),
    bookingCount: started.filter((it) => it.isFirst).length,
    sampleCount: started.reduce((sum, it) => sum + it.sampleCount, 0),
    hoursMs: hoursOfDay(used, date, zone),
  }
}

export function addMeasures(a: Measures, b: Measures): Measures {
  return {
    effectiveMs: a.effectiveMs + b.effectiveMs,
    externalMs: a.externalMs + b.externalMs,
    bookingCount: a.bookingCount + b.bookingCount,
    sampleCount: a.sampleCount + b.sampleCount,
  }
}

/** How much of `spans` (disjoint, ascending) lies in each of the 24 local hours of a day. */
export function hoursOfDay(spans: readonly Interval[], date: LocalDate, zone: string): readonly number[] {
  const sums = Array.from({ length: HOURS_PER_DAY }, () => 0)
  let first = 0
  for (const { hour, startsAt, endsAt } of hourSpans(date, zone)) {
    while ((spans[first]?.endsAt ?? Infinity) <= startsAt) first += 1
    for (let i = first; i < spans.length; i += 1) {
      const span = spans[i]
      if (!span || span.startsAt >= endsAt) break
      sums[hour] = (sums[hour] ?? 0) + Math.min(span.endsAt, endsAt) - Math.max(span.startsAt, startsAt)
    }
  }
  return sums
}

type HourSpan = Interval & { readonly hour: number }

/** Clocks change on a multiple of this. */
const CLOCK_STEP_MS = 15 * MINUTE_MS

/** The hours of a local day as its clock shows them, ascending: one that is skipped is missing, one that is repeated comes twice. */
function hourSpans(date: LocalDate, zone: string): readonly HourSpan[] {
  const day = dayInterval(date, zone)
  const step = durationMs(day) === DAY_MS ? HOUR_MS : CLOCK_STEP_MS
  const isPlain = step === HOUR_MS
  const spans: HourSpan[] = []
  for (let startsAt = day.startsAt; startsAt < day.endsAt; startsAt += step) {
    const hour = isPlain ? spans.length : Number(timeOf(startsAt, zone).slice(0, 2))
    spans.push({ hour, startsAt, endsAt: Math.min(startsAt + step, day.endsAt) })
  }
  return spans
}

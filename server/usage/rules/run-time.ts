/**
 * When an instrument ran, by its power: what is above a threshold, with short gaps closed and short peaks left out; and
 * how that compares with what was recorded.
 */

import {
  clipAll,
  DAY_MS,
  durationMs,
  type Instant,
  type Interval,
  intersectIntervals,
  mergeIntervals,
  MINUTE_MS,
  subtractIntervals,
} from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** A gap no longer than this is no stop. */
export const MERGE_GAP_MS = 5 * MINUTE_MS
/** What is shorter than this is no run. */
export const RUN_MS_MIN = 2 * MINUTE_MS
/** Time without a record that is no longer than this goes unmentioned: people come and go. */
export const UNRECORDED_MS_MIN = 10 * MINUTE_MS
const INTERVAL_MS_MAX = DAY_MS
/** A reading says nothing of a time later than this. */
const READING_MS_MAX = 15 * MINUTE_MS

export type Reading = { readonly at: Instant; readonly watts: number }

/** The time above the threshold: each reading holds until the next, for a quarter of an hour at most; the last holds for none. */
export function intervalsAbove(readings: readonly Reading[], thresholdWatts: number): readonly Interval[] {
  const spans = readings.flatMap((it, i) => {
    const next = readings[i + 1]
    if (!next || it.watts < thresholdWatts) return []
    return [{ startsAt: it.at, endsAt: Math.min(next.at, it.at + READING_MS_MAX) }]
  })
  return mergeIntervals(spans)
}

/** Runs out of intervals with power: gaps up to the merge gap are closed first, then what is too short is left out. */
export function runIntervals(
  powered: readonly Interval[],
  { mergeGapMs = MERGE_GAP_MS, runMsMin = RUN_MS_MIN } = {},
): readonly Interval[] {
  const runs: Interval[] = []
  for (const span of mergeIntervals(powered)) {
    const last = runs.at(-1)
    if (last && span.startsAt - last.endsAt <= mergeGapMs) {
      runs[runs.length - 1] = { startsAt: last.startsAt, endsAt: span.endsAt }
    } else {
      runs.push(span)
    }
  }
  return runs.filter((it) => durationMs(it) >= runMsMin)
}

/** Every reason why intervals and readings cannot be taken; empty when they can. */
export function runTimeProblems(
  { intervals, readings }: { readonly intervals: readonly Interval[]; readonly readings: readonly Reading[] },
  now: Instant,
): readonly Problem[] {
  const areSpans = intervals.every(
    (it) => durationMs(it) > 0 && durationMs(it) <= INTERVAL_MS_MAX && it.endsAt <= now + MERGE_GAP_MS,
  )
  const areInOrder = readings.every((it, i) => it.at > (readings[i - 1]?.at ?? -Infinity) && it.watts >= 0)
  const isPast = (readings.at(-1)?.at ?? 0) <= now + MERGE_GAP_MS
  return areSpans && areInOrder && isPast ? [] : [problem('RUN_TIME_INVALID')]
}

export type RunComparison<Session extends Interval> = {
  /** Runs, or parts of them, that nobody recorded. */
  readonly unrecorded: readonly Interval[]
  /** Sessions in which the instrument never ran. */
  readonly withoutPower: readonly Session[]
}

/** Compares runs with sessions inside `window`; nothing is said of an instrument without any run there. */
export function compareRunTime<Session extends Interval>(
  runs: readonly Interval[],
  sessions: readonly Session[],
  window: Interval,
): RunComparison<Session> {
  const inside = clipAll(runs, window)
  if (inside.length === 0) return { unrecorded: [], withoutPower: [] }
  return {
    unrecorded: subtractIntervals(inside, sessions).filter((it) => durationMs(it) >= UNRECORDED_MS_MIN),
    withoutPower: sessions.filter((it) => intersectIntervals([it], runs).length === 0),
  }
}

/**
 * What time on an instrument costs. Minutes are exact, prices are exact rationals, and each line is rounded once;
 * a total is the sum of its lines.
 */

import { type Interval, mergeIntervals, MINUTE_MS, unionMs } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PriceLine } from './price-lines.ts'
import type { Rates } from './tariffs.ts'
import { minimumOf, subsidyOf, timeSegments } from './time-segments.ts'

/** Counts up with every change of the rules by which the same tariff would make another price of the same time. */
export const ENGINE_VERSION = 1

/**
 * The time that a span bills: seconds are stripped from both ends, and what has started bills at least one minute.
 * Undefined when it ends before it starts.
 */
export function billedTime(span: Interval): Interval | undefined {
  if (span.endsAt < span.startsAt) return undefined
  const startsAt = minuteOf(span.startsAt)
  return { startsAt, endsAt: Math.max(minuteOf(span.endsAt), startsAt + MINUTE_MS) }
}

/** Whole minutes that a span bills; undefined when it ends before it starts. */
export function billableMinutes(span: Interval): number | undefined {
  const billed = billedTime(span)
  return billed && (billed.endsAt - billed.startsAt) / MINUTE_MS
}

/**
 * The price of a span, line by line: base rate, rate windows in their order, start-up fee, what lifts the total to the
 * minimum charge, and the subsidy. Empty when the span ends before it starts.
 */
export function priceLines(rates: Rates, span: Interval, zone: string): readonly PriceLine[] {
  return priceLinesOfAll(rates, [span], zone)
}

/** The price of several spans that are one use: time of one rate is one line, start-up fee and minimum come once. */
export function priceLinesOfAll(
  rates: Rates,
  spans: readonly Interval[],
  zone: string,
): readonly PriceLine[] {
  const billed = roundedUp(mergeIntervals(spans.flatMap((it) => billedTime(it) ?? [])), rates.roundUpMinutes)
  const segments = timeSegments(rates, billed, zone)
  if (segments.length === 0) return []
  const lines: PriceLine[] = segments.map((it) => it.line)
  if (rates.startUpFeeFen > 0) lines.push({ kind: 'start_up', amountFen: rates.startUpFeeFen, facts: {} })
  const minimumFen = minimumOf(segments)
  const missing = minimumFen - totalOf(lines)
  if (missing > 0) lines.push({ kind: 'minimum', amountFen: missing, facts: { minimumFen } })
  const subsidyFen = Math.min(subsidyOf(segments, missing > 0 ? minimumFen : undefined), totalOf(lines))
  if (subsidyFen > 0) lines.push({ kind: 'subsidy', amountFen: -subsidyFen, facts: {} })
  return lines
}

/** What a price is before the subsidy, and the subsidy. */
export function costAndSubsidy(lines: readonly PriceLine[]): {
  readonly costFen: Fen
  readonly subsidyFen: Fen
} {
  const subsidyFen = 0 - totalOf(lines.filter((it) => it.kind === 'subsidy'))
  return { costFen: totalOf(lines) + subsidyFen, subsidyFen }
}

/** The sum of the lines. */
export function totalOf(lines: readonly PriceLine[]): Fen {
  return lines.reduce((sum, it) => sum + it.amountFen, 0)
}

/** Time lengthened at its end to whole steps of so many minutes. */
function roundedUp(spans: readonly Interval[], stepMinutes = 1): readonly Interval[] {
  const last = spans.at(-1)
  if (!last || stepMinutes <= 1) return spans
  const stepMs = stepMinutes * MINUTE_MS
  const missing = (stepMs - (unionMs(spans) % stepMs)) % stepMs
  return [...spans.slice(0, -1), { startsAt: last.startsAt, endsAt: last.endsAt + missing }]
}

function minuteOf(instant: number): number {
  return Math.floor(instant / MINUTE_MS) * MINUTE_MS
}

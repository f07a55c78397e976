/**
 * What time on an instrument costs. Minutes are exact, prices are exact rationals, and each line is rounded once;
 * a total is the sum of its lines.
 */

import { type Interval, mergeIntervals, MINUTE_MS, unionMs } from '../../kernel/interval.ts'
import { type Fen, roundHalfUp, timePrice } from '../../kernel/money.ts'
import type { PriceLine } from './price-lines.ts'
import { rateChunks } from './rate-windows.ts'
import type { PricingMode, Rates } from './tariffs.ts'

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

/** The span to bill by a mode; before the instrument was used, the reserved one. */
export function spanToBill(mode: PricingMode, reserved: Interval, used?: Interval): Interval {
  if (!used || mode === 'reservation') return reserved
  if (mode === 'usage') return used
  return { startsAt: reserved.startsAt, endsAt: Math.max(reserved.endsAt, used.endsAt) }
}

/** The spans to bill by a mode when the instrument was used in several sessions, which share no time. */
export function spansToBill(
  mode: PricingMode,
  reserved: Interval,
  used: readonly Interval[],
): readonly Interval[] {
  if (mode === 'usage') return used
  const endsAt = Math.max(...used.map((it) => it.endsAt))
  return [spanToBill(mode, reserved, { startsAt: reserved.startsAt, endsAt })]
}

/**
 * The price of a span, line by line: base rate, rate windows in their order, start-up fee, and what lifts the total to
 * the minimum charge. Empty when the span ends before it starts.
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
  const billed = mergeIntervals(spans.flatMap((it) => billedTime(it) ?? []))
  if (billed.length === 0) return []
  const chunks = billed.flatMap((it) => rateChunks(it, rates.rateWindows, zone))
  const lines = [undefined, ...rates.rateWindows].flatMap((window) => {
    const parts = chunks.filter((it) => it.window === window).flatMap((it) => it.parts)
    return parts.length > 0 ? [timeLine(rates.rateFenPerHour, unionMs(parts), window)] : []
  })
  if (rates.startUpFeeFen > 0) lines.push({ kind: 'start_up', amountFen: rates.startUpFeeFen, facts: {} })
  const missing = rates.minimumChargeFen - totalOf(lines)
  if (missing > 0) {
    lines.push({ kind: 'minimum', amountFen: missing, facts: { minimumFen: rates.minimumChargeFen } })
  }
  return lines
}

/** The sum of the lines. */
export function totalOf(lines: readonly PriceLine[]): Fen {
  return lines.reduce((sum, it) => sum + it.amountFen, 0)
}

function timeLine(rateFenPerHour: Fen, ms: number, window?: { nameZh: string; percent: number }): PriceLine {
  const minutes = ms / MINUTE_MS
  if (!window) {
    const amountFen = roundHalfUp(timePrice(rateFenPerHour, ms))
    return { kind: 'time', minutes, amountFen, facts: { rateFenPerHour } }
  }
  const { nameZh, percent } = window
  const amountFen = roundHalfUp(timePrice(rateFenPerHour, ms, percent))
  return { kind: 'rate_window', minutes, amountFen, facts: { rateFenPerHour, nameZh, percent } }
}

function minuteOf(instant: number): number {
  return Math.floor(instant / MINUTE_MS) * MINUTE_MS
}

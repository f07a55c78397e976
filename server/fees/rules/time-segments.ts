/**
 * Billed time cut where its rate changes: at the boundaries of rate windows and after the thresholds of steps. All time
 * of one rate is one segment, with its line, its exact price and the exact subsidy in it.
 */

import { durationMs, type Interval, MINUTE_MS } from '../../kernel/interval.ts'
import { type Fen, type FenRatio, roundHalfUp, sumRatios, timePrice } from '../../kernel/money.ts'
import type { PriceLine } from './price-lines.ts'
import { rateChunks } from './rate-windows.ts'
import type { Rates, RateStep, RateWindow } from './tariffs.ts'

export type TimeSegment = {
  readonly line: PriceLine
  readonly ms: number
  readonly price: FenRatio
  readonly subsidy: FenRatio
  /** The minimum that would count if all of the time were at this rate. */
  readonly minimumFen: Fen
}

type Cut = {
  readonly window: RateWindow | undefined
  readonly step: RateStep | undefined
  readonly ms: number
}

/** The segments of disjoint spans: base rate first, then windows in their order; in each by step. */
export function timeSegments(rates: Rates, spans: readonly Interval[], zone: string): readonly TimeSegment[] {
  const cuts = cutAtSteps(pieces(rates, spans, zone), rates.steps ?? [])
  return [undefined, ...rates.rateWindows].flatMap((window) =>
    [undefined, ...(rates.steps ?? [])].flatMap((step) => {
      const ms = cuts.reduce((sum, it) => (it.window === window && it.step === step ? sum + it.ms : sum), 0)
      return ms > 0 ? [segmentOf(rates, { window, step, ms })] : []
    }),
  )
}

type Piece = Interval & { readonly window: RateWindow | undefined }

/** The time in its order, each piece in one window or in none. */
function pieces(rates: Rates, spans: readonly Interval[], zone: string): readonly Piece[] {
  return spans
    .flatMap((span) => rateChunks(span, rates.rateWindows, zone))
    .flatMap(({ window, parts }) => parts.map((part) => ({ ...part, window })))
    .toSorted((a, b) => a.startsAt - b.startsAt)
}

/** Cuts pieces where the time billed so far passes the threshold of a step. */
function cutAtSteps(all: readonly Piece[], steps: readonly RateStep[]): readonly Cut[] {
  const brackets = [undefined, ...steps].map((step, i) => ({
    step,
    startsAt: (step?.afterMinutes ?? 0) * MINUTE_MS,
    endsAt: (steps[i]?.afterMinutes ?? Infinity) * MINUTE_MS,
  }))
  let billedMs = 0
  return all.flatMap((piece) => {
    const from = billedMs
    billedMs += durationMs(piece)
    return brackets.flatMap(({ step, startsAt, endsAt }) => {
      const ms = Math.min(billedMs, endsAt) - Math.max(from, startsAt)
      return ms > 0 ? [{ window: piece.window, step, ms }] : []
    })
  })
}

function segmentOf(rates: Rates, { window, step, ms }: Cut): TimeSegment {
  const baseFen = step?.rateFenPerHour ?? rates.rateFenPerHour
  const ownFen = window?.rateFenPerHour
  const percent = window && ownFen === undefined ? window.percent : 100
  const rateFenPerHour = ownFen ?? baseFen
  const price = timePrice(rateFenPerHour, ms, percent)
  const subsidyFen = (step ? step.subsidyFenPerHour : rates.subsidyFenPerHour) ?? 0
  const minutes = ms / MINUTE_MS
  const amountFen = roundHalfUp(price)
  const { nameZh } = window ?? {}
  return {
    line:
      nameZh === undefined
        ? { kind: 'time', minutes, amountFen, facts: { rateFenPerHour } }
        : {
            kind: 'rate_window',
            minutes,
            amountFen,
            facts: { rateFenPerHour, nameZh, ...(ownFen === undefined ? { percent } : {}) },
          },
    ms,
    price,
    subsidy: timePrice(Math.min(subsidyFen, rateFenPerHour), ms, percent),
    minimumFen: window?.minimumChargeFen ?? rates.minimumChargeFen,
  }
}

/** The minimum of time at several rates: each counts for its part of the time. Rounded once. */
export function minimumOf(segments: readonly Pick<TimeSegment, 'ms' | 'minimumFen'>[]): Fen {
  const totalMs = segments.reduce((sum, it) => sum + it.ms, 0)
  if (totalMs === 0) return 0
  const numerator = segments.reduce((sum, it) => sum + BigInt(it.minimumFen) * BigInt(it.ms), 0n)
  return roundHalfUp({ numerator, denominator: BigInt(totalMs) })
}

/** The price of time at several rates, lifted to their minimum. */
export function minimumPrice(
  parts: readonly { readonly ms: number; readonly amountFen: Fen; readonly minimumFen: Fen }[],
): Fen {
  return Math.max(
    parts.reduce((sum, it) => sum + it.amountFen, 0),
    minimumOf(parts),
  )
}

/**
 * The subsidy in a price, rounded once; where a minimum lifts the price, the same part of the minimum. Without a price
 * of time there is nothing to be a part of, and no subsidy.
 */
export function subsidyOf(
  segments: readonly Pick<TimeSegment, 'price' | 'subsidy'>[],
  minimumFen?: Fen,
): Fen {
  const subsidy = sumRatios(segments.map((it) => it.subsidy))
  if (minimumFen === undefined) return roundHalfUp(subsidy)
  const price = sumRatios(segments.map((it) => it.price))
  if (price.numerator === 0n) return 0
  return roundHalfUp({
    numerator: BigInt(minimumFen) * subsidy.numerator * price.denominator,
    denominator: subsidy.denominator * price.numerator,
  })
}

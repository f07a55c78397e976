/** The discount of a schedule, weighted by time. */

import type { Interval } from '../../kernel/interval.ts'
import { unionMs } from '../../kernel/interval.ts'
import type { FenRatio } from '../../kernel/money.ts'
import { rateChunks } from './rate-windows.ts'
import type { RateWindow } from './tariffs.ts'

/** What of the full price is paid for a span: each part of it at the percentage of its window, exact. */
export function scheduleFactor(span: Interval, windows: readonly RateWindow[], zone: string): FenRatio {
  const chunks = rateChunks(span, windows, zone)
  const numerator = chunks.reduce(
    (sum, { window, parts }) => sum + BigInt(window?.percent ?? 100) * BigInt(unionMs(parts)),
    0n,
  )
  return { numerator, denominator: 100n * BigInt(span.endsAt - span.startsAt) }
}

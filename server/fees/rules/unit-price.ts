/** Prices that count something else than hours: days, uses, samples, items, or the booking as a whole. */

import { datesDuring, type LocalDate } from '../../kernel/calendar.ts'
import { DAY_MS, durationMs, type Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import type { PriceLine, PriceUnit } from './price-lines.ts'
import { totalOf } from './pricing.ts'

export type UnitRates = {
  readonly unit: PriceUnit
  readonly unitPriceFen: Fen
  readonly unitSubsidyFen?: Fen
  /** Once, whatever the count. */
  readonly startUpFeeFen?: Fen
  readonly minimumChargeFen?: Fen
}

/** The price of so many units, line by line; nothing used costs nothing, not even the minimum. */
export function unitPriceLines(rates: UnitRates, count: number): readonly PriceLine[] {
  const { unit, unitPriceFen, unitSubsidyFen = 0, startUpFeeFen = 0, minimumChargeFen = 0 } = rates
  if (count <= 0) return []
  const lines: PriceLine[] = [
    { kind: 'unit', amountFen: unitPriceFen * count, facts: { unit, count, unitPriceFen } },
  ]
  if (startUpFeeFen > 0) lines.push({ kind: 'start_up', amountFen: startUpFeeFen, facts: {} })
  const missing = minimumChargeFen - totalOf(lines)
  if (missing > 0) {
    lines.push({ kind: 'minimum', amountFen: missing, facts: { minimumFen: minimumChargeFen } })
  }
  const subsidyFen = Math.min(unitSubsidyFen, unitPriceFen) * count
  if (subsidyFen > 0) lines.push({ kind: 'subsidy', amountFen: -subsidyFen, facts: {} })
  return lines
}

/** Days of 24 hours that have started; at least one. */
export function startedDays(span: Interval): number {
  return Math.max(1, Math.ceil(durationMs(span) / DAY_MS))
}

/**
 * With a flat rate a day, each use pays the local days that no use before it has paid. A use that ends at midnight does
 * not touch the day that begins then.
 */
export function newDays(uses: readonly Interval[], zone: string): readonly number[] {
  const paid = new Set<LocalDate>()
  return uses.map((use) => {
    const fresh = datesDuring(use, zone).filter((it) => !paid.has(it))
    for (const day of fresh) paid.add(day)
    return fresh.length
  })
}

/** What charges would have been under another tariff. Reads only: what was charged stays. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { DAY_MS, durationMs, type Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem, Rejection } from '../../kernel/problem.ts'
import type { Charge } from '../queries/charges.ts'
import { chargesToReprice } from '../queries/repricing.ts'
import { linesOfBasis } from '../rules/basis.ts'
import type { PriceLine } from '../rules/price-lines.ts'
import { totalOf } from '../rules/pricing.ts'
import { type Tariff, tariffProblems } from '../rules/tariffs.ts'

/** So many charges are looked at, the latest first. */
export const REPRICED_MAX = 5_000

const DAYS_MAX = 366

export type RepriceForm = {
  /** As it would be set. */
  readonly tariff: Omit<Tariff, 'id' | 'setAt'>
  /** In which the bookings start. */
  readonly during: Interval
}

export type RepricedCharge = {
  readonly charge: Charge
  readonly lines: readonly PriceLine[]
  readonly amountFen: Fen
}

export type Repricing = {
  /** What would differ most first. */
  readonly charges: readonly RepricedCharge[]
  readonly chargedFen: Fen
  readonly repricedFen: Fen
  /** Whether there are more charges than were looked at. */
  readonly hasMore: boolean
  readonly problems: readonly Problem[]
}

/** What the class has been charged on the instrument for bookings in a span, and what it would be by the tariff. */
export async function reprice(ctx: Context, { tariff, during }: RepriceForm): Promise<Repricing> {
  const { instrumentId, customerClass } = tariff
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  authorise(ctx.viewer, 'setTariffs', { institutionId: instrument?.institutionId ?? null })
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  const isSpan = durationMs(during) > 0 && durationMs(during) <= DAYS_MAX * DAY_MS
  const problems = [
    ...tariffProblems(tariff),
    ...(isSpan ? [] : [problem('INPUT_INVALID', [], { field: 'during' })]),
  ]
  if (problems.length > 0) return { charges: [], chargedFen: 0, repricedFen: 0, hasMore: false, problems }
  const found = await chargesToReprice(
    ctx.store.db,
    { instrumentId, customerClass, during },
    REPRICED_MAX + 1,
  )
  const charges = found.slice(0, REPRICED_MAX).flatMap((it) => {
    // Whoever pays it: what a voucher paid was charged too.
    const charge = { ...it, amountFen: it.amountFen + it.voucherFen }
    const lines = charge.basis && linesOfBasis(tariff, charge.basis)
    return lines ? [{ charge, lines, amountFen: totalOf(lines) }] : []
  })
  return {
    charges: charges.toSorted((a, b) => differenceOf(b) - differenceOf(a)),
    chargedFen: charges.reduce((sum, it) => sum + it.charge.amountFen, 0),
    repricedFen: charges.reduce((sum, it) => sum + it.amountFen, 0),
    hasMore: found.length > REPRICED_MAX,
    problems,
  }
}

function differenceOf({ amountFen, charge }: RepricedCharge): number {
  return Math.abs(amountFen - charge.amountFen)
}

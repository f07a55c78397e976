/** What a series that is not made yet would cost. Reads only. */

import type { SeriesPreview } from '../../booking/actions/series.ts'
import { BOOKING_MS_MAX } from '../../booking/rules/booking-problems.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { dateOf } from '../../kernel/calendar.ts'
import { durationMs } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { tariffsByInstrumentIds } from '../queries/tariffs.ts'
import { priceLines, totalOf } from '../rules/pricing.ts'
import { customerClassOf, tariffInForce } from '../rules/tariffs.ts'

/** The prices of all occurrences that can be booked, in sum; null where one has no price, or nobody asks. */
export async function seriesPrice(ctx: Context, preview: SeriesPreview): Promise<Fen | null> {
  const { instrumentId, timeZone, occurrences } = preview
  const free = occurrences.filter(
    (it) => !it.isExcluded && it.problems.length === 0 && durationMs(it) <= BOOKING_MS_MAX,
  )
  if (free.length === 0 || !ctx.viewer) return null
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  const [tariffs = []] = await tariffsByInstrumentIds(ctx.store.db, [instrumentId])
  if (!instrument) return null
  const customerClass = customerClassOf(instrument.institutionId, ctx.viewer.institutionId)
  let sumFen = 0
  for (const span of free) {
    const tariff = tariffInForce(tariffs, customerClass, dateOf(span.startsAt, timeZone))
    if (!tariff) return null
    sumFen += totalOf(priceLines(tariff, span, timeZone))
  }
  return sumFen
}

/** Keeping sums of use true: days are measured anew and replaced, so that what arrives late or twice changes nothing else. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { addDays, datesDuring, dayInterval, instantOf, type LocalDate } from '../../kernel/calendar.ts'
import type { Interval } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { hull } from '../../usage/rules/sessions.ts'
import { factsOfInstrument, replaceFacts } from '../queries/facts.ts'
import type { MeasuredInstrument } from '../queries/instruments.ts'
import { finishedUsage, usageOfInstrument } from '../queries/usage.ts'
import { rolledUp } from '../rules/heat.ts'
import { dayFacts, type UsageSpan } from '../rules/measures.ts'
import { type Grain, type GrainRange, monthAfter, monthOf, yearAfter, yearOf } from '../rules/period.ts'

/** Measures the days anew that a record of use touches; in the transaction that recorded it. */
export async function refreshDays(
  ctx: Context,
  trx: Trx,
  event: { readonly subjectId: string; readonly touched?: Interval },
): Promise<void> {
  const usage = await finishedUsage(trx, event.subjectId)
  if (!usage) return
  await measureDays(
    ctx,
    trx,
    { id: usage.instrumentId, timeZone: usage.timeZone },
    hull(usage, event.touched ?? usage),
  )
}

type Measured = Pick<MeasuredInstrument, 'id' | 'timeZone'>

/**
 * Measures all days of an instrument anew that share time with `span`, with their months and years. For records that
 * came by another way than a check-out, and to prove what is kept.
 */
export async function measureDays(
  ctx: Context,
  trx: Trx,
  { id, timeZone }: Measured,
  span: Interval,
): Promise<void> {
  await ctx.store.dialect.lock(trx, [`instrument:${id}`])
  const dates = datesDuring(span, timeZone)
  const range = { from: present(dates[0], 'first day'), until: addDays(present(dates.at(-1), 'last day'), 1) }
  const whole = {
    startsAt: instantOf(range.from, '00:00', timeZone),
    endsAt: instantOf(range.until, '00:00', timeZone),
  }
  const byDate = usageByDate(await usageOfInstrument(trx, id, whole), timeZone)
  const days = dates.flatMap((date) => {
    const records = byDate.get(date)
    return records ? [dayFacts(records, { date, span: dayInterval(date, timeZone) }, timeZone)] : []
  })
  await replaceFacts(trx, id, { grain: 'day', ...range }, days)
  for (const month of new Set(dates.map(monthOf))) {
    await rollUp(trx, id, 'month', { grain: 'day', from: month, until: monthAfter(month) })
  }
  for (const year of new Set(dates.map(yearOf))) {
    await rollUp(trx, id, 'year', { grain: 'month', from: year, until: yearAfter(year) })
  }
}

/** Replaces the sums of the month or year in `parts` by those of its days or months. */
async function rollUp(trx: Trx, instrumentId: string, grain: Grain, parts: GrainRange): Promise<void> {
  const facts = await factsOfInstrument(trx, instrumentId, parts)
  const whole = facts.length > 0 ? [rolledUp(parts.from, facts)] : []
  await replaceFacts(trx, instrumentId, { ...parts, grain }, whole)
}

function usageByDate(
  records: readonly UsageSpan[],
  zone: string,
): ReadonlyMap<LocalDate, readonly UsageSpan[]> {
  const byDate = new Map<LocalDate, UsageSpan[]>()
  for (const record of records) {
    for (const date of datesDuring(record, zone)) {
      const known = byDate.get(date)
      if (known) known.push(record)
      else byDate.set(date, [record])
    }
  }
  return byDate
}

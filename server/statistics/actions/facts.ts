/** Keeping sums of use true: days are measured anew and replaced, so that what arrives late or twice changes nothing else. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { addDays, datesDuring, dayInterval, instantOf, type LocalDate } from '../../kernel/calendar.ts'
import type { Interval } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { replaceDayFacts, replaceMonthFacts, replaceYearFacts } from '../queries/facts.ts'
import { finishedUsage, usageOfInstrument } from '../queries/usage.ts'
import { dayFacts, type UsageSpan } from '../rules/measures.ts'
import { monthOf, yearOf } from '../rules/period.ts'

/** Measures the days anew that a record of use touches; in the transaction that recorded it. */
export async function refreshDays(
  ctx: Context,
  trx: Trx,
  event: { readonly subjectId: string },
): Promise<void> {
  const usage = await finishedUsage(trx, event.subjectId)
  if (usage) await replaceFacts(ctx, trx, { id: usage.instrumentId, timeZone: usage.timeZone }, usage)
}

/**
 * Measures all days of an instrument anew that share time with `span`, with their months and years. For records that
 * came by another way than a check-out, and to prove what is kept.
 */
export async function replaceFacts(
  ctx: Context,
  trx: Trx,
  { id, timeZone }: { readonly id: string; readonly timeZone: string },
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
  const facts = dates.flatMap((date) => {
    const records = byDate.get(date)
    return records ? [dayFacts(records, { date, span: dayInterval(date, timeZone) }, timeZone)] : []
  })
  await replaceDayFacts(trx, id, range, facts)
  for (const month of new Set(dates.map(monthOf))) await replaceMonthFacts(trx, id, month)
  for (const year of new Set(dates.map(yearOf))) await replaceYearFacts(trx, id, year)
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

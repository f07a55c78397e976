/** Whether instruments are free now, and when the viewer could have them next: for a page of them, with a handful of statements. */

import type { Instrument } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { type Instant, subtractIntervals } from '../../kernel/interval.ts'
import { attendedTime } from '../rules/operators.ts'
import { type TakenSpan, takenSpans } from '../queries/busy-time.ts'
import { timetablesAndLayers } from '../queries/facts.ts'
import { freeIntervals, type Outlook, outlook, OUTLOOK_MS, soonest } from '../rules/free-time.ts'
import { reservedFrom } from '../rules/priority-time.ts'
import { termsOf } from '../rules/terms.ts'
import { openByInstrument } from '../rules/timetable.ts'
import { heldTime, takenFor } from './held-time.ts'
import { neededOperators } from './operation.ts'
import { userClassAt } from './rules-for-viewer.ts'

/** The outlook of each instrument, in their order. */
export async function outlooks(ctx: Context, instruments: readonly Instrument[]): Promise<Outlook[]> {
  const now = ctx.now()
  const span = { startsAt: now, endsAt: now + OUTLOOK_MS }
  const ids = instruments.map((it) => it.id)
  const { timetables, layers } = await timetablesAndLayers(ctx.store.db, ids, span)
  const open = openByInstrument(timetables, span)
  const classAt = await userClassAt(ctx)
  const all = await takenSpans(ctx.store.db, ids, span)
  const known = Map.groupBy(all, (it) => it.instrumentId)
  const heldOn = await heldTime(ctx, all)
  const needed = await neededOperators(ctx, span, ids)
  return instruments.map((it) => {
    const { stepMs, turnaroundMs } = it.policy
    const own = takenFor(known.get(it.id) ?? [], heldOn(it.id)).map((taken) => ({
      ...taken,
      blockedUntil: blockedUntil(taken, now + stepMs),
    }))
    const said = layers.get(it.id)
    const terms = said && termsOf(it.policy, said, classAt(it.institutionId))
    const reserved = terms ? reservedFrom(terms, span, { now, timeZone: it.timeZone }) : []
    const hours = subtractIntervals(open.get(it.id) ?? [], reserved)
    const free = freeIntervals(hours, own, turnaroundMs, it.capacity)
    const operators = needed(it)
    const parts = operators ? attendedTime(free, operators) : [free]
    return soonest(parts.map((each) => outlook(each, { ...it, ...terms }, now)))
  })
}

/** Whoever stays beyond his time is taken to stay one step more. */
function blockedUntil({ endsAt, isOvertime }: TakenSpan, soon: Instant): Instant {
  return isOvertime ? soon : endsAt
}

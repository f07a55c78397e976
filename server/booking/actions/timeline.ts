/** The calendars of many instruments side by side, with a handful of statements however many they are. */

import { findInstrumentIds, type InstrumentFilter } from '../../catalog/actions/find.ts'
import type { Instrument } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { clipAll, type Interval, subtractIntervals } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import { busyTime } from '../queries/busy-time.ts'
import { instrumentsWithTimetables } from '../queries/facts.ts'
import { askingProblems, TIMELINE_MS_MAX, TIMELINE_ROWS_MAX } from '../rules/asking.ts'
import { freeIntervals } from '../rules/free-time.ts'
import { type Occupancy, occupancy } from '../rules/lanes.ts'
import { unattendedTime } from '../rules/operators.ts'
import { reservedFrom } from '../rules/priority-time.ts'
import { openByInstrument } from '../rules/timetable.ts'
import { seesNames } from './access.ts'
import { type BusySpan, busySpans } from './calendar.ts'
import { heldTime, takenFor } from './held-time.ts'
import { busyWithOverruns } from './overtime.ts'
import { neededOperators } from './operation.ts'
import { openNames } from './privacy.ts'
import { userClassAt } from './rules-for-viewer.ts'

export type TimelineRow = {
  readonly instrument: Instrument
  readonly open: readonly Interval[]
  readonly busy: readonly BusySpan[]
  /** How many of the units are taken, where any is. */
  readonly occupancy: readonly Occupancy[]
  /** Open to the viewer, not taken, with room for the turnaround, somebody there to operate where that is demanded, and not yet past. */
  readonly free: readonly Interval[]
}

/** The first instruments that the filter finds, 200 at most, in the order of the catalog, each with its calendar. */
export async function timeline(
  ctx: Context,
  filter: InstrumentFilter,
  span: Interval,
  first: number,
): Promise<readonly TimelineRow[]> {
  refuse(askingProblems(span, TIMELINE_MS_MAX))
  const { db } = ctx.store
  const limit = Math.min(Math.max(first, 1), TIMELINE_ROWS_MAX)
  const ids = await findInstrumentIds(ctx, filter, 'relevance', limit)
  const found = await instrumentsWithTimetables(db, ids, span)
  const open = openByInstrument(
    found.map((it) => it.timetable),
    span,
  )
  const turnaroundMs = Math.max(0, ...found.map((it) => it.instrument.policy.turnaroundMs))
  const reaching = { startsAt: span.startsAt, endsAt: span.endsAt + turnaroundMs }
  const names = await openNames(
    ctx,
    found.map((it) => it.instrument),
  )
  const booked = await busyTime(db, ids, reaching, seesNames(ctx.viewer) || names.size > 0)
  const busy = await busyWithOverruns(
    ctx,
    found.map((it) => it.instrument),
    span,
    booked,
  )
  const toCome = { startsAt: Math.max(span.startsAt, ctx.now()), endsAt: span.endsAt }
  const isToCome = toCome.startsAt < toCome.endsAt
  const needed = isToCome ? await neededOperators(ctx, toCome, ids) : () => undefined
  const heldOn = await heldTime(ctx, [...busy.values()].flat())
  const keepsTime = found.some((it) => it.layer.priorityWindows.length > 0)
  const classAt = keepsTime ? await userClassAt(ctx) : () => null
  return found.map(({ instrument, layer }) => {
    const { id, capacity, policy, timeZone } = instrument
    const { priorityWindows } = layer
    const userClass = classAt(instrument.institutionId)
    const clock = { now: ctx.now(), timeZone }
    const reserved = reservedFrom({ priorityWindows, userClass }, toCome, clock)
    const taken = busy.get(id) ?? []
    const hours = open.get(id) ?? []
    const held = heldOn(id)
    const offered = subtractIntervals(clipAll(hours, toCome), reserved)
    const free = freeIntervals(offered, takenFor(taken, held), policy.turnaroundMs, capacity)
    const operators = needed(instrument)
    return {
      instrument,
      open: hours,
      busy: busySpans(ctx, taken, { until: span.endsAt, capacity, names: names.get(id), held }),
      occupancy: occupancy(taken, capacity),
      free: operators ? subtractIntervals(free, unattendedTime(operators)) : free,
    }
  })
}

/** The calendars of many instruments side by side, with three statements however many they are. */

import { findInstrumentIds, type InstrumentFilter } from '../../catalog/actions/find.ts'
import type { Instrument } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Interval } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import { busyTime } from '../queries/busy-time.ts'
import { instrumentsWithTimetables } from '../queries/facts.ts'
import { askingProblems, TIMELINE_MS_MAX, TIMELINE_ROWS_MAX } from '../rules/asking.ts'
import { openByInstrument } from '../rules/timetable.ts'
import { seesNames } from './access.ts'
import { type BusySpan, busySpans } from './calendar.ts'

export type TimelineRow = {
  readonly instrument: Instrument
  readonly open: readonly Interval[]
  readonly busy: readonly BusySpan[]
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
  const busy = await busyTime(db, ids, span, seesNames(ctx.viewer))
  return found.map(({ instrument }) => ({
    instrument,
    open: open.get(instrument.id) ?? [],
    busy: busySpans(ctx, busy.get(instrument.id) ?? [], span.endsAt),
  }))
}

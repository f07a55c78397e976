/** Where bookings of an instrument may start, as the search for time walks it. */

import { type SlotGrid, slotParts, startsOfPart } from '../../catalog/rules/slots.ts'
import { dateOf } from '../../kernel/calendar.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../kernel/interval.ts'
import type { Midnights, StartGrid } from './first-fit.ts'
import { gridAt } from './slots.ts'

/** Starts of bookings that last whole steps of the same length. */
export type SteppedGrid = { readonly stepMs: number; readonly grid: StartGrid }

/** The starts on the days between the midnights: one grid, or one for each step where parts of the day have their own. */
export function startGrids(grid: SlotGrid, midnights: Midnights, timeZone: string): readonly SteppedGrid[] {
  const { stepMs, alignMs, blocks } = grid
  if (blocks.length === 0) return [{ stepMs, grid: { from: midnights, alignMs } }]
  const days = Array.from(midnights.subarray(0, -1), (at, i) => ({ at, next: midnights[i + 1] ?? at }))
  const starts = days.flatMap((it) => startsOfDay(it, grid, timeZone))
  return [...Map.groupBy(starts, (it) => it.stepMs)].map(([step, own]) => ({
    stepMs: step,
    grid: { from: Float64Array.from(own, (it) => it.at).toSorted(), alignMs: 0 },
  }))
}

type Day = { readonly at: Instant; readonly next: Instant }
type Start = { readonly at: Instant; readonly stepMs: number }

function startsOfDay({ at, next }: Day, grid: SlotGrid, timeZone: string): readonly Start[] {
  if (next - at === DAY_MS) {
    return slotParts(dateOf(at, timeZone), grid).flatMap((part) =>
      startsOfPart(part).map((minute) => ({ at: at + minute * MINUTE_MS, stepMs: part.stepMs })),
    )
  }
  // Where the clock changes, parts are told by the clock and steps counted from midnight.
  const aligns = new Set([grid.alignMs, ...grid.blocks.map((it) => it.alignMinutes * MINUTE_MS)])
  return [...aligns].flatMap((alignMs) =>
    Array.from({ length: Math.ceil((next - at) / alignMs) }, (_, i) => at + i * alignMs).flatMap((start) => {
      const part = gridAt(start, grid, timeZone)
      return part.alignMs === alignMs ? [{ at: start, stepMs: part.stepMs }] : []
    }),
  )
}

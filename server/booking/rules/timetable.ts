/** When instruments are open, worked out once for all that have the same timetable. */

import { openIntervals, type OpeningFacts } from '../../catalog/rules/opening.ts'
import type { Interval } from '../../kernel/interval.ts'

export type Timetable = OpeningFacts & {
  readonly instrumentId: string
  /** Timetables with the same key are the same. */
  readonly key: string
}

/** The open time of each instrument inside `span`, by id. */
export function openByInstrument(
  timetables: readonly Timetable[],
  span: Interval,
): ReadonlyMap<string, readonly Interval[]> {
  const known = new Map<string, readonly Interval[]>()
  return new Map(
    timetables.map((it) => {
      const open = known.get(it.key) ?? openIntervals(it, span)
      known.set(it.key, open)
      return [it.instrumentId, open]
    }),
  )
}

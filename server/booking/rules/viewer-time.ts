/**
 * What the search for time sees otherwise for one person than for all: time that is held for his group is free, and
 * time in which nobody is there to operate for him is not.
 */

import { type Interval, subtractIntervals } from '../../kernel/interval.ts'
import { type FlatSpans, flatSpans, spansReaching } from './first-fit.ts'

/** Time of units that is held for somebody's group, by instrument and unit. */
export type HeldUnits = ReadonlyMap<string, ReadonlyMap<string, readonly Interval[]>>

type UnitTime = { readonly id: string; readonly spans: FlatSpans; readonly busy: FlatSpans }
type Units = { readonly lanes: readonly UnitTime[]; readonly parts: readonly UnitTime[] }

/** The instrument as it is taken for whom time is held; the same where none is. */
export function besidesHeld<T extends Units & { readonly id: string }>(
  instrument: T,
  held: HeldUnits,
): Omit<T, keyof Units> & Units {
  const own = held.get(instrument.id)
  if (own === undefined) return instrument
  const without = (unit: UnitTime): UnitTime => {
    const parts = own.get(unit.id)
    if (parts === undefined) return unit
    return { id: unit.id, spans: flatWithout(unit.spans, parts), busy: flatWithout(unit.busy, parts) }
  }
  return { ...instrument, lanes: instrument.lanes.map(without), parts: instrument.parts.map(without) }
}

/** Spans without parts of them. */
export function flatWithout(spans: FlatSpans, parts: readonly Interval[]): FlatSpans {
  return flatSpans(subtractIntervals(spansReaching(spans, EVER), parts))
}

const EVER: Interval = { startsAt: Number.NEGATIVE_INFINITY, endsAt: Number.POSITIVE_INFINITY }

/** What is taken of the time of each of those who could operate an instrument for somebody. */
export type Attendance = readonly (readonly Interval[])[]

/** Open time in which one and the same person is there to operate, for each of them; all of it where nobody has to be. */
export function attendedOpen(open: FlatSpans, attendance: Attendance | undefined): readonly FlatSpans[] {
  if (attendance === undefined) return [open]
  const spans = spansReaching(open, EVER)
  return attendance.map((taken) => flatSpans(subtractIntervals(spans, taken)))
}

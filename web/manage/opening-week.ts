/** A week of opening windows as an editor holds it: weekday by weekday. Pure. */

import { minutesOfDay, type Weekday } from '../../server/kernel/calendar.ts'
import type { OpeningWindow } from '../../server/catalog/rules/opening.ts'

export type Opening = { readonly opensAt: string; readonly closesAt: string }

/** Seven lists from Monday on. */
export type OpeningWeek = readonly (readonly Opening[])[]

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const WORKDAYS = 5
const FULL_DAY: Opening = { opensAt: '00:00', closesAt: '24:00' }

/** Weeks that many instruments have; the key names the sentence. */
export const PRESETS = {
  office: weekOf(WORKDAYS, { opensAt: '08:30', closesAt: '17:30' }),
  workdays: weekOf(WORKDAYS, { opensAt: '08:00', closesAt: '22:00' }),
  daily: weekOf(7, { opensAt: '08:00', closesAt: '22:00' }),
  always: weekOf(7, FULL_DAY),
} as const satisfies Record<string, OpeningWeek>

function weekOf(days: number, opening: Opening): OpeningWeek {
  return WEEKDAYS.map((day) => (day <= days ? [opening] : []))
}

/** Windows by weekday, each day's by their start. */
export function weekFrom(windows: readonly OpeningWindow[]): OpeningWeek {
  return WEEKDAYS.map((day) =>
    windows
      .filter((it) => it.weekday === day)
      .map(({ opensAt, closesAt }) => ({ opensAt, closesAt }))
      .toSorted((a, b) => a.opensAt.localeCompare(b.opensAt)),
  )
}

export function windowsOf(week: OpeningWeek): OpeningWindow[] {
  return week.flatMap((openings, i) => openings.map((it) => ({ weekday: i + 1, ...it })))
}

/** `week` with another list on one day. */
export function withDay(week: OpeningWeek, weekday: Weekday, openings: readonly Opening[]): OpeningWeek {
  return week.map((it, i) => (i === weekday - 1 ? openings : it))
}

/** What to add to a day: a working day first, then what is left after its last window. */
export function nextOpening(openings: readonly Opening[]): Opening {
  const last = openings.at(-1)
  if (!last) return { opensAt: '08:30', closesAt: '17:30' }
  const from = Math.min(23 * 60, (minutesOfDay(last.closesAt) ?? 0) + 60)
  return { opensAt: clock(from), closesAt: clock(Math.min(1440, Math.max(from + 60, 22 * 60))) }
}

/** Minutes since midnight as `HH:MM`. */
function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Every half hour from 00:00 to 24:00, and what is chosen although it is none. */
export function clockChoices(...chosen: readonly string[]): readonly string[] {
  return [...new Set([...Array.from({ length: 49 }, (_, i) => clock(i * 30)), ...chosen])].toSorted()
}

/** Runs of weekdays with the same windows, in the order of the week; closed days are left out. */
export function weekRuns(week: OpeningWeek) {
  const runs: { from: Weekday; to: Weekday; openings: readonly Opening[] }[] = []
  for (const [i, openings] of week.entries()) {
    if (openings.length === 0) continue
    const last = runs.at(-1)
    const same = last && last.to === i && JSON.stringify(last.openings) === JSON.stringify(openings)
    if (same) last.to = i + 1
    else runs.push({ from: i + 1, to: i + 1, openings })
  }
  return runs
}

/** Hours a week, windows across midnight included. */
export function weekHours(week: OpeningWeek): number {
  const minutes = week.flat().map(({ opensAt, closesAt }) => {
    const length = (minutesOfDay(closesAt) ?? 0) - (minutesOfDay(opensAt) ?? 0)
    return length > 0 ? length : length + 1440
  })
  return minutes.reduce((sum, it) => sum + it, 0) / 60
}

/** The version that counts on a day: the latest begun; undefined when none has. */
export function hoursInForce<Hours extends { readonly validFrom: string }>(
  versions: readonly Hours[],
  day: string,
): Hours | undefined {
  return versions
    .filter((it) => it.validFrom <= day)
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
    .at(-1)
}

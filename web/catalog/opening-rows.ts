/** Opening hours for reading: weekdays with the same hours stand together. */

type Window = { readonly weekday: number; readonly opensAt: string; readonly closesAt: string }
export type OpeningRow = { readonly weekdays: readonly number[]; readonly times: readonly string[] }

/** Monday (1) to Sunday (7), neighbours with equal hours in one row; no times means closed. */
export function openingRows(windows: readonly Window[]): readonly OpeningRow[] {
  const rows: OpeningRow[] = []
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const times = windows
      .filter((it) => it.weekday === weekday)
      .toSorted((a, b) => a.opensAt.localeCompare(b.opensAt))
      .map((it) => `${it.opensAt}–${it.closesAt}`)
    const last = rows.at(-1)
    if (last && last.times.join() === times.join()) {
      rows[rows.length - 1] = { weekdays: [...last.weekdays, weekday], times }
    } else {
      rows.push({ weekdays: [weekday], times })
    }
  }
  return rows
}

/** Weekdays for reading: three or more in a row as a range. */
export function weekdayRange(
  weekdays: readonly number[],
  name: (weekday: number) => string,
  to: string,
): string {
  const [first] = weekdays
  const last = weekdays.at(-1)
  const inRow = first !== undefined && last !== undefined && last - first === weekdays.length - 1
  return inRow && weekdays.length > 2 ? `${name(first)}${to}${name(last)}` : weekdays.map(name).join(' ')
}

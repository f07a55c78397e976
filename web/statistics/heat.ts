/** The weekday × hour heat map in numbers: a full week of cells, and a scale that fits them. */

export type HeatCell = {
  readonly weekday: number
  readonly hour: number
  readonly effectiveHours: number
  readonly share: number
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
export const HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour)
const STEPS = [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20]
const CLASSES = 5

/** A day that fell on the weekday, for whoever writes weekdays from days: 1 January 2024 was a Monday. */
export function dayOn(weekday: number): string {
  return `2024-01-0${weekday}`
}

/** The share of each hour of the week, `[weekday - 1][hour]`; hours without a cell are 0. */
export function sharesOfWeek(cells: readonly HeatCell[]): readonly (readonly number[])[] {
  const shares = new Map(cells.map((it) => [it.weekday * 24 + it.hour, it.share]))
  return WEEKDAYS.map((weekday) => HOURS.map((hour) => shares.get(weekday * 24 + hour) ?? 0))
}

/** Upper bounds, in percent, of five equal classes that hold every share; round numbers. */
export function heatClasses(cells: readonly HeatCell[]): readonly number[] {
  const most = Math.max(0, ...cells.map((it) => it.share)) * 100
  const step = STEPS.find((it) => it * CLASSES >= most) ?? 20
  return Array.from({ length: CLASSES }, (_, i) => Math.round(step * (i + 1) * 100) / 100)
}

/** The busiest hour of the week; undefined when nothing was used. */
export function peakOf(cells: readonly HeatCell[]): HeatCell | undefined {
  const peak = cells.toSorted((a, b) => b.share - a.share)[0]
  return peak && peak.share > 0 ? peak : undefined
}

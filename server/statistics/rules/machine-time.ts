/** F3 total use and F4 open hours; and how groups of bookings share the time that was reserved and used. */

import { HOUR_MS } from '../../kernel/interval.ts'

export type TimeOfRecord = {
  readonly ms: number
  /** Whether one of the instrument's own keepers used it. */
  readonly isKeepers: boolean
  /** Whether nobody came. */
  readonly isMissed: boolean
}

/** F3: the time of all records. F4: of it, that in which others than the keepers used the instrument; who did not come used nothing. */
export function machineTime(records: readonly TimeOfRecord[]): {
  readonly totalMs: number
  readonly openMs: number
} {
  const used = records.filter((it) => !it.isMissed)
  const sum = (some: readonly TimeOfRecord[]) => some.reduce((total, it) => total + it.ms, 0)
  return { totalMs: sum(used), openMs: sum(used.filter((it) => !it.isKeepers)) }
}

export type GroupedBooking = {
  readonly group: string
  readonly reservedMs: number
  readonly usedMs: number
}

/** Hours and percentages with one decimal, half up. */
export type GroupShare = {
  readonly group: string
  readonly count: number
  readonly reservedHours: number
  readonly reservedPercent: number
  readonly usedHours: number
  readonly usedPercent: number
}

/** What each group reserved and used, and its share of what all of them did; groups in the order of their first booking. */
export function groupShares(bookings: readonly GroupedBooking[]): {
  readonly groups: readonly GroupShare[]
  readonly total: Pick<GroupShare, 'count' | 'reservedHours' | 'usedHours'>
} {
  const all = sums(bookings)
  const groups = [...Map.groupBy(bookings, (it) => it.group)].map(([group, own]) => {
    const { count, reservedMs, usedMs } = sums(own)
    return {
      group,
      count,
      reservedHours: tenths(reservedMs, HOUR_MS),
      reservedPercent: tenths(reservedMs * 100, all.reservedMs),
      usedHours: tenths(usedMs, HOUR_MS),
      usedPercent: tenths(usedMs * 100, all.usedMs),
    }
  })
  const { count, reservedMs, usedMs } = all
  const total = { count, reservedHours: tenths(reservedMs, HOUR_MS), usedHours: tenths(usedMs, HOUR_MS) }
  return { groups, total }
}

function sums(bookings: readonly GroupedBooking[]) {
  return {
    count: bookings.length,
    reservedMs: bookings.reduce((sum, it) => sum + it.reservedMs, 0),
    usedMs: bookings.reduce((sum, it) => sum + it.usedMs, 0),
  }
}

/** A ratio of whole numbers with one decimal, half up; 0 where the denominator is. */
function tenths(numerator: number, denominator: number): number {
  return denominator > 0 ? Math.floor((20 * numerator + denominator) / (2 * denominator)) / 10 : 0
}

/** Tables owned by statistics: sums of use, and when instruments were published. */

import type { Grain } from './rules/period.ts'

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** `h00` … `h23`: the effective time in one local hour. */
export type HourColumn = `h${0 | 1}${Digit}` | `h2${0 | 1 | 2 | 3}`

/**
 * Sums of use of one instrument, by days of its own zone: a row for each day on which it was used, and for each
 * weekday of a month and of a year the sum of those days. Rows are replaced, never counted up.
 */
export type UsageFactTable = {
  instrument_id: string
  grain: Grain
  /** The day, or the first day of the month or year. */
  starts_on: string
  /** 1 Monday … 7 Sunday. */
  weekday: number
  effective_ms: number
  external_ms: number
  booking_count: number
  sample_count: number
} & Record<HourColumn, number>

/** From each publication of an instrument to its withdrawal, null while it is published. */
export type PublicationTable = { instrument_id: string; published_at: number; withdrawn_at: number | null }

export type StatisticsTables = { publication: PublicationTable; usage_fact: UsageFactTable }

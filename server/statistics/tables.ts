/** Tables owned by statistics: sums of use, and when instruments were published. */

import type { Grain } from './rules/period.ts'

/**
 * Sums of use of one instrument, by days of its own zone: a row for each day on which it was used, and one for each
 * month and year with such days. Rows are replaced, never counted up.
 */
export type UsageFactTable = {
  instrument_id: string
  grain: Grain
  /** The day, or the first day of the month or year. */
  starts_on: string
  effective_ms: number
  external_ms: number
  booking_count: number
  sample_count: number
  /** JSON array of the effective time by hour: 24 numbers for a day, 168 by hour of the week for the others. */
  hours_ms: string
}

/** From each publication of an instrument to its withdrawal, null while it is published. */
export type PublicationTable = { instrument_id: string; published_at: number; withdrawn_at: number | null }

export type StatisticsTables = { publication: PublicationTable; usage_fact: UsageFactTable }

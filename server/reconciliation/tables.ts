/** Tables owned by reconciliation. Instants are UTC epoch milliseconds; see kernel/interval.ts. Money is fen. */

import type { Outcome } from './rules/matching.ts'
import type { Resolution } from './rules/resolutions.ts'

export type ReconciliationRunTable = {
  id: string
  provider_id: string
  /** `YYYY-MM`. */
  month: string
  file_name: string
  file_sha256: string
  near_minutes: number
  time_minutes: number
  amount_fen: number
  created_at: number
  created_by: string
  /** When another file was laid beside the month instead; null for the run that counts. */
  replaced_at: number | null
  provider_signed_at: number | null
  provider_signed_by: string | null
  city_signed_at: number | null
  city_signed_by: string | null
  /** Of all lines with what was decided about them, when the first side signed. */
  lines_sha256: string | null
}

export type ReconciliationLineTable = {
  run_id: string
  /** Counts from 1 in the order of time. */
  number: number
  outcome: Outcome
  /** 0: matched. */
  differs: number
  matched_by: 'reference' | 'time' | null
  /** The asset number. */
  instrument: string
  instrument_id: string | null
  charge_id: string | null
  our_reference: string | null
  our_customer: string | null
  our_starts_at: number | null
  our_ends_at: number | null
  our_amount_fen: number | null
  /** The row of the file. */
  their_row: number | null
  their_reference: string | null
  their_customer: string | null
  their_starts_at: number | null
  their_ends_at: number | null
  their_amount_fen: number | null
  resolution: Resolution | null
  reason: string | null
  resolved_by: string | null
  resolved_at: number | null
}

export type ReconciliationTables = {
  reconciliation_run: ReconciliationRunTable
  reconciliation_line: ReconciliationLineTable
}

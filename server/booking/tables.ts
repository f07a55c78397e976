/** Tables owned by booking. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

import type { BookingChangeKind, BookingState } from './rules/states.ts'

export type BookingTable = {
  id: string
  instrument_id: string
  person_id: string
  /** The owner of the instrument. */
  institution_id: string
  /** Where the person worked when he booked; null when he belonged to none. */
  customer_institution_id: string | null
  starts_at: number
  ends_at: number
  state: BookingState
  purpose: string
  /** Chosen by the client so that sending twice books once; unique for a person. */
  client_key: string | null
  /** What was sent with the key, as JSON. */
  client_input: string | null
  decision_note: string | null
  /** Counts the changes of the booking. */
  version: number
  created_at: number
  updated_at: number
}

/** Time that is taken on an instrument. `Dialect.noOverlapDdl` guards it, so every way to take time ends here. */
export type BlockedSpanTable = {
  /** The id of the booking or the maintenance. */
  id: string
  /** The instrument. */
  unit_id: string
  starts_at: number
  /** With the turnaround after a booking. */
  ends_at: number
  /** Where the turnaround begins; null where there is none. */
  busy_until: number | null
  kind: 'booking' | 'maintenance'
}

export type MaintenanceTable = {
  id: string
  instrument_id: string
  starts_at: number
  ends_at: number
  reason: string
  created_by: string
}

/** The history of bookings; only grows. */
export type BookingChangeTable = {
  booking_id: string
  /** The version that the booking has since. */
  version: number
  at: number
  /** Null for a job. */
  actor_id: string | null
  what: BookingChangeKind
  before_starts_at: number | null
  before_ends_at: number | null
  after_starts_at: number | null
  after_ends_at: number | null
  note: string | null
}

export type BookingTables = {
  booking: BookingTable
  blocked_span: BlockedSpanTable
  maintenance: MaintenanceTable
  booking_change: BookingChangeTable
}

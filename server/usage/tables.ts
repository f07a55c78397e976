/** Tables owned by usage. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

import type { AdjustmentState } from './rules/adjustments.ts'
import type { Attendance } from './rules/attendance.ts'
import type { FaultSeverity, FaultState } from './rules/faults.ts'
import type { SessionSource, UsageKind, UsageOrigin } from './rules/sessions.ts'

/** What came of a booking: one row for each, made out of its sessions. */
export type UsageRecordTable = {
  id: string
  booking_id: string
  instrument_id: string
  /** The owner of the instrument. */
  institution_id: string
  person_id: string
  customer_institution_id: string | null
  /** 1 where the customer is not of the owner. */
  is_external: number
  /** When the first session began. */
  started_at: number
  /** When the last session ended; null while the use is not over. */
  ended_at: number | null
  /** Of all sessions together. */
  samples: number
  /** Null while the use is not over. */
  attendance: Attendance | null
  note: string | null
  /** Who checked the person in. */
  recorded_by: string
  origin: UsageOrigin
}

/** One stay at an instrument, from coming to going. */
export type UsageSessionTable = {
  id: string
  record_id: string
  instrument_id: string
  institution_id: string
  started_at: number
  ended_at: number | null
  kind: UsageKind
  samples: number
  /** Who worked on the instrument, where that was not the person who booked. */
  operator_id: string | null
  note: string | null
  source: SessionSource
  /** What makes a report or a row of a file the same one again. */
  source_key: string | null
  recorded_by: string
  /** When its end was recorded; its beginning while it goes on. */
  recorded_at: number
  version: number
}

/** What a session was before it was corrected; only grows. */
export type SessionChangeTable = {
  session_id: string
  /** The version that the session had. */
  version: number
  at: number
  actor_id: string
  adjustment_id: string
  started_at: number
  ended_at: number
  kind: UsageKind
  samples: number
}

/** A correction that somebody asks for. */
export type UsageAdjustmentTable = {
  id: string
  session_id: string
  institution_id: string
  /** Whose use it is. */
  person_id: string
  started_at: number
  ended_at: number
  kind: UsageKind
  samples: number
  reason: string
  state: AdjustmentState
  requested_by: string
  requested_at: number
  decided_by: string | null
  decided_at: number | null
  decision_note: string | null
}

/** What devices have reported; only grows. */
export type DeviceEventTable = {
  instrument_id: string
  /** Chosen by the device. */
  event_id: string
  /** Chosen by the device: both ends of a session carry it. */
  session_key: string
  what: 'started' | 'ended'
  at: number
  /** The event as JSON. */
  content: string
  received_at: number
  received_by: string
}

/** When a power meter says that an instrument ran. */
export type RunIntervalTable = {
  instrument_id: string
  starts_at: number
  ends_at: number
  received_at: number
}

/** What a person finds on the instrument itself. It is no secret: it hangs in the room. */
export type CheckInCodeTable = { instrument_id: string; token: string; created_at: number }

/** That somebody was told of the one before him who stays longer. */
export type OvertimeWarningTable = { booking_id: string; next_booking_id: string; warned_at: number }

/** What somebody found wrong with an instrument, and what its keeper made of it. */
export type FaultReportTable = {
  id: string
  instrument_id: string
  institution_id: string
  reporter_id: string
  severity: FaultSeverity
  text: string
  state: FaultState
  reported_at: number
  /** Until when the instrument is expected to be out of order; null where it is usable, or not decided. */
  expected_until: number | null
  /** The maintenance that keeps others out meanwhile, as JSON. */
  maintenance_ids: string
  decided_by: string | null
  decided_at: number | null
  decision_note: string | null
}

export type UsageTables = {
  usage_record: UsageRecordTable
  usage_session: UsageSessionTable
  session_change: SessionChangeTable
  usage_adjustment: UsageAdjustmentTable
  device_event: DeviceEventTable
  run_interval: RunIntervalTable
  check_in_code: CheckInCodeTable
  overtime_warning: OvertimeWarningTable
  fault_report: FaultReportTable
}

/** Tables owned by usage. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

import type { Attendance } from './rules.ts'

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
  started_at: number
  /** Null while the instrument is in use. */
  ended_at: number | null
  samples: number
  /** Null while the instrument is in use. */
  attendance: Attendance | null
  note: string | null
  /** Who checked the person in. */
  recorded_by: string
}

export type UsageTables = { usage_record: UsageRecordTable }

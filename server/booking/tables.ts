/** Tables owned by booking. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

import type { Generated } from 'kysely'
import type { OperationDemand } from './rules/operators.ts'
import type { ApprovalStep, ApprovalVerdict } from './rules/approval.ts'
import type { HoldState } from './rules/holds.ts'
import type { NamePolicy } from './rules/privacy.ts'
import type { BookingChangeKind, BookingState } from './rules/states.ts'
import type { TakenKind } from './rules/taken-time.ts'
import type { OfferState, WaitingState, WaitsFor } from './rules/waiting-list.ts'

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
  /** Bookings with the same were made together, and are moved and given up together; null for one alone. */
  group_id: string | null
  /** Who operates the instrument for the person; null where nobody does. */
  operator_id: string | null
  /** Counts the changes of the booking. */
  version: number
  created_at: number
  updated_at: number
}

/** Time that is taken on an instrument. `Dialect.noOverlapDdl` guards it, so every way to take time ends here. */
export type BlockedSpanTable = {
  /** The id of what takes the time: a booking, a maintenance, a hold, an offer, a use. One row for each unit that it takes. */
  id: string
  /** A unit of `instrument_unit`, or `person:` with the id of somebody who operates. */
  unit_id: string
  /** On whose calendar it was taken: several instruments may take the same unit. */
  instrument_id: string | null
  starts_at: number
  /** With the turnaround after a booking. */
  ends_at: number
  /** Where the turnaround begins; null where there is none. */
  busy_until: number | null
  kind: TakenKind
}

export type MaintenanceTable = {
  id: string
  instrument_id: string
  starts_at: number
  ends_at: number
  reason: string
  created_by: string
  /** Counts the changes. */
  version: Generated<number>
  /** Null where it was never changed. */
  updated_at: number | null
  /** When it was taken back; null while it stands. */
  cancelled_at: number | null
}

/** How an instrument is operated for others; no row where it is not. */
export type InstrumentOperationTable = { instrument_id: string; demand: OperationDemand }

/** Who may operate an instrument for others. */
export type InstrumentOperatorTable = { instrument_id: string; person_id: string }

/** Time in which somebody operates nothing; a blocked span of its id takes his time. */
export type OperatorAbsenceTable = {
  id: string
  person_id: string
  institution_id: string
  starts_at: number
  ends_at: number
  reason: string
  created_by: string
}

/** The private calendar link of a person to an instrument. */
export type InstrumentCalendarTable = {
  instrument_id: string
  person_id: string
  token_hash: string
  created_at: number
}

/** Time that is held for a research group: one row for each unit and each part that is left. */
export type TimeHoldTable = {
  id: string
  origin_id: string
  instrument_id: string
  group_id: string
  starts_at: number
  ends_at: number
  expires_at: number
  reason: string
  created_by: string
  created_at: number
  state: HoldState
}

/** A booking that was given up late, so that it cost its customer something, until others take its time again. */
export type GivenUpTimeTable = {
  booking_id: string
  instrument_id: string
  starts_at: number
  ends_at: number
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
  /** Who was to operate until then; null where nobody was. */
  before_operator_id: string | null
  /** Who is to operate since; null where nobody is. */
  after_operator_id: string | null
  note: string | null
  /** JSON array of the codes of reasons that staff set aside; null where none was. */
  overridden: string | null
}

/** What was answered to an instrument's form, of one version; only grows. `answers` is a JSON array of `Answer`. */
export type BookingAnswerTable = {
  booking_id: string
  instrument_id: string
  form_version: number
  answers: string
}

export type BookingSeriesTable = {
  id: string
  instrument_id: string
  /** The owner of the instrument. */
  institution_id: string
  person_id: string
  /** The zone on whose wall clock it repeats. */
  time_zone: string
  /** As it was asked; what became of it is in the occurrences. */
  rrule: string
  purpose: string
  /** The series that it was a part of until its occurrences were changed from one on. */
  split_from: string | null
  /** Chosen by the client so that sending twice books once; unique for a person. */
  client_key: string | null
  /** What was sent with the key, as JSON. */
  client_input: string | null
  created_at: number
}

export type SeriesOccurrenceTable = {
  series_id: string
  /** The local day on which it was to start. */
  date: string
  /** As it was wanted; a booking says where it is now. */
  starts_at: number
  ends_at: number
  /** Null where it was refused. */
  booking_id: string | null
  /** Why it was refused, as JSON; null where it was booked. */
  problems: string | null
  /** 1 where it was moved on its own. */
  is_exception: number
}

/** Somebody who waits for time on an instrument: an offer of it, or only to be told. */
export type WaitingEntryTable = {
  id: string
  instrument_id: string
  /** The owner of the instrument. */
  institution_id: string
  person_id: string
  wants: WaitsFor
  /** The window in which the time must lie. */
  starts_at: number
  ends_at: number
  /** As long as the window where the very span is wanted. */
  length_ms: number
  /** Digits from 1 (Monday) to 7. */
  weekdays: string
  day_from: string
  day_until: string
  /** Of the booking that an accepted offer becomes. */
  purpose: string
  state: WaitingState
  /** 1 where the last offer lapsed. */
  has_missed: number
  /** 1 where somebody is to operate the instrument. */
  with_operator: number
  created_at: number
}

/** Time that was offered to somebody who waits; while it is open, a blocked span of its id holds the time. */
export type TimeOfferTable = {
  id: string
  entry_id: string
  instrument_id: string
  person_id: string
  /** The id of the first offer of the same freed time. */
  round: string
  starts_at: number
  ends_at: number
  offered_at: number
  expires_at: number
  state: OfferState
  /** What it became when it was accepted. */
  booking_id: string | null
}

/** For whom a request waits; a row while it does. */
export type ApprovalWaitTable = {
  booking_id: string
  awaits: ApprovalStep
  /** 1 where the keeper is asked next. */
  then_keeper: number
  /** Whose leader decides the step `pi`, whoever that is by then. */
  group_id: string | null
  asked_at: number
  expires_at: number
}

/** The decisions about requests; only grows. */
export type ApprovalStepTable = {
  id: string
  booking_id: string
  step: ApprovalStep
  verdict: ApprovalVerdict
  /** Null for the platform. */
  decider_id: string | null
  at: number
  note: string | null
}

/** Who sees names on the calendars of an institution; no row until it has set something. */
export type InstitutionPrivacyTable = { institution_id: string; names: NamePolicy; updated_at: number }

/** The same for one instrument; no row where it follows its institution. */
export type InstrumentPrivacyTable = { instrument_id: string; names: NamePolicy; updated_at: number }

export type BookingTables = {
  booking: BookingTable
  blocked_span: BlockedSpanTable
  maintenance: MaintenanceTable
  booking_change: BookingChangeTable
  booking_series: BookingSeriesTable
  series_occurrence: SeriesOccurrenceTable
  waiting_entry: WaitingEntryTable
  time_offer: TimeOfferTable
  time_hold: TimeHoldTable
  given_up_time: GivenUpTimeTable
  approval_wait: ApprovalWaitTable
  approval_step: ApprovalStepTable
  institution_privacy: InstitutionPrivacyTable
  instrument_privacy: InstrumentPrivacyTable
  booking_answer: BookingAnswerTable
  instrument_operation: InstrumentOperationTable
  instrument_operator: InstrumentOperatorTable
  operator_absence: OperatorAbsenceTable
  instrument_calendar: InstrumentCalendarTable
}

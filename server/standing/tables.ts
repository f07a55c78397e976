/** Tables owned by standing. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

import type { AppealState } from './rules/appeals.ts'
import type { ConductKind } from './rules/conduct.ts'
import type { RestrictionScope } from './rules/restrictions.ts'
import type { EnrolmentState } from './rules/training.ts'

/** An instrument that has a row can be booked by qualified people only. */
export type TrainingRequirementTable = {
  instrument_id: string
  /** Null: a qualification does not lapse by date. */
  valid_days: number | null
  /** Null: it does not lapse by disuse. */
  disuse_days: number | null
  updated_at: number
}

export type QualificationTable = {
  id: string
  instrument_id: string
  person_id: string
  granted_at: number
  granted_by: string
  reason: string
  /** The enrolment that was passed; null where a keeper granted it himself. */
  enrolment_id: string | null
  last_used_at: number | null
  /** Follows from the requirement, the grant and the last use; null while nothing makes it lapse. */
  expires_at: number | null
  /** What the person has been told of its end. */
  notice: 'none' | 'warned' | 'expired'
  /** When it was revoked or renewed by another; at most one of an instrument and person has not ended. */
  ended_at: number | null
  ended_by: string | null
  end_reason: string | null
}

export type TrainingSessionTable = {
  id: string
  instrument_id: string
  /** The owner of the instrument. */
  institution_id: string
  starts_at: number
  ends_at: number
  place: string
  seats: number
  trainer_id: string
  pass_mark: number
  cancelled_at: number | null
  cancel_reason: string | null
  created_at: number
}

export type TrainingEnrolmentTable = {
  id: string
  session_id: string
  person_id: string
  /** From 1; null once given back. No two enrolments of a session have the same. */
  seat: number | null
  state: EnrolmentState
  enrolled_at: number
  score: number | null
  recorded_by: string | null
  recorded_at: number | null
}

/** What people did that earns or costs points; only grows. */
export type ConductEventTable = {
  /** Derived from its cause, so that nothing counts twice. */
  id: string
  person_id: string
  kind: ConductKind
  points: number
  /** When it happened: it counts while this is inside the window. */
  occurred_at: number
  recorded_at: number
  instrument_id: string | null
  institution_id: string | null
  booking_id: string | null
  /** Null where a rule gave the points. */
  actor_id: string | null
  reason: string | null
  /** The event that this one takes back. */
  reverses_id: string | null
}

export type RestrictionTable = {
  id: string
  person_id: string
  scope: RestrictionScope
  instrument_id: string | null
  /** Where it was imposed; null for the platform. */
  institution_id: string | null
  reason: string
  starts_at: number
  ends_at: number
  /** Null where the points fell below a level. */
  imposed_by: string | null
  imposed_at: number
  /** The event by which the points fell. */
  event_id: string | null
  /** It falls away when the points are this many again. */
  below_points: number | null
  lifted_at: number | null
  lifted_by: string | null
  lift_reason: string | null
}

export type AppealTable = {
  id: string
  person_id: string
  /** One of the two is appealed against. */
  restriction_id: string | null
  event_id: string | null
  /** Whose manager decides; null: the city. */
  institution_id: string | null
  text: string
  state: AppealState
  filed_at: number
  decided_at: number | null
  decided_by: string | null
  decision: string | null
}

export type StandingTables = {
  training_requirement: TrainingRequirementTable
  qualification: QualificationTable
  training_session: TrainingSessionTable
  training_enrolment: TrainingEnrolmentTable
  conduct_event: ConductEventTable
  restriction: RestrictionTable
  appeal: AppealTable
}

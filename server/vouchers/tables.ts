/** Tables owned by vouchers. Instants are UTC epoch milliseconds; see kernel/interval.ts. Money is fen. */

import type { GrantState } from './rules/grants.ts'
import type { CustomerKind, ProgrammeLevel } from './rules/programmes.ts'
import type { ClaimState, MovementKind } from './rules/movements.ts'
import type { Reserve } from './rules/reserves.ts'

export type VoucherProgrammeTable = {
  id: string
  name_zh: string
  name_en: string | null
  issuer: string
  level: ProgrammeLevel
  /** The number of the document that sets the rules; null where it has none. */
  doc_no: string | null
  source: string
  /** 0 or 1: the rules are made up for the demo. */
  is_demo: number
  /** `YYYY-MM-DD`, both days included. */
  valid_from: string
  valid_to: string
  /** JSON of rules/programmes.ts `ProgrammeRules`. */
  rules: string
  budget_fen: number
  /** Set aside and not settled; with what was captured at most the budget, by a check. */
  reserved_fen: number
  captured_fen: number
  opened_at: number
  opened_by: string
}

/** An application, and what came of it. */
export type VoucherGrantTable = {
  id: string
  programme_id: string
  institution_id: string
  applicant_id: string
  /** Chosen by the client: the same again is the same application. */
  client_key: string
  input: string
  /** What the institution says that it is. */
  kind: CustomerKind
  asked_fen: number
  purpose: string
  /** JSON array of institutions that it says are related to it. */
  related_ids: string
  /** The evidence: name and SHA-256 of a file that the applicant keeps. */
  file_name: string
  file_sha256: string
  /** Whose limit it counts to. */
  year: number
  state: GrantState
  applied_at: number
  decided_at: number | null
  decided_by: string | null
  decision: string | null
  granted_fen: number
  expires_at: number | null
  reserved_fen: number
  captured_fen: number
}

/** What a booking sets aside of a grant; one for each booking. */
export type VoucherReserveTable = {
  booking_id: string
  programme_id: string
  grant_id: string
  institution_id: string
  provider_id: string
  reserved_fen: number
  captured_fen: number
  released_fen: number
  state: Reserve['state']
  reserved_at: number
  settled_at: number | null
  /** Counts how often it was settled. */
  version: number
  claim_id: string | null
  /** What the provider was paid of it, and had to give back. */
  paid_fen: number
  returned_fen: number
  return_reason: string | null
}

export type VoucherClaimTable = {
  id: string
  programme_id: string
  provider_id: string
  period_starts_at: number
  period_ends_at: number
  line_count: number
  amount_fen: number
  state: ClaimState
  submitted_at: number
  submitted_by: string
  decided_at: number | null
  decided_by: string | null
  payment_reference: string | null
  /** `YYYY-MM-DD`. */
  paid_on: string | null
  reason: string | null
}

export type VoucherBanTable = {
  institution_id: string
  programme_id: string
  ends_at: number
  reason: string
  imposed_at: number
  imposed_by: string
}

/** Only ever added to. */
export type VoucherMovementTable = {
  /** Derived from the cause (rules/movements.ts). */
  id: string
  programme_id: string
  grant_id: string | null
  booking_id: string | null
  claim_id: string | null
  kind: MovementKind
  amount_fen: number
  at: number
  actor_id: string | null
}

export type VouchersTables = {
  voucher_programme: VoucherProgrammeTable
  voucher_grant: VoucherGrantTable
  voucher_reserve: VoucherReserveTable
  voucher_claim: VoucherClaimTable
  voucher_ban: VoucherBanTable
  voucher_movement: VoucherMovementTable
}

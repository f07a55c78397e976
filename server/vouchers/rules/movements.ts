/** What happens to voucher money, in words and ids: every movement is written once and never changed. */

import type { Fen } from '../../kernel/money.ts'

export const MOVEMENT_KINDS = ['grant', 'reserve', 'capture', 'release', 'claim', 'paid', 'clawback'] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

export const CLAIM_STATES = ['submitted', 'paid', 'refused'] as const
export type ClaimState = (typeof CLAIM_STATES)[number]

export type Movement = {
  readonly kind: MovementKind
  readonly programmeId: string
  readonly grantId: string | null
  readonly bookingId: string | null
  readonly claimId: string | null
  readonly amountFen: Fen
  /** How often its booking was settled before; 0 where it cannot be settled twice. */
  readonly version?: number
}

/** Derived from the cause: the same cause twice is the same id, which the primary key refuses. */
export function movementId({ kind, grantId, bookingId, claimId, version = 0 }: Movement): string {
  const about = [claimId, bookingId ?? grantId].filter((it) => it !== null).join(':')
  return version > 1 ? `${kind}:${about}:${version}` : `${kind}:${about}`
}

/** What is locked while money of a programme moves. */
export function programmeKey(programmeId: string): string {
  return `voucher-programme:${programmeId}`
}

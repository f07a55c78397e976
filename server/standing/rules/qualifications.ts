/** When a qualification lapses, and how it stands. Days are 24 hours each; a span is half-open, so at its end it has lapsed. */

import { DAY_MS, type Instant } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

const DAYS_MAX = 3_650

/** People are told this long before their qualification lapses. */
export const WARNING_MS = 7 * DAY_MS

export type TrainingRequirement = {
  /** Null: it does not lapse by date. */
  readonly validDays: number | null
  /** Null: it does not lapse by disuse. */
  readonly disuseDays: number | null
}

export type Grant = { readonly grantedAt: Instant; readonly lastUsedAt: Instant | null }

/** Every reason why an instrument cannot require this; empty when it can. */
export function requirementProblems({ validDays, disuseDays }: TrainingRequirement): readonly Problem[] {
  const isDays = (days: number | null) =>
    days === null || (Number.isInteger(days) && days >= 1 && days <= DAYS_MAX)
  return isDays(validDays) && isDays(disuseDays)
    ? []
    : [problem('REQUIREMENT_DAYS_INVALID', [], { max: DAYS_MAX })]
}

/** The first moment at which a grant has lapsed: so long after it, or so long after the last use; null: never. */
export function lapseAt(
  { grantedAt, lastUsedAt }: Grant,
  requirement: TrainingRequirement | null,
): Instant | null {
  const { validDays = null, disuseDays = null } = requirement ?? {}
  const lapses = [
    ...(validDays === null ? [] : [grantedAt + validDays * DAY_MS]),
    ...(disuseDays === null ? [] : [Math.max(grantedAt, lastUsedAt ?? grantedAt) + disuseDays * DAY_MS]),
  ]
  return lapses.length === 0 ? null : Math.min(...lapses)
}

export function isValidAt(expiresAt: Instant | null, at: Instant): boolean {
  return expiresAt === null || at < expiresAt
}

export const QUALIFICATION_STATES = ['valid', 'expiring', 'expired', 'ended'] as const
export type QualificationState = (typeof QUALIFICATION_STATES)[number]

/** `expiring` from seven days before its end; `ended` when it was revoked or renewed. */
export function qualificationState(
  { endedAt, expiresAt }: { readonly endedAt: Instant | null; readonly expiresAt: Instant | null },
  now: Instant,
): QualificationState {
  if (endedAt !== null) return 'ended'
  if (!isValidAt(expiresAt, now)) return 'expired'
  return expiresAt !== null && expiresAt - now <= WARNING_MS ? 'expiring' : 'valid'
}

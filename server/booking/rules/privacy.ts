/** Who sees on a calendar who has booked. What a booking is for is seen by its maker and the staff alone, whatever is set. */

import { may, type Viewer } from '../../identity/rules.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** Besides the person himself and the staff: nobody, people of the same institution, everybody signed in. Strictest first. */
export const NAME_POLICIES = ['nobody', 'colleagues', 'everyone'] as const
export type NamePolicy = (typeof NAME_POLICIES)[number]

/** What counts until an institution says otherwise. */
export const DEFAULT_NAMES: NamePolicy = 'nobody'

/** What counts on an instrument: its institution's policy, or its own where that is stricter. */
export function namesInForce(institution: NamePolicy, own: NamePolicy | null): NamePolicy {
  return own !== null && isLooser(institution, own) ? own : institution
}

function isLooser(a: NamePolicy, b: NamePolicy): boolean {
  return NAME_POLICIES.indexOf(a) > NAME_POLICIES.indexOf(b)
}

/** An instrument may tighten what its institution has set, and not loosen it. */
export function privacyProblems(own: NamePolicy | null, institution: NamePolicy): readonly Problem[] {
  return own !== null && isLooser(own, institution) ? [problem('PRIVACY_LOOSER')] : []
}

export type Booker = {
  readonly personId: string | null
  /** The owner of the instrument. */
  readonly institutionId: string | null
  /** Where the person worked when he booked. */
  readonly customerInstitutionId: string | null
  readonly isOfEnterprise: boolean
}

/**
 * Whether the viewer may see who booked. That an enterprise works on something is nobody's business but its own: its
 * people are seen by their colleagues at most, and so is nobody whose institution is not known.
 */
export function seesName(viewer: Viewer | null, booker: Booker, names: NamePolicy): boolean {
  const { institutionId, personId, customerInstitutionId, isOfEnterprise } = booker
  if (may(viewer, 'seeBookings', { institutionId, personId })) return true
  if (names === 'nobody' || !viewer || !may(viewer, 'seeNames')) return false
  if (customerInstitutionId === null) return false
  if (customerInstitutionId === viewer.institutionId) return true
  return names === 'everyone' && !isOfEnterprise
}

/** What an institution is, and whether what is said of it is right. */

import { type Problem, problem } from '../kernel/problem.ts'

export const INSTITUTION_KINDS = [
  'university',
  'research_institute',
  'enterprise',
  'testing_body',
  'government_platform',
] as const
export type InstitutionKind = (typeof INSTITUTION_KINDS)[number]

/** How a thing that the city reviews stands. Institutions use all but `draft` and `withdrawn`. */
export const REVIEW_STATES = ['draft', 'submitted', 'approved', 'rejected', 'withdrawn'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/**
 * Whether `uscc` is a well-formed 统一社会信用代码: 18 characters whose last is the check character of
 * GB 32100-2015 and whose ninth to seventeenth are an organisation code with the check character of GB 11714-1997.
 */
export function isUscc(uscc: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(uscc)) return false
  return usccCheck(uscc.slice(0, 17)) === uscc[17] && organisationCheck(uscc.slice(8, 16)) === uscc[16]
}

function usccCheck(body: string): string | undefined {
  const sum = Array.from(body).reduce((total, it, i) => total + USCC_ALPHABET.indexOf(it) * (3 ** i % 31), 0)
  return USCC_ALPHABET[(31 - (sum % 31)) % 31]
}

function organisationCheck(body: string): string {
  const sum = Array.from(body).reduce(
    (total, it, i) => total + ORGANISATION_ALPHABET.indexOf(it) * (ORGANISATION_WEIGHTS[i] ?? 0),
    0,
  )
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : String(check % 11)
}

export type InstitutionFacts = {
  readonly uscc: string
  readonly nameZh: string
  readonly addressZh: string
  readonly contactEmail: string | null
  readonly districtKnown: boolean
  readonly usccTaken: boolean
}

/** Every reason why an institution cannot be registered like this; empty when it can. */
export function institutionProblems(facts: InstitutionFacts): readonly Problem[] {
  const problems: Problem[] = []
  if (!isUscc(facts.uscc)) problems.push(problem('USCC_INVALID'))
  if (facts.usccTaken) problems.push(problem('USCC_TAKEN'))
  if (!facts.districtKnown) problems.push(problem('DISTRICT_NOT_FOUND'))
  if (facts.nameZh.trim().length < 2 || facts.nameZh.length > 100) {
    problems.push(problem('INPUT_INVALID', [], { field: 'nameZh' }))
  }
  if (facts.addressZh.trim() === '') problems.push(problem('INPUT_INVALID', [], { field: 'addressZh' }))
  if (facts.contactEmail !== null && !/^[^@\s]+@[^@\s]+$/.test(facts.contactEmail)) {
    problems.push(problem('INPUT_INVALID', [], { field: 'contactEmail' }))
  }
  return problems
}

/** More do not belong to one group; so a group is read whole. */
export const GROUP_MEMBERS_MAX = 100

const GROUP_NAME_LENGTH_MAX = 60

export type GroupFacts = {
  readonly nameZh: string
  /** Whether another group of the institution has the name. */
  readonly nameTaken: boolean
  readonly institutionId: string
  /** Who is to lead it, where he works, and to which other group of the institution he belongs; undefined when there is no such person. */
  readonly principal: GroupCandidate | undefined
}

export type GroupCandidate = {
  readonly institutionId: string | null
  readonly otherGroupId: string | undefined
}

/** Every reason why there can be no such group; empty when there can. */
export function groupProblems(facts: GroupFacts): readonly Problem[] {
  const name = facts.nameZh.trim()
  return [
    ...(name.length < 2 || name.length > GROUP_NAME_LENGTH_MAX
      ? [problem('INPUT_INVALID', [], { field: 'nameZh' })]
      : []),
    ...(facts.nameTaken ? [problem('GROUP_NAME_TAKEN')] : []),
    ...candidateProblems(facts.principal, facts.institutionId),
  ]
}

/** Every reason why a person cannot belong to a group of the institution. */
export function candidateProblems(
  candidate: GroupCandidate | undefined,
  institutionId: string,
): readonly Problem[] {
  if (!candidate) return [problem('PERSON_NOT_FOUND')]
  return [
    ...(candidate.institutionId === institutionId ? [] : [problem('PERSON_ELSEWHERE')]),
    ...(candidate.otherGroupId === undefined ? [] : [problem('PERSON_IN_OTHER_GROUP')]),
  ]
}

/** Every reason why a review cannot be decided like this: only what is submitted is decided, and a refusal says why. */
export function reviewProblems(
  state: ReviewState,
  approve: boolean,
  note: string | null,
): readonly Problem[] {
  const problems: Problem[] = []
  if (state !== 'submitted') problems.push(problem('REVIEW_NOT_PENDING'))
  if (!approve && (note ?? '').trim() === '') problems.push(problem('REASON_MISSING'))
  return problems
}

/** As what somebody comes to an instrument: its own staff, people of its institution, of a scientific body, of a firm, or nobody's. */
export const USER_CLASSES = ['staff', 'own', 'academic', 'enterprise', 'individual'] as const
export type UserClass = (typeof USER_CLASSES)[number]

export type Customer = {
  /** Null where he belongs to no institution. */
  readonly institutionId: string | null
  readonly kind: InstitutionKind | null
  /** Whether he keeps or manages instruments of the owner. */
  readonly isStaff: boolean
}

/** Whether a customer is one of the owner's own; nobody's institution is nobody's own. */
export function isOwn(ownerId: string, customerInstitutionId: string | null): boolean {
  return ownerId === customerInstitutionId
}

export function userClassOf(ownerId: string, { institutionId, kind, isStaff }: Customer): UserClass {
  if (isStaff) return 'staff'
  if (isOwn(ownerId, institutionId)) return 'own'
  if (kind === null) return 'individual'
  return kind === 'enterprise' ? 'enterprise' : 'academic'
}

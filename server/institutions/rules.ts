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

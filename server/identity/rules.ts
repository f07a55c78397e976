/** Who may do what: one table of small sentences. And what a sign-in, a password and a role grant must be. */

import type { Instant } from '../kernel/interval.ts'
import { type Problem, problem, refuse } from '../kernel/problem.ts'

export const INSTITUTION_ROLES = ['researcher', 'keeper', 'manager', 'finance'] as const
export const CITY_ROLES = ['reviewer', 'administrator', 'auditor'] as const
export const ROLES = [...INSTITUTION_ROLES, ...CITY_ROLES] as const
export type Role = (typeof ROLES)[number]

/** `device`: only report what happens at instruments. */
export const TOKEN_SCOPES = ['read', 'book', 'manage', 'device'] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

export type Grant = { readonly role: Role; readonly institutionId: string | null }

export type Viewer = {
  readonly personId: string
  readonly institutionId: string | null
  readonly grants: readonly Grant[]
  /** What the API token may be used for; null for a session, which may do all that the person may. */
  readonly scopes: readonly TokenScope[] | null
}

/** Where an ability is asked for: the institution that the thing belongs to, and the person it is about. */
export type Place = { readonly institutionId?: string | null; readonly personId?: string | null }

/** `role` at the institution of the place; `self` is the person of the place; `everyone` is anybody signed in. */
type Who = 'everyone' | 'self' | Role

type Ability = { readonly scope: TokenScope; readonly who: readonly Who[] }

export const ABILITIES = {
  adjustConduct: { scope: 'manage', who: ['manager', 'administrator'] },
  applyForVouchers: { scope: 'manage', who: ['manager', 'finance'] },
  appealStanding: { scope: 'book', who: ['self'] },
  approveBookings: { scope: 'manage', who: ['keeper', 'manager'] },
  bookForOthers: { scope: 'book', who: ['keeper', 'manager'] },
  bookInstruments: { scope: 'book', who: ['everyone'] },
  claimVouchers: { scope: 'manage', who: ['finance'] },
  changeBookings: { scope: 'book', who: ['self', 'keeper', 'manager'] },
  closePeriods: { scope: 'manage', who: ['finance', 'reviewer', 'administrator'] },
  decideAppeals: { scope: 'manage', who: ['manager', 'administrator'] },
  decideForGroup: { scope: 'book', who: ['self'] },
  editInstruments: { scope: 'manage', who: ['keeper', 'manager'] },
  enrolInTraining: { scope: 'book', who: ['everyone'] },
  grantCityRoles: { scope: 'manage', who: ['administrator'] },
  grantRoles: { scope: 'manage', who: ['manager', 'administrator'] },
  holdTime: { scope: 'manage', who: ['keeper', 'manager'] },
  manageGroups: { scope: 'manage', who: ['manager'] },
  manageGroupMembers: { scope: 'manage', who: ['self', 'manager'] },
  manageOwnAccount: { scope: 'manage', who: ['self'] },
  manageBankLines: { scope: 'manage', who: ['finance'] },
  manageStatements: { scope: 'manage', who: ['finance'] },
  receiveNotices: { scope: 'read', who: ['self'] },
  manageTraining: { scope: 'manage', who: ['keeper', 'manager'] },
  planAbsences: { scope: 'manage', who: ['self', 'keeper', 'manager'] },
  recordTraining: { scope: 'manage', who: ['self', 'keeper', 'manager'] },
  openVoucherProgrammes: { scope: 'manage', who: ['administrator'] },
  overrideRules: { scope: 'manage', who: ['keeper', 'manager'] },
  reconcile: { scope: 'manage', who: ['finance', 'reviewer', 'administrator'] },
  recordUsage: { scope: 'book', who: ['keeper', 'manager'] },
  registerInstitutions: { scope: 'manage', who: ['everyone'] },
  reopenPeriods: { scope: 'manage', who: ['reviewer', 'administrator'] },
  reportUsage: { scope: 'device', who: ['keeper', 'manager'] },
  restrictPeople: { scope: 'manage', who: ['keeper', 'manager', 'administrator'] },
  reviewInstitutions: { scope: 'manage', who: ['reviewer', 'administrator'] },
  reviewInstruments: { scope: 'manage', who: ['reviewer', 'administrator'] },
  reviewVouchers: { scope: 'manage', who: ['reviewer', 'administrator'] },
  scheduleMaintenance: { scope: 'manage', who: ['keeper', 'manager'] },
  seeAppeals: { scope: 'read', who: ['manager', 'administrator', 'auditor'] },
  seeAuditLog: { scope: 'read', who: ['auditor', 'administrator'] },
  seeBankLines: { scope: 'read', who: ['finance', 'auditor'] },
  seeBookings: { scope: 'read', who: ['self', 'keeper', 'manager', 'reviewer', 'administrator', 'auditor'] },
  seeCharges: {
    scope: 'read',
    who: ['self', 'keeper', 'manager', 'finance', 'administrator', 'auditor'],
  },
  seeCosts: { scope: 'read', who: ['manager', 'finance'] },
  seeLedger: { scope: 'read', who: ['finance', 'administrator', 'auditor'] },
  seeNames: { scope: 'read', who: ['everyone'] },
  seePeople: { scope: 'read', who: ['manager', 'keeper', 'administrator', 'auditor'] },
  seeReconciliation: {
    scope: 'read',
    who: ['finance', 'manager', 'reviewer', 'administrator', 'auditor'],
  },
  seeRestrictions: { scope: 'read', who: ['keeper', 'manager', 'administrator', 'auditor'] },
  seeStanding: { scope: 'read', who: ['self', 'administrator', 'auditor'] },
  seeStatistics: { scope: 'read', who: ['manager', 'reviewer', 'administrator', 'auditor'] },
  seeUsage: { scope: 'read', who: ['keeper', 'manager', 'reviewer', 'administrator', 'auditor'] },
  seeTraining: { scope: 'read', who: ['self', 'keeper', 'manager', 'administrator', 'auditor'] },
  seeUnpublished: { scope: 'read', who: ['keeper', 'manager', 'reviewer', 'administrator', 'auditor'] },
  seeVoucherClaims: {
    scope: 'read',
    who: ['manager', 'finance', 'reviewer', 'administrator', 'auditor'],
  },
  seeVouchers: {
    scope: 'read',
    who: ['researcher', 'keeper', 'manager', 'finance', 'reviewer', 'administrator', 'auditor'],
  },
  setPrivacy: { scope: 'manage', who: ['manager'] },
  setBookingTemplates: { scope: 'manage', who: ['manager', 'administrator'] },
  setTariffs: { scope: 'manage', who: ['manager', 'keeper'] },
  signForCity: { scope: 'manage', who: ['reviewer', 'administrator'] },
  signForProvider: { scope: 'manage', who: ['finance'] },
  waitForTime: { scope: 'book', who: ['self'] },
  withdrawEnrolments: { scope: 'book', who: ['self', 'keeper', 'manager'] },
  waiveCharges: { scope: 'manage', who: ['manager', 'finance'] },
} as const satisfies Record<string, Ability>

export type AbilityName = keyof typeof ABILITIES

const CITY = new Set<string>(CITY_ROLES)

/** Whether the viewer has the ability there. Nobody signed in may do nothing that is listed. */
export function may(viewer: Viewer | null, ability: AbilityName, place: Place = {}): boolean {
  return viewer !== null && hasScope(viewer, ability) && standsIn(viewer, ABILITIES[ability].who, place)
}

/** The reasons why the viewer has not the ability there; empty when he has. */
export function abilityProblems(
  viewer: Viewer | null,
  ability: AbilityName,
  place: Place = {},
): readonly Problem[] {
  if (!viewer) return [problem('SIGN_IN_REQUIRED')]
  const problems: Problem[] = []
  if (!hasScope(viewer, ability)) {
    problems.push(problem('TOKEN_SCOPE_MISSING', [], { scope: ABILITIES[ability].scope }))
  }
  if (!standsIn(viewer, ABILITIES[ability].who, place)) problems.push(problem('FORBIDDEN'))
  return problems
}

/** The viewer, who has the ability there; throws a `Rejection` when he has not. */
export function authorise(viewer: Viewer | null, ability: AbilityName, place: Place = {}): Viewer {
  refuse(abilityProblems(viewer, ability, place))
  if (!viewer) throw new Error('abilityProblems let nobody through')
  return viewer
}

/** The institutions where the viewer has the ability through a role there. */
export function placesOf(viewer: Viewer | null, ability: AbilityName): readonly string[] {
  if (!viewer || !hasScope(viewer, ability)) return []
  const who: readonly Who[] = ABILITIES[ability].who
  const ids = viewer.grants.flatMap((it) =>
    it.institutionId && who.includes(it.role) ? [it.institutionId] : [],
  )
  return [...new Set(ids)]
}

/** Whether the viewer has the ability everywhere, through a role for the city. */
export function mayEverywhere(viewer: Viewer | null, ability: AbilityName): boolean {
  if (!viewer || !hasScope(viewer, ability)) return false
  const who: readonly Who[] = ABILITIES[ability].who
  return viewer.grants.some((it) => CITY.has(it.role) && who.includes(it.role))
}

function hasScope(viewer: Viewer, ability: AbilityName): boolean {
  return viewer.scopes === null || viewer.scopes.includes(ABILITIES[ability].scope)
}

function standsIn(viewer: Viewer, who: readonly Who[], place: Place): boolean {
  return who.some((it) => {
    if (it === 'everyone') return true
    if (it === 'self') return place.personId === viewer.personId
    return viewer.grants.some(
      (grant) =>
        grant.role === it &&
        (CITY.has(it) || (grant.institutionId !== null && grant.institutionId === place.institutionId)),
    )
  })
}

export const FAILED_SIGN_INS_MAX = 5
export const LOCK_MS = 15 * 60_000

/** How a failed sign-in leaves the account: locked for fifteen minutes after the fifth in a row (GB/T 22239-2019, 8.1.4.1). */
export function afterFailedSignIn(failedBefore: number, now: Instant) {
  const failed = failedBefore + 1
  return failed >= FAILED_SIGN_INS_MAX
    ? { failedSignIns: 0, lockedUntil: now + LOCK_MS }
    : { failedSignIns: failed, lockedUntil: 0 }
}

/** Problems of a new password: at least ten characters of three kinds. */
export function passwordProblems(password: string): readonly Problem[] {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((it) => it.test(password)).length
  return password.length >= 10 && password.length <= 200 && kinds >= 3 ? [] : [problem('PASSWORD_TOO_WEAK')]
}

/** City roles stand alone; the others belong to an institution. */
export function grantProblems(role: Role, institutionId: string | null): readonly Problem[] {
  if (CITY.has(role)) return institutionId === null ? [] : [problem('ROLE_IS_CITYWIDE')]
  return institutionId === null ? [problem('ROLE_NEEDS_INSTITUTION')] : []
}

export function emailProblems(email: string): readonly Problem[] {
  return /^[^@\s]{1,64}@[^@\s]{1,190}$/.test(email) ? [] : [problem('INPUT_INVALID', [], { field: 'email' })]
}

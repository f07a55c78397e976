/** Who may be granted what of a programme. */

import type { InstitutionKind } from '../../institutions/rules.ts'
import { addDays, dayInterval, type LocalDate } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import { type Fen, yuanText } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { CustomerKind, ProgrammeRules } from './programmes.ts'
import { mayGrant } from './vouchers.ts'

export const GRANT_STATES = ['applied', 'granted', 'refused'] as const
export type GrantState = (typeof GRANT_STATES)[number]

export type GrantForm = {
  readonly kind: CustomerKind
  readonly askedFen: Fen
  readonly purpose: string
  readonly relatedIds: readonly string[]
  readonly fileName: string
  readonly fileSha256: string
  readonly declared: boolean
  readonly clientKey: string
}

export type GrantFacts = {
  readonly institutionKind: InstitutionKind
  /** What the year has granted, and is still to be decided, to the institution. */
  readonly yearFen: Fen
}

const PURPOSE_MAX = 500
const PURPOSE_MIN = 10
const RELATED_MAX = 20
const DECISION_MIN = 4
const DECISION_MAX = 500

/** Every reason why an institution cannot apply like this; empty when it can. */
export function applicationProblems(
  form: GrantForm,
  rules: ProgrammeRules,
  facts: GrantFacts,
): readonly Problem[] {
  const purpose = Array.from(form.purpose.trim()).length
  const wrong = [
    ...(purpose < PURPOSE_MIN || purpose > PURPOSE_MAX ? ['purpose'] : []),
    ...(form.fileName.trim() === '' || form.fileName.length > 200 ? ['fileName'] : []),
    ...(/^[0-9a-f]{64}$/.test(form.fileSha256) ? [] : ['fileSha256']),
    ...(form.clientKey === '' || form.clientKey.length > 100 ? ['clientKey'] : []),
    ...(form.declared ? [] : ['declared']),
    ...(form.relatedIds.length > RELATED_MAX ? ['relatedIds'] : []),
  ]
  return [
    ...wrong.map((field) => problem('INPUT_INVALID', [], { field })),
    ...(facts.institutionKind === 'enterprise' || form.kind === 'team'
      ? []
      : [problem('VOUCHER_NOT_ENTERPRISE')]),
    ...(rules.kinds.includes(form.kind) ? [] : [problem('VOUCHER_KIND_WRONG')]),
    ...amountProblems(form.askedFen, rules, facts.yearFen),
  ]
}

/** Every reason why so much cannot be granted; empty when it can. */
export function amountProblems(amountFen: Fen, rules: ProgrammeRules, yearFen: Fen): readonly Problem[] {
  if (mayGrant(amountFen, yearFen, rules)) return []
  const { perGrantFen, perYearFen } = rules
  const isTooLarge = amountFen <= 0 || amountFen > perGrantFen
  const params = { max: yuanText(perYearFen), used: yuanText(yearFen) }
  return [
    ...(isTooLarge ? [problem('VOUCHER_GRANT_TOO_LARGE', [], { max: yuanText(perGrantFen) })] : []),
    ...(yearFen + amountFen > perYearFen ? [problem('VOUCHER_YEAR_EXCEEDED', [], params)] : []),
  ]
}

/** Every reason why an application cannot be decided like this; empty when it can. */
export function decisionProblems(
  grant: { readonly id: string; readonly state: GrantState },
  note: string,
): readonly Problem[] {
  const length = Array.from(note.trim()).length
  return [
    ...(grant.state === 'applied' ? [] : [problem('VOUCHER_GRANT_DECIDED', [grant.id])]),
    ...(length < DECISION_MIN ? [problem('REASON_TOO_SHORT', [], { min: DECISION_MIN })] : []),
    ...(length > DECISION_MAX ? [problem('INPUT_INVALID', [], { field: 'note' })] : []),
  ]
}

/** The first moment after a grant that is given today. */
export function grantEnd(
  today: LocalDate,
  {
    validTo,
    validDays,
    zone,
  }: { readonly validTo: LocalDate; readonly validDays: number; readonly zone: string },
): Instant {
  const last = addDays(today, validDays - 1)
  return dayInterval(last < validTo ? last : validTo, zone).endsAt
}

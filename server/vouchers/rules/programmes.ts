/** What a voucher programme says: for whom, how much, how long; and whether what is said makes sense. */

import type { LocalDate } from '../../kernel/calendar.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import type { GrantLimits, VoucherRules } from './vouchers.ts'

export const PROGRAMME_LEVELS = ['national', 'region', 'city', 'district'] as const
export type ProgrammeLevel = (typeof PROGRAMME_LEVELS)[number]

/** 小微企业, 科技型中小企业, 高新技术企业, 专精特新, 众创空间团队. */
export const CUSTOMER_KINDS = ['small_micro', 'tech_sme', 'hi_tech', 'specialised', 'team'] as const
export type CustomerKind = (typeof CUSTOMER_KINDS)[number]

export type ProgrammeRules = VoucherRules &
  GrantLimits & {
    readonly kinds: readonly CustomerKind[]
    /** Instruments that cost less are not paid for; 0: all are. */
    readonly minInstrumentValueFen: Fen
    /** A grant ends this many days after it was given, and with the programme at the latest. */
    readonly validDays: number
    /** Whoever cheated gets nothing for so long. */
    readonly banYears: number
  }

export type ProgrammeForm = {
  readonly nameZh: string
  readonly nameEn: string | null
  readonly issuer: string
  readonly level: ProgrammeLevel
  readonly docNo: string | null
  readonly source: string
  readonly isDemo: boolean
  readonly validFrom: LocalDate
  readonly validTo: LocalDate
  readonly budgetFen: Fen
  readonly rules: ProgrammeRules
}

const TEXT_MAX = 300
const TIERS_MAX = 10
const VALID_DAYS_MAX = 3_650
const BAN_YEARS_MAX = 20

/** Every reason why there can be no such programme; empty when there can. */
export function programmeProblems(form: ProgrammeForm): readonly Problem[] {
  const texts = { nameZh: form.nameZh, issuer: form.issuer, source: form.source }
  const wrong = Object.entries(texts).flatMap(([field, text]) =>
    text.trim() === '' || text.length > TEXT_MAX ? [field] : [],
  )
  if (form.validFrom > form.validTo) wrong.push('validTo')
  if (form.budgetFen <= 0) wrong.push('budgetFen')
  return [
    ...wrong.map((field) => problem('INPUT_INVALID', [], { field })),
    ...(areRulesValid(form.rules) ? [] : [problem('VOUCHER_RULES_INVALID')]),
  ]
}

function areRulesValid(rules: ProgrammeRules): boolean {
  const { tiers, perGrantFen, perYearFen, perOrderFen = 1, validDays, banYears } = rules
  const limits = tiers.map((it) => it.upToFen ?? Infinity)
  return (
    rules.kinds.length > 0 &&
    tiers.length > 0 &&
    tiers.length <= TIERS_MAX &&
    tiers.every((it) => it.percent >= 0 && it.percent <= 100) &&
    limits.every((it, i) => it > (limits[i - 1] ?? 0)) &&
    perOrderFen > 0 &&
    perGrantFen > 0 &&
    perGrantFen <= perYearFen &&
    rules.fullCoverLimitFen >= 0 &&
    rules.minInstrumentValueFen >= 0 &&
    isWithin(validDays, 1, VALID_DAYS_MAX) &&
    isWithin(banYears, 0, BAN_YEARS_MAX)
  )
}

function isWithin(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to
}

/** The reason why a programme is not open on a day; none when it is. */
export function openProblems(
  { validFrom, validTo }: { readonly validFrom: LocalDate; readonly validTo: LocalDate },
  today: LocalDate,
): readonly Problem[] {
  return validFrom <= today && today <= validTo
    ? []
    : [problem('VOUCHER_PROGRAMME_CLOSED', [], { from: validFrom, to: validTo })]
}

/**
 * Why a request was refused.
 *
 * A `Problem` is data and is returned by rules; a `Rejection` carries problems and is thrown by
 * actions, so that the transaction rolls back. Anything else that is thrown is a bug: it is
 * logged, and the caller sees "Unexpected error". Every code has a sentence in both languages.
 */

import { bankProblemTexts } from './problems/bank.ts'
import { bookingProblemTexts } from './problems/booking.ts'
import { catalogProblemTexts } from './problems/catalog.ts'
import { feedProblemTexts } from './problems/feed.ts'
import { feesProblemTexts } from './problems/fees.ts'
import { identityProblemTexts } from './problems/identity.ts'
import { institutionsProblemTexts } from './problems/institutions.ts'
import { reconciliationProblemTexts } from './problems/reconciliation.ts'
import { standingProblemTexts } from './problems/standing.ts'
import { statisticsProblemTexts } from './problems/statistics.ts'
import { usageProblemTexts } from './problems/usage.ts'
import { vouchersProblemTexts } from './problems/vouchers.ts'

export type Locale = 'zh-CN' | 'en'

/** Every refusal the API can give: the key is the public code, the texts are what a person reads; `{name}` is a parameter. */
export const PROBLEMS = {
  ...identityProblemTexts,
  ...institutionsProblemTexts,
  ...catalogProblemTexts,
  ...standingProblemTexts,
  ...bookingProblemTexts,
  ...usageProblemTexts,
  ...vouchersProblemTexts,
  ...feesProblemTexts,
  ...reconciliationProblemTexts,
  ...bankProblemTexts,
  ...statisticsProblemTexts,
  ...feedProblemTexts,
} as const

export type ProblemCode = keyof typeof PROBLEMS

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the literal types.
export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[]

/**
 * Whether staff of the instrument may set a reason aside, with a reason of their own. Said beside the texts of each
 * code; a code that does not say so cannot be overridden.
 */
export function isOverridable(code: ProblemCode): boolean {
  return 'overridable' in PROBLEMS[code]
}

/** `refs` are the ids of what stands in the way, for example the bookings already there; `params` fill the sentence. */
export type Problem = {
  readonly code: ProblemCode
  readonly refs: readonly string[]
  readonly params: Readonly<Record<string, string | number>>
  /** True where whoever asks may override it; left out where he may not. */
  readonly overridable?: boolean
}

export function problem(
  code: ProblemCode,
  refs: readonly string[] = [],
  params: Readonly<Record<string, string | number>> = {},
): Problem {
  return { code, refs, params }
}

/** The sentence of a problem in the reader's language. */
export function problemText({ code, params }: Problem, locale: Locale): string {
  const text: string = PROBLEMS[code][locale === 'en' ? 'en' : 'zh']
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = String(params[name] ?? whole)
    return DURATIONS.has(name) && locale !== 'en' ? spelled(value) : value
  })
}

/** Parameters that may be lengths of time. */
const DURATIONS: ReadonlySet<string> = new Set(['booked', 'limit', 'used'])

const UNITS_ZH: Readonly<Record<string, string>> = { d: '天', h: '小时', min: '分钟' }

/** A limit such as `1 h 30 min` with its units in Chinese. */
function spelled(limit: string): string {
  return limit.replaceAll(/(\d+) (d|h|min)\b/g, (_whole, count: string, unit: string) => {
    return `${count} ${UNITS_ZH[unit] ?? unit}`
  })
}

export class Rejection extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map((it) => problemText(it, 'en')).join(' '))
    this.name = 'Rejection'
    this.problems = problems
  }
}

/** Throws one `Rejection` with every problem; does nothing when there is none. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Rejection(problems)
}

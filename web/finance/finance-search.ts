/** What the finance pages show, as it stands in the URL, and as the API wants it. */

import { chosen, oneOf, textOf } from '../data/search.ts'
import type { ChargeFilter, StatementFilter } from '../gql/graphql.ts'

type Search = Readonly<Record<string, unknown>>

export const CHARGE_STATES = ['OPEN', 'STATED', 'PAID', 'WAIVED'] as const
export const STATEMENT_STATES = ['ISSUED', 'PARTLY_PAID', 'PAID', 'VOID'] as const

/** `payer` shows what the institution owes others; without it, what others owe the institution. */
const SIDES = ['payer'] as const

export type FinanceSearch = {
  readonly month?: string
  readonly side?: 'payer'
  /** The institution whose books these are, where the viewer has several. */
  readonly at?: string
  /** The other side: one payer, or one provider. */
  readonly other?: string
  readonly state?: (typeof CHARGE_STATES)[number]
}

export type StatementSearch = {
  readonly side?: 'payer'
  readonly at?: string
  readonly other?: string
  readonly state?: (typeof STATEMENT_STATES)[number]
}

/** A month `YYYY-MM`, or undefined. */
function monthOf(search: Search): string | undefined {
  const text = textOf(search, 'month')
  return text !== undefined && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined
}

export function financeSearch(search: Search): FinanceSearch {
  return chosen({
    month: monthOf(search),
    side: oneOf(search, 'side', SIDES),
    at: textOf(search, 'at'),
    other: textOf(search, 'other'),
    state: oneOf(search, 'state', CHARGE_STATES),
  })
}

export function statementSearch(search: Search): StatementSearch {
  return chosen({
    side: oneOf(search, 'side', SIDES),
    at: textOf(search, 'at'),
    other: textOf(search, 'other'),
    state: oneOf(search, 'state', STATEMENT_STATES),
  })
}

/** The month `count` after a month; before it when negative. */
export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** A month as its first moment and that of the next, in Beijing, which has had one offset since 1991. */
export function monthInterval(month: string) {
  return {
    startsAt: `${month}-01T00:00:00+08:00`,
    endsAt: `${addMonths(month, 1)}-01T00:00:00+08:00`,
  }
}

/**
 * What of a month can be put on a statement: all of it once it is over, before that the days until yesterday.
 * Undefined when not one of its days is over.
 */
export function statablePeriod(month: string, today: string) {
  const { startsAt, endsAt } = monthInterval(month)
  const until = today.startsWith(month) ? `${today}T00:00:00+08:00` : endsAt
  return today > `${month}-01` ? { startsAt, endsAt: until } : undefined
}

/** The months to choose from: the given one, and the two years up to `thisMonth`, newest first. */
export function monthsToChoose(thisMonth: string, picked: string): readonly string[] {
  const months = Array.from({ length: 24 }, (_, i) => addMonths(thisMonth, -i))
  return months.includes(picked) ? months : [...months, picked].toSorted().toReversed()
}

/** Who is on which side of the books: `at` is the institution whose they are. */
function sidesOf({ side, other }: Pick<FinanceSearch, 'side' | 'other'>, at: string | undefined) {
  return side === 'payer' ? { payerId: at, providerId: other } : { providerId: at, payerId: other }
}

/** The charges of a month; `state` may be another than the one in the URL, to count beside it. */
export function chargeFilter(
  search: FinanceSearch,
  { at, month, state }: { at: string | undefined; month: string; state: FinanceSearch['state'] },
): ChargeFilter {
  return chosen({ ...sidesOf(search, at), during: monthInterval(month), state })
}

export function statementFilter(search: StatementSearch, at: string | undefined): StatementFilter {
  return chosen({ ...sidesOf(search, at), state: search.state })
}

/** Yuan as typed into a form, in fen. */
export function fenOfYuan(yuan: number): number {
  return Math.round(yuan * 100)
}

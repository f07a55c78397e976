/** Which statement a line of the bank pays, with a score of 100 and why. */

import { addDays, type LocalDate } from '../../kernel/calendar.ts'
import type { Fen } from '../../kernel/money.ts'

/** What speaks for a statement, and how much. */
export const MATCH_WEIGHTS = { number: 60, amount: 30, payer: 20, days: 10 } as const
export type MatchReason = keyof typeof MATCH_WEIGHTS
export const MATCH_REASONS = ['number', 'amount', 'payer', 'days'] as const satisfies readonly MatchReason[]

/** From here on a single best match is sure enough to be accepted with others in one step. */
export const SURE_SCORE = 90
const SCORE_MAX = 100
/** What is less likely than this is not suggested. */
const SUGGESTED_MIN = 20
const SUGGESTIONS_MAX = 3
/** Payers take their time; later payments are not spoken for by their day. */
const DAYS_AFTER_ISSUE = 90

export type IncomingMoney = {
  readonly bookedOn: LocalDate
  /** What of the line is open. */
  readonly openFen: Fen
  readonly payerName: string
  readonly description: string
}

export type OwedStatement = {
  readonly id: string
  /** `2026-000123` */
  readonly number: string
  readonly issuedOn: LocalDate
  readonly owedFen: Fen
  /** In every language. */
  readonly payerNames: readonly string[]
}

export type MatchSuggestion = {
  readonly statementId: string
  /** 0 to 100. */
  readonly score: number
  readonly reasons: readonly MatchReason[]
  /** What of the line would pay it. */
  readonly amountFen: Fen
  /** Whether it can be accepted with others in one step. */
  readonly isSure: boolean
}

/** The statements that a line may pay, the likeliest first; at most three. */
export function suggestionsFor(
  money: IncomingMoney,
  statements: readonly OwedStatement[],
): readonly MatchSuggestion[] {
  if (money.openFen <= 0) return []
  const numbers = numbersIn(money.description)
  const payer = plain(money.payerName)
  const scored = statements
    .filter((it) => it.owedFen > 0 && it.issuedOn <= money.bookedOn)
    .map((statement) => {
      const reasons = MATCH_REASONS.filter((it) => speaksFor(it, { money, numbers, payer, statement }))
      const sum = reasons.reduce((score, it) => score + MATCH_WEIGHTS[it], 0)
      return { statement, reasons, score: Math.min(SCORE_MAX, sum) }
    })
    .filter((it) => it.score >= SUGGESTED_MIN && it.reasons.some((reason) => reason !== 'days'))
    .toSorted((a, b) => b.score - a.score || (a.statement.number < b.statement.number ? -1 : 1))
  const [best, second] = scored
  return scored.slice(0, SUGGESTIONS_MAX).map((it) => ({
    statementId: it.statement.id,
    score: it.score,
    reasons: it.reasons,
    amountFen: Math.min(money.openFen, it.statement.owedFen),
    isSure:
      it === best &&
      it.score >= SURE_SCORE &&
      it.score > (second?.score ?? 0) &&
      money.openFen <= it.statement.owedFen,
  }))
}

type Evidence = {
  readonly money: IncomingMoney
  readonly numbers: ReadonlySet<string>
  readonly payer: string
  readonly statement: OwedStatement
}

function speaksFor(reason: MatchReason, { money, numbers, payer, statement }: Evidence): boolean {
  if (reason === 'amount') return money.openFen === statement.owedFen
  if (reason === 'number') return numbers.has(statement.number)
  if (reason === 'days') return money.bookedOn <= addDays(statement.issuedOn, DAYS_AFTER_ISSUE)
  return (
    payer.length > 1 &&
    statement.payerNames.some((it) => {
      const name = plain(it)
      return name.length > 1 && (name.includes(payer) || payer.includes(name))
    })
  )
}

/** `2026-000123`, with whatever dash or none, and with spaces within. */
const NUMBER = /(?<!\d)(\d{4})\s*[-_/\p{Pd}]?\s*((?:\d\s*){5}\d)(?!\d)/gu

/** The numbers of statements in a text: other figures may stand beside them, but a part of a longer one is none. */
function numbersIn(description: string): ReadonlySet<string> {
  const text = description.normalize('NFKC')
  const found = [...text.matchAll(NUMBER)]
  return new Set(found.map(([, year = '', counter = '']) => `${year}-${counter.replaceAll(/\s/g, '')}`))
}

/** Full-width letters as narrow ones, without spaces and brackets: banks write the same name in many ways. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s()（）·]/g, '')
    .toLowerCase()
}

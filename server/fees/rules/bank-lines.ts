/** A line of the bank: what of it is matched, not ours and open, and why somebody may not decide it. */

import type { Fen } from '../../kernel/money.ts'
import { yuanText } from '../../kernel/money.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import { addDays } from '../../kernel/calendar.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** `credit`: came in. `debit`: went out. */
export const BANK_DIRECTIONS = ['credit', 'debit'] as const
export type BankDirection = (typeof BANK_DIRECTIONS)[number]

/** `settled`: nothing of it is open. */
export const BANK_LINE_STATES = ['open', 'settled'] as const
export type BankLineState = (typeof BANK_LINE_STATES)[number]

export const BANK_PARTS_MAX = 20
const REASON_MAX = 200
const DAYS_MAX = 400

/** The parts of the amount of a line. */
export type Shares = { readonly amountFen: Fen; readonly matchedFen: Fen; readonly notOursFen: Fen }

export function openFen({ amountFen, matchedFen, notOursFen }: Shares): Fen {
  return amountFen - matchedFen - notOursFen
}

export function lineState(shares: Shares): BankLineState {
  return openFen(shares) === 0 ? 'settled' : 'open'
}

/** What is locked while a line is decided. */
export function bankLineKey(id: string): string {
  return `bank-line:${id}`
}

type Decided = Shares & { readonly id: string; readonly version: number; readonly direction: BankDirection }

/** Every reason why this much of a line cannot be used up; empty when it can. `version` is what whoever decides saw. */
export function useProblems(
  line: Decided,
  use: { readonly version: number; readonly direction: BankDirection; readonly amountFen: Fen },
): readonly Problem[] {
  if (line.version !== use.version) return [problem('BANK_LINE_CHANGED', [line.id])]
  return [
    ...(line.direction === use.direction ? [] : [problem('BANK_LINE_WRONG_WAY', [line.id])]),
    ...(use.amountFen > openFen(line)
      ? [problem('BANK_LINE_TOO_SMALL', [line.id], { open: yuanText(openFen(line)) })]
      : []),
  ]
}

/** Every reason why what is open of a line cannot be set aside as not ours; empty when it can. */
export function notOursProblems(
  line: Decided,
  { version, reason }: { readonly version: number; readonly reason: string },
): readonly Problem[] {
  if (line.version !== version) return [problem('BANK_LINE_CHANGED', [line.id])]
  return [
    ...(openFen(line) > 0 ? [] : [problem('BANK_LINE_SETTLED', [line.id])]),
    ...bankReasonProblems(reason),
  ]
}

/** Why nothing of a line can be undone; empty when something can. */
export function undoProblems(line: Decided, version: number): readonly Problem[] {
  if (line.version !== version) return [problem('BANK_LINE_CHANGED', [line.id])]
  return openFen(line) === line.amountFen ? [problem('BANK_LINE_UNDECIDED', [line.id])] : []
}

/** A reason is a word at least: lines are many, and most reasons are one of a few. */
export function bankReasonProblems(reason: string): readonly Problem[] {
  const { length } = Array.from(reason.trim())
  if (length < 2) return [problem('REASON_TOO_SHORT', [], { min: 2 })]
  return length > REASON_MAX ? [problem('INPUT_INVALID', [], { field: 'reason' })] : []
}

/** Days from and to which lines are asked for, both included. */
export type Days = { readonly from: LocalDate; readonly to: LocalDate }

/** Sums are over at most this many days: no cost grows with all of history. */
export function daysProblems({ from, to }: Days): readonly Problem[] {
  return to < from || to > addDays(from, DAYS_MAX) ? [problem('INPUT_INVALID', [], { field: 'days' })] : []
}

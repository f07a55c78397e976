/** What may stand on a statement, be reconciled, be priced by hand, and be taken back. */

import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'

export type BillableLine = {
  readonly isComplete: boolean
  readonly isPriced: boolean
  readonly isProblem: boolean
  readonly isDisputed: boolean
  /** When its review of seven days is over; null where it has not begun. */
  readonly reviewedAt: Instant | null
}

/** Complete, priced, no problem, not disputed, its review over. */
export function isBillable(line: BillableLine, now: Instant): boolean {
  const { isComplete, isPriced, isProblem, isDisputed, reviewedAt } = line
  return isComplete && isPriced && !isProblem && !isDisputed && reviewedAt !== null && reviewedAt <= now
}

/** Whether a statement can be reconciled as of a day: not one to come, and not one before the statement. */
export function isReconcileDay(
  day: LocalDate,
  { statedOn, today }: { statedOn?: LocalDate; today: LocalDate },
): boolean {
  return day <= today && (statedOn === undefined || day >= statedOn)
}

/** What is reconciled of a batch: all of it, or nothing where one line cannot be. */
export function reconciledOf<T>(lines: readonly T[], canBe: (line: T) => boolean): readonly T[] {
  return lines.every(canBe) ? lines : []
}

const PRICE_REASON_MIN = 10

/** Whether a price by hand may stand beside the calculated one: where they differ, with a reason. */
export function isManualPriceFounded(calculatedFen: Fen, manualFen: Fen, reason: string | null): boolean {
  return calculatedFen === manualFen || Array.from((reason ?? '').trim()).length >= PRICE_REASON_MIN
}

/** Whether the invoice of a month may be voided: the discounts of later months are built on it, so only the latest. */
export function isLatestMonth(month: string, invoicedMonths: readonly string[]): boolean {
  return invoicedMonths.includes(month) && invoicedMonths.every((it) => it <= month)
}

/** The total of a journal, as its lines are now. */
export function journalTotal(
  lines: readonly { readonly unitPriceFen: Fen; readonly quantity: number }[],
): Fen {
  return lines.reduce((sum, it) => sum + it.unitPriceFen * it.quantity, 0)
}

/** Fiscal years: they begin on the same day of each year, and no journal holds lines of two. */

import { addDays, type LocalDate } from '../../kernel/calendar.ts'

/** First and last day of the fiscal year that holds `date`; `begins` is `MM-DD`. */
export function fiscalYearOf(
  date: LocalDate,
  begins = '01-01',
): { readonly firstDay: LocalDate; readonly lastDay: LocalDate } {
  const year = Number(date.slice(0, 4)) - (date.slice(5) < begins ? 1 : 0)
  const day = (of: number) => `${String(of).padStart(4, '0')}-${begins}`
  return { firstDay: day(year), lastDay: addDays(day(year + 1), -1) }
}

/** Whether all days lie in one fiscal year. */
export function isOneFiscalYear(dates: readonly LocalDate[], begins = '01-01'): boolean {
  return new Set(dates.map((it) => fiscalYearOf(it, begins).firstDay)).size <= 1
}

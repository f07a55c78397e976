/** Where the lines of a month and its journal are: the same words go into the address and come out of it. */

import type { Locale } from '../../kernel/problem.ts'

export const EXPORT_PATH = '/export/reconciliations/:id.xlsx'
export const JOURNAL_PATH = '/export/journals/:id.csv'

/** Of the journal: the day, both accounts, the amount in yuan, the payer's id, and the id of the transfer. */
export const JOURNAL_COLUMNS = ['date', 'debit', 'credit', 'amount_cny', 'payer_id', 'transfer_id'] as const

/** The address of what is on screen as a workbook, in the language of the reader. */
export function exportPath(id: string, differing: boolean, locale: Locale): string {
  const only = differing ? '&differing=yes' : ''
  return `${EXPORT_PATH.replace(':id', encodeURIComponent(id))}?locale=${locale}${only}`
}

export function journalPath(id: string): string {
  return JOURNAL_PATH.replace(':id', encodeURIComponent(id))
}

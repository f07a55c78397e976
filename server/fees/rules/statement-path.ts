/** Where the workbook of a statement is: the same words go into the address and come out of it. */

import type { Locale } from '../../kernel/problem.ts'

export const STATEMENT_PATH = '/export/statements/:id.xlsx'

/** The address of the workbook on this server, in the language of the reader. */
export function statementPath(id: string, locale: Locale): string {
  return `${STATEMENT_PATH.replace(':id', encodeURIComponent(id))}?locale=${locale}`
}

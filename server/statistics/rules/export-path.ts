/** Where the workbook of a question is: the same words go into the address and come out of it. */

import type { Locale } from '../../kernel/problem.ts'
import type { UtilisationQuestion } from './figures.ts'

export const EXPORT_PATH = '/export/utilisation.xlsx'

/** The address of the workbook on this server, in the language of the reader. */
export function exportPath({ period, by, scope }: UtilisationQuestion, locale: Locale): string {
  const words = {
    from: new Date(period.startsAt).toISOString(),
    to: new Date(period.endsAt).toISOString(),
    by: by.toUpperCase(),
    institutionId: scope.institutionId,
    district: scope.district,
    categoryCode: scope.categoryCode,
    locale,
  }
  const given = Object.entries(words).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  return `${EXPORT_PATH}?${new URLSearchParams(given).toString()}`
}

/** Reasons of a refusal with fields called as the form calls them. */

import { useTranslation } from 'react-i18next'
import type { Problem } from '../data/action.ts'
import { ProblemList } from '../design/states.tsx'

const FIELDS = ['nameZh', 'nameEn', 'addressZh', 'contactEmail', 'contactPhone'] as const

type CityProblemsProps = { readonly problems: readonly Problem[]; readonly failure: unknown }

export function CityProblems({ problems, failure }: CityProblemsProps) {
  const { t } = useTranslation('city')
  const words = (message: string) =>
    message.replaceAll(/“(\w+)”/g, (quoted, key: string) => {
      const field = FIELDS.find((it) => it === key)
      return field === undefined ? quoted : `“${t(`fields.${field}`)}”`
    })
  return (
    <ProblemList problems={problems.map((it) => ({ ...it, message: words(it.message) }))} failure={failure} />
  )
}

/** The conditions that narrow the list now, each removable. */

import { useTranslation } from 'react-i18next'
import { weekdayText } from '../design/format.ts'
import { Icon } from '../design/icons.tsx'
import { useLabel } from '../design/names.ts'
import type { CatalogFacetsQuery } from '../gql/graphql.ts'
import type { CatalogSearch, Facet } from './catalog-search.ts'

type ConditionsProps = {
  readonly search: CatalogSearch
  readonly counts: CatalogFacetsQuery['instrumentFacets'] | undefined
  readonly onChange: (change: Partial<Record<keyof CatalogSearch, string | undefined>>) => void
}

const LISTS = {
  category: 'categories',
  institution: 'institutions',
  district: 'districts',
  share: 'shareModes',
} as const satisfies Record<Facet, keyof CatalogFacetsQuery['instrumentFacets']>

const FACETS = ['category', 'institution', 'district', 'share'] as const

export function Conditions({ search, counts, onChange }: ConditionsProps) {
  const { t } = useTranslation('catalog')
  const label = useLabel()
  const chips = FACETS.flatMap((facet) => {
    const key = search[facet]
    const value = counts?.[LISTS[facet]].find((it) => it.key === key)
    return key === undefined ? [] : [{ text: value ? label(value) : key, clear: { [facet]: undefined } }]
  })
  const { day, from, to } = search
  if (day) {
    const text = `${day} ${weekdayText(day)} ${from}–${to} ${t('free.free')}`
    chips.push({ text, clear: { day: undefined, from: undefined, to: undefined } })
  }
  return chips.map(({ text, clear }) => (
    <button
      key={text}
      type="button"
      className="condition"
      aria-label={t('facets.remove', { name: text })}
      onClick={() => onChange(clear)}
    >
      {text} <Icon name="close" />
    </button>
  ))
}

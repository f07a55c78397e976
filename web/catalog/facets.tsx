/** What the catalog can be narrowed by, each value with the number of instruments it would leave. */

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../design/names.ts'
import type { CatalogFacetsQuery } from '../gql/graphql.ts'
import { categoryLevel, categoryShown, type CatalogSearch, type Facet } from './catalog-search.ts'
import { DistrictMap } from './district-map.tsx'
import { FreeWhen } from './free-when.tsx'
import type { FacetCount } from './facet-count.ts'

const SHORT = 8

type FacetListProps = {
  readonly title: string
  readonly values: readonly FacetCount[]
  readonly picked: string | undefined
  readonly onPick: (key: string | undefined) => void
  /** Deeper values stand further in. */
  readonly level?: (key: string) => number
}

function FacetList({ title, values, picked, onPick, level }: FacetListProps) {
  const { t } = useTranslation('catalog')
  const label = useLabel()
  const [whole, setWhole] = useState(false)
  if (values.length === 0) return null
  const shown = values.filter((it, i) => whole || i < SHORT || it.key === picked || level)
  return (
    <section className="facet" aria-label={title}>
      <h2>{title}</h2>
      <ul className="facet-values">
        {shown.map((value) => (
          <li key={value.key}>
            <button
              type="button"
              className={`facet-value facet-level-${level?.(value.key) ?? 1}`}
              aria-pressed={value.key === picked}
              onClick={() => onPick(value.key === picked ? undefined : value.key)}
            >
              <span>{label(value)}</span>
              <span className="facet-count">{value.count}</span>
            </button>
          </li>
        ))}
      </ul>
      {!level && values.length > SHORT ? (
        <button type="button" className="link-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'facets.less' : 'facets.more', { count: values.length - SHORT })}
        </button>
      ) : null}
    </section>
  )
}

type FacetsProps = {
  readonly counts: CatalogFacetsQuery['instrumentFacets'] | undefined
  readonly search: CatalogSearch
  readonly onChange: (change: Partial<Record<keyof CatalogSearch, string | undefined>>) => void
}

export function Facets({ counts, search, onChange }: FacetsProps) {
  const { t } = useTranslation('catalog')
  const pick = (facet: Facet) => (key: string | undefined) => onChange({ [facet]: key })
  if (!counts) return <div className="facets" aria-busy="true" />
  return (
    <div className="facets">
      <DistrictMap districts={counts.districts} picked={search.district} onPick={pick('district')} />
      <FreeWhen search={search} onChange={onChange} />
      <FacetList
        title={t('facets.category')}
        values={counts.categories.filter((it) => categoryShown(it.key, search.category))}
        picked={search.category}
        onPick={pick('category')}
        level={categoryLevel}
      />
      <FacetList
        title={t('facets.institution')}
        values={counts.institutions}
        picked={search.institution}
        onPick={pick('institution')}
      />
      <FacetList
        title={t('facets.share')}
        values={counts.shareModes}
        picked={search.share}
        onPick={pick('share')}
      />
    </div>
  )
}

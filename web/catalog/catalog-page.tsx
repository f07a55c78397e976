/** `/` and `/instruments`: find an instrument by words, facets, district and free time; everything is in the URL. */

import './catalog.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf, usePages } from '../data/query.ts'
import { Button } from '../design/button.tsx'
import { Choice } from '../design/choice.tsx'
import { Icon } from '../design/icons.tsx'
import { useTabTitle } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { useViewer } from '../data/viewer.ts'
import { usePhone } from '../design/use-media.ts'
import type { CatalogFacetsQuery } from '../gql/graphql.ts'
import {
  catalogFilter,
  type CatalogSearch,
  catalogSearch,
  catalogVariables,
  conditionCount,
  isByNextFree,
} from './catalog-search.ts'
import { Conditions } from './conditions.tsx'
import { Facets } from './facets.tsx'
import { CatalogByNextFreeDocument } from './find-operations.ts'
import { CatalogDocument, CatalogFacetsDocument } from './operations.ts'
import { ResultRow } from './result-row.tsx'
import { SearchBox } from './search-box.tsx'

const FilterDrawer = lazy(() => import('./filter-drawer.tsx').then((it) => ({ default: it.FilterDrawer })))

const FoundTime = lazy(() => import('./found-time.tsx').then((it) => ({ default: it.FoundTime })))

/** How long is looked for at first. */
const HOURS_3 = '180'

type Change = Partial<Record<keyof CatalogSearch, string | undefined>>

/** The question in the URL, and how to change it. */
function useCatalogSearch() {
  const search = catalogSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const change = (next: Change) =>
    void navigate({ to: '/instruments', search: catalogSearch({ ...search, ...next }), resetScroll: false })
  return { search, change }
}

export function CatalogPage() {
  const { t } = useTranslation('catalog')
  const { search, change } = useCatalogSearch()
  const phone = usePhone()
  const filter = catalogFilter(search)
  const facets = useQuery({
    ...queryOf(CatalogFacetsDocument, { filter }),
    placeholderData: keepPreviousData,
  })
  const counts = facets.data?.instrumentFacets
  useTabTitle(t('title'))
  return (
    <div className="page catalog">
      <h1 className="visually-hidden">{t('title')}</h1>
      <div className="catalog-head">
        <SearchBox
          value={search.q ?? ''}
          onSearch={(words) => change({ q: words === '' ? undefined : words })}
        />
        {phone ? <PhoneFilters counts={counts} search={search} onChange={change} /> : null}
      </div>
      <div className="catalog-columns">
        {phone ? null : (
          <aside className="panel catalog-aside" aria-label={t('facets.label')}>
            <Facets counts={counts} search={search} onChange={change} />
          </aside>
        )}
        <Results search={search} counts={counts} onChange={change} />
      </div>
    </div>
  )
}

type PartProps = {
  readonly counts: CatalogFacetsQuery['instrumentFacets'] | undefined
  readonly search: CatalogSearch
  readonly onChange: (change: Change) => void
}

function PhoneFilters({ counts, search, onChange }: PartProps) {
  const { t } = useTranslation('catalog')
  const [open, setOpen] = useState(false)
  const conditions = conditionCount(search)
  return (
    <>
      <Button large onClick={() => setOpen(true)}>
        <Icon name="filter" />
        {conditions === 0 ? t('facets.open') : t('facets.openCount', { count: conditions })}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <FilterDrawer total={counts?.total ?? 0} onClose={() => setOpen(false)}>
            <Facets counts={counts} search={search} onChange={onChange} />
          </FilterDrawer>
        </Suspense>
      ) : null}
    </>
  )
}

function Results({ search, counts, onChange }: PartProps) {
  const { t } = useTranslation('catalog')
  const { find } = search
  if (find === undefined) return <InstrumentList search={search} counts={counts} onChange={onChange} />
  return (
    <section className="catalog-results" aria-label={t('find.title')}>
      {conditionCount(search) > 0 ? (
        <div className="row results-head">
          <Conditions search={search} counts={counts} onChange={onChange} />
        </div>
      ) : null}
      <Suspense fallback={<Loading rows={10} />}>
        <FoundTime search={{ ...search, find }} onChange={onChange} />
      </Suspense>
    </section>
  )
}

/** The list in the order asked for; by the next free start it is another query with the same rows. */
function useInstrumentPages(search: CatalogSearch) {
  const byFree = isByNextFree(search)
  const { sort, ...variables } = catalogVariables(search)
  const listed = usePages(
    CatalogDocument,
    { ...variables, sort },
    { connection: (data) => data.instruments, enabled: !byFree },
  )
  const free = usePages(CatalogByNextFreeDocument, variables, {
    connection: (data) => data.instruments,
    enabled: byFree,
  })
  return byFree ? free : listed
}

function InstrumentList({ search, counts, onChange }: PartProps) {
  const { t } = useTranslation('catalog')
  const { viewer } = useViewer()
  const pages = useInstrumentPages(search)
  const total = pages.first?.instruments.totalCount
  return (
    <section className="catalog-results" aria-label={t('results')} aria-busy={pages.refreshing}>
      <div className="spread results-head">
        <div className="row">
          <strong role="status">{total === undefined ? '' : t('found', { count: total })}</strong>
          <Conditions search={search} counts={counts} onChange={onChange} />
        </div>
        <div className="row">
          <Button onClick={() => onChange({ find: HOURS_3, mine: viewer ? 'only' : undefined })}>
            <Icon name="timeline" />
            {t('find.title')}
          </Button>
          <Choice
            label={t('sort.label')}
            value={search.sort ?? 'default'}
            onChange={(sort) => onChange({ sort: sort === 'default' ? undefined : sort })}
            options={[
              { value: 'default', label: t(search.q === undefined ? 'sort.name' : 'sort.relevance') },
              ...(search.q === undefined ? [] : [{ value: 'name', label: t('sort.name') }]),
              { value: 'newest', label: t('sort.newest') },
              { value: 'free', label: t('sort.free') },
            ]}
          />
        </div>
      </div>
      {pages.pending ? <Loading rows={10} /> : null}
      {pages.error ? <ErrorState error={pages.error} onRetry={pages.retry} /> : null}
      {total === 0 ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')}>
          <Button
            onClick={() =>
              onChange(
                Object.fromEntries(Object.keys(search).map((key): [string, undefined] => [key, undefined])),
              )
            }
          >
            {t('empty.clear')}
          </Button>
        </EmptyState>
      ) : null}
      {pages.nodes.length > 0 ? (
        <ul className="results">
          {pages.nodes.map((instrument) => (
            <ResultRow key={instrument.id} instrument={instrument} words={search.q} />
          ))}
        </ul>
      ) : null}
      <LoadMore hasMore={pages.hasMore} loading={pages.loadingMore} onMore={pages.more} />
    </section>
  )
}

/** 找时间: the question above, and below one row for each instrument that has such a time. */

import './find-time.css'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { useViewer } from '../data/viewer.ts'
import { Button } from '../design/button.tsx'
import { Choice } from '../design/choice.tsx'
import { wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { EmptyState, ErrorState, Loading, LoadMore, SignInState } from '../design/states.tsx'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { Money, When } from '../design/values.tsx'
import type { FreeSlotsQuery } from '../gql/graphql.ts'
import { catalogFilter, type CatalogSearch, conditionCount } from './catalog-search.ts'
import { FreeSlotsDocument } from './find-operations.ts'
import { findSpan, findWishes } from './find-time.ts'
import { FindBar, type FindChange, NO_FIND } from './find-bar.tsx'

const PAGE = 20

type FoundTimeProps = {
  readonly search: CatalogSearch & { readonly find: string }
  readonly onChange: (change: FindChange) => void
}

export function FoundTime({ search, onChange }: FoundTimeProps) {
  const { t } = useTranslation('catalog')
  const { viewer, pending } = useViewer()
  const today = wallTime(Date.now()).date
  const forMe = search.mine === 'only'
  const needsSignIn = forMe && viewer === null
  const variables = {
    filter: catalogFilter(search),
    durationMinutes: Number(search.find),
    during: findSpan(search, today),
    forMe,
    ...findWishes(search),
    sort: search.order === 'price' ? ('CHEAPEST' as const) : ('EARLIEST' as const),
    first: PAGE,
  }
  const pages = usePages(FreeSlotsDocument, variables, {
    connection: (data) => data.freeSlots,
    enabled: !needsSignIn && !(forMe && pending),
  })
  const total = pages.first?.freeSlots.totalCount
  return (
    <div aria-busy={pages.refreshing}>
      <FindBar search={search} today={today} signedIn={Boolean(viewer)} onChange={onChange} />
      <div className="spread results-head">
        <strong role="status">
          {total === undefined || needsSignIn ? '' : t('find.found', { count: total })}
        </strong>
        <Choice
          label={t('sort.label')}
          value={search.order ?? 'time'}
          onChange={(order) => onChange({ order: order === 'price' ? order : undefined })}
          options={[
            { value: 'time', label: t('find.earliest') },
            { value: 'price', label: t('find.cheapest') },
          ]}
        />
      </div>
      {needsSignIn ? <SignInState /> : null}
      {pages.pending && !needsSignIn ? <Loading rows={8} /> : null}
      {pages.error ? <ErrorState error={pages.error} onRetry={pages.retry} /> : null}
      {total === 0 ? <NothingFound search={search} onChange={onChange} /> : null}
      {pages.nodes.length > 0 ? (
        <ul className="results">
          {pages.nodes.map((slot) => (
            <SlotRow key={slot.instrument.id} slot={slot} />
          ))}
        </ul>
      ) : null}
      <LoadMore hasMore={pages.hasMore} loading={pages.loadingMore} onMore={pages.more} />
    </div>
  )
}

/** What could be wider: the week, the length, the conditions; else the waiting list of an instrument. */
function NothingFound({ search, onChange }: FoundTimeProps) {
  const { t } = useTranslation('catalog')
  const isLong = Number(search.find) > 60
  const conditions = conditionCount(search) + (search.q === undefined ? 0 : 1)
  const clear: FindChange = {
    q: undefined,
    category: undefined,
    institution: undefined,
    district: undefined,
    share: undefined,
    day: undefined,
    from: undefined,
    to: undefined,
  }
  return (
    <EmptyState title={t('find.empty')} text={t('find.emptyText')}>
      {search.when === 'next' ? null : (
        <Button onClick={() => onChange({ when: 'next', since: undefined, until: undefined })}>
          {t('find.nextWeek')}
        </Button>
      )}
      {isLong ? <Button onClick={() => onChange({ find: '60' })}>{t('find.shorter')}</Button> : null}
      {search.days || search.hours ? (
        <Button onClick={() => onChange({ days: undefined, hours: undefined })}>{t('find.anyTime')}</Button>
      ) : null}
      {conditions > 0 ? <Button onClick={() => onChange(clear)}>{t('empty.clear')}</Button> : null}
      <Button onClick={() => onChange(NO_FIND)}>{t('find.waitInstead')}</Button>
    </EmptyState>
  )
}

type Slot = FreeSlotsQuery['freeSlots']['edges'][number]['node']

function SlotRow({ slot }: { readonly slot: Slot }) {
  const { t } = useTranslation('catalog')
  const name = useName()
  const { instrument, startsAt, endsAt, totalFen } = slot
  const { id, timeZone } = instrument
  const span = { day: wallTime(startsAt, timeZone).date, start: startsAt, end: endsAt }
  return (
    <li className="result slot">
      <div className="result-main">
        <h2>
          <Link to="/instruments/$id" params={{ id }}>
            {name(instrument)}
          </Link>
        </h2>
        <div className="result-facts secondary">
          {`${instrument.manufacturer} ${instrument.model} · ${name(instrument.institution)} · `}
          <span className="nowrap">{name(instrument.district)}</span>
        </div>
        <div className="result-tags">
          <StateTag>{name(instrument.category)}</StateTag>
          {instrument.shareMode === 'EXTERNAL' ? null : (
            <StateTag tone="amber">{t(`shareMode.${instrument.shareMode}`)}</StateTag>
          )}
          <DemoTag demo={instrument.isDemo} />
        </div>
      </div>
      <div className="slot-time">
        <strong>
          <When startsAt={startsAt} endsAt={endsAt} zone={timeZone} />
        </strong>
        <Money fen={totalFen} />
      </div>
      <Link
        to="/instruments/$id"
        params={{ id }}
        search={span}
        className="button button-primary slot-book"
        aria-label={t('find.bookNamed', { name: name(instrument) })}
      >
        {t('find.book')}
      </Link>
    </li>
  )
}

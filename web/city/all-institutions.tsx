/** Every institution of the platform, by name, district, state and kind of part. */

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf, usePages } from '../data/query.ts'
import { chosen } from '../data/search.ts'
import { hasRole, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { DemoTag } from '../design/tags.tsx'
import { usePhone } from '../design/use-media.ts'
import type { CityInstitutionFragment } from '../gql/graphql.ts'
import { ReviewTag } from '../manage/review-tag.tsx'
import { TextFilter } from '../manage/text-filter.tsx'
import { CityDistrictsDocument, CityInstitutionsDocument } from './operations.ts'

export function AllInstitutions({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('city')
  const phone = usePhone()
  const { q, state, district, owner } = useSearch({ from: '/city' })
  const filter = chosen({
    text: q,
    state: state ?? ('APPROVED' as const),
    district,
    isOwner: owner === undefined ? undefined : owner === 'yes',
  })
  const list = usePages(
    CityInstitutionsDocument,
    { filter, first: 50 },
    { connection: (data) => data.institutions },
  )
  const total = list.first?.institutions.totalCount
  const people = hasRole(viewer, ['ADMINISTRATOR', 'AUDITOR'])
  const List = phone ? Cards : Table
  return (
    <div className="stack">
      <Filters total={total} />
      {list.pending ? <Loading rows={10} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {total === 0 ? (
        <div className="panel">
          <EmptyState title={t('all.noneTitle')} text={t('all.noneText')}>
            <Link to="/city" search={{ tab: 'all' }}>
              {t('all.clear')}
            </Link>
          </EmptyState>
        </div>
      ) : null}
      {list.nodes.length > 0 ? <List institutions={list.nodes} people={people} /> : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </div>
  )
}

function Filters({ total }: { readonly total: number | undefined }) {
  const { t } = useTranslation('city')
  const name = useName()
  const { q = '', state, district, owner } = useSearch({ from: '/city' })
  const navigate = useNavigate({ from: '/city' })
  const districts = useQuery(queryOf(CityDistrictsDocument, {}))
  const set = (next: Partial<Record<'q' | 'district', string | undefined>>) =>
    void navigate({ search: (was) => chosen({ ...was, ...next }) })
  return (
    <div className="row">
      <TextFilter
        label={t('all.search')}
        value={q}
        onChange={(words) => set({ q: words === '' ? undefined : words })}
      />
      <Select
        aria-label={t('fields.district')}
        className="city-select"
        value={district ?? ''}
        onChange={(next) => set({ district: next === '' ? undefined : next })}
        options={[
          { value: '', label: t('all.everyDistrict') },
          ...(districts.data?.districts ?? []).map((it) => ({ value: it.adcode, label: name(it) })),
        ]}
      />
      <Select<'APPROVED' | 'SUBMITTED' | 'REJECTED'>
        aria-label={t('all.state')}
        className="city-select"
        value={state ?? 'APPROVED'}
        onChange={(next) =>
          void navigate({
            search: (was) => chosen({ ...was, state: next === 'APPROVED' ? undefined : next }),
          })
        }
        options={[
          { value: 'APPROVED', label: t('all.states.APPROVED') },
          { value: 'SUBMITTED', label: t('all.states.SUBMITTED') },
          { value: 'REJECTED', label: t('all.states.REJECTED') },
        ]}
      />
      <Select<'' | 'yes' | 'no'>
        aria-label={t('all.part')}
        className="city-select"
        value={owner ?? ''}
        onChange={(next) =>
          void navigate({ search: (was) => chosen({ ...was, owner: next === '' ? undefined : next }) })
        }
        options={[
          { value: '', label: t('all.everyPart') },
          { value: 'yes', label: t('isOwner') },
          { value: 'no', label: t('isUser') },
        ]}
      />
      <span className="secondary" role="status">
        {total === undefined ? '' : t('all.found', { count: total })}
      </span>
    </div>
  )
}

type ListProps = { readonly institutions: readonly CityInstitutionFragment[]; readonly people: boolean }

const COLUMNS = ['name', 'kind', 'district', 'uscc', 'state'] as const

function Table({ institutions, people }: ListProps) {
  const { t } = useTranslation('city')
  const name = useName()
  return (
    <div className="panel panel-flush table-scroll">
      <table className="table">
        <caption className="visually-hidden">{t('tabs.all')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th key={key} scope="col">
                {t(`all.columns.${key}`)}
              </th>
            ))}
            <th scope="col" className="right">
              {t('all.columns.instruments')}
            </th>
            {people ? <th scope="col">{t('all.columns.people')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {institutions.map((it) => (
            <tr key={it.id}>
              <td>
                <span className="row">
                  <span className="strong">{name(it)}</span> <DemoTag demo={it.isDemo} />
                </span>
                <div className="small secondary">{it.addressZh}</div>
              </td>
              <td className="nowrap">
                {t(`kind.${it.kind}`)}
                <div className="small secondary">{t(it.isOwner ? 'isOwner' : 'isUser')}</div>
              </td>
              <td className="nowrap">{name(it.district)}</td>
              <td className="figures">{it.uscc}</td>
              <td>
                <ReviewTag state={it.state} />
                {it.reviewNote ? <div className="small secondary">{it.reviewNote}</div> : null}
              </td>
              <td className="right">
                <InstrumentsLink institution={it} />
              </td>
              {people ? (
                <td>
                  <PeopleLink institution={it} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards({ institutions, people }: ListProps) {
  const { t } = useTranslation('city')
  const name = useName()
  return (
    <ul className="city-list" aria-label={t('tabs.all')}>
      {institutions.map((it) => (
        <li key={it.id} className="panel stack-tight">
          <div className="spread">
            <strong>{name(it)}</strong>
            <ReviewTag state={it.state} />
          </div>
          <div className="row small secondary">
            {t(`kind.${it.kind}`)} · {name(it.district)} · {t(it.isOwner ? 'isOwner' : 'isUser')}
            <DemoTag demo={it.isDemo} />
          </div>
          <div className="small secondary figures">{it.uscc}</div>
          <div className="row">
            <InstrumentsLink institution={it} /> {people ? <PeopleLink institution={it} /> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function InstrumentsLink({ institution }: { readonly institution: CityInstitutionFragment }) {
  const { t } = useTranslation('city')
  const { instrumentCount: count } = institution
  if (count === 0) return <>{t('all.instruments', { count })}</>
  return (
    <Link to="/instruments" search={{ institution: institution.id }}>
      {t('all.instruments', { count })}
    </Link>
  )
}

function PeopleLink({ institution }: { readonly institution: CityInstitutionFragment }) {
  const { t } = useTranslation('city')
  return (
    <Link to="/manage/people" search={{ institution: institution.id }}>
      {t('all.people')}
    </Link>
  )
}

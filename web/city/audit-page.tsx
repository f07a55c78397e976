/** `/city/audit`: who did what, newest first, sealed line by line. */

import './city.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { chosen } from '../data/search.ts'
import type { Viewer } from '../data/viewer.ts'
import { momentText, moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import { usePhone } from '../design/use-media.ts'
import { ZoneNote } from '../design/values.tsx'
import type { CityAuditLogQuery } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { TextFilter } from '../manage/text-filter.tsx'
import { ACTIONS, detailPairs, KEYS, known, SUBJECTS, VALUES } from './audit-words.ts'
import { CityNav } from './city-nav.tsx'
import { CityAuditLogDocument } from './operations.ts'

type Entry = CityAuditLogQuery['auditLog']['edges'][number]['node']

export function AuditPage() {
  return <Guard roles={['AUDITOR', 'ADMINISTRATOR']}>{(viewer) => <Log viewer={viewer} />}</Guard>
}

function Log({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('city')
  const { subject } = useSearch({ from: '/city/audit' })
  const navigate = useNavigate({ from: '/city/audit' })
  const List = usePhone() ? Cards : Entries
  const list = usePages(
    CityAuditLogDocument,
    { first: 50, ...(subject === undefined ? {} : { subjectId: subject }) },
    { connection: (data) => data.auditLog },
  )
  return (
    <Page title={t('audit.title')} lead={<ZoneNote />} wide>
      <CityNav viewer={viewer} page="audit" />
      <div className="row city-filters">
        <TextFilter
          key={subject ?? ''}
          label={t('audit.subject')}
          value={subject ?? ''}
          onChange={(id) => void navigate({ search: chosen({ subject: id === '' ? undefined : id }) })}
        />
        {subject === undefined ? null : (
          <Button onClick={() => void navigate({ search: {} })}>{t('audit.everything')}</Button>
        )}
        <span className="small secondary">{t('audit.sealed')}</span>
      </div>
      {list.pending ? <Loading rows={12} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {!list.pending && !list.error && list.nodes.length === 0 ? (
        <div className="panel">
          <EmptyState title={t('audit.noneTitle')} text={t('audit.noneText')} />
        </div>
      ) : null}
      {list.nodes.length > 0 ? <List entries={list.nodes} /> : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Page>
  )
}

const COLUMNS = ['at', 'actor', 'action', 'subject', 'detail', 'hash'] as const

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation('city')
  return (
    <div className="panel panel-flush table-scroll">
      <table className="table city-audit">
        <caption className="visually-hidden">{t('audit.title')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th key={key} scope="col">
                {t(`audit.columns.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation('city')
  return (
    <ul className="city-list" aria-label={t('audit.title')}>
      {entries.map((entry) => (
        <li key={entry.id} className="panel stack-tight">
          <div className="spread">
            <strong>
              <Action entry={entry} />
            </strong>
            <Seal entry={entry} />
          </div>
          <div className="row small secondary">
            <span className="figures">{momentText(entry.at)}</span> <Actor entry={entry} />
          </div>
          <Subject entry={entry} />
          <div className="city-detail">
            <Detail detail={entry.detail} />
          </div>
        </li>
      ))}
    </ul>
  )
}

type EntryProps = { readonly entry: Entry }

function Line({ entry }: EntryProps) {
  return (
    <tr>
      <td className="nowrap figures">{momentText(entry.at)}</td>
      <td className="nowrap">
        <Actor entry={entry} />
      </td>
      <td>
        <Action entry={entry} />
      </td>
      <td>
        <Subject entry={entry} />
      </td>
      <td className="city-detail">
        <Detail detail={entry.detail} />
      </td>
      <td>
        <Seal entry={entry} />
      </td>
    </tr>
  )
}

function Actor({ entry }: EntryProps) {
  const { t } = useTranslation('city')
  const name = useName()
  return entry.actor ? (
    name(entry.actor)
  ) : (
    <span className="secondary" title={t('audit.nobodyHint')}>
      {t(entry.action.startsWith('signIn') ? 'audit.visitor' : 'audit.system')}
    </span>
  )
}

function Action({ entry }: EntryProps) {
  const { t } = useTranslation('city')
  const action = known(ACTIONS, entry.action)
  return action ? t(`audit.actions.${action}`) : entry.action
}

function Subject({ entry }: EntryProps) {
  const { t } = useTranslation('city')
  const subject = known(SUBJECTS, entry.subjectType)
  return (
    <>
      <div className="small secondary">{subject ? t(`audit.subjects.${subject}`) : entry.subjectType}</div>
      <Link to="/city/audit" search={{ subject: entry.subjectId }} className="city-id">
        {entry.subjectId}
      </Link>
    </>
  )
}

function Seal({ entry }: EntryProps) {
  const { t } = useTranslation('city')
  return entry.hash === null ? (
    <StateTag tone="line">{t('audit.unsealed')}</StateTag>
  ) : (
    <code title={entry.hash}>{entry.hash.slice(0, 10)}</code>
  )
}

function Detail({ detail }: { readonly detail: string }) {
  const { t } = useTranslation('city')
  const word = (value: string) => {
    const one = known(VALUES, value)
    return one ? t(`audit.values.${one}`) : value
  }
  return detailPairs(detail, { word, moment: momentText, money: moneyText }).map(([key, value]) => {
    const named = known(KEYS, key)
    return (
      <span key={key}>
        <span className="secondary">{named ? t(`audit.keys.${named}`) : key}</span> {value}
      </span>
    )
  })
}

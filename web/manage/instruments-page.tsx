/** `/manage`: every instrument of one's institution, in whatever state, and how complete it is. */

import './manage.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { chosen } from '../data/search.ts'
import { institutionsOf, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore } from '../design/states.tsx'
import { usePhone } from '../design/use-media.ts'
import type { ReviewState, Role } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { InstrumentCards, InstrumentTable } from './instrument-list.tsx'
import { ManageNav } from './manage-nav.tsx'
import { ManageListDocument } from './operations/instruments.ts'
import { TextFilter } from './text-filter.tsx'

const STAFF: readonly Role[] = ['KEEPER', 'MANAGER']
const STATES: readonly ReviewState[] = ['DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'WITHDRAWN']

export function InstrumentsPage() {
  return <Guard roles={STAFF}>{(viewer) => <Instruments viewer={viewer} />}</Guard>
}

function Instruments({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('manage')
  const phone = usePhone()
  const { q, state, institution } = useSearch({ from: '/manage' })
  const filter = chosen({ managedByMe: true, text: q, state, institutionId: institution })
  const list = usePages(ManageListDocument, { filter, first: 50 }, { connection: (data) => data.instruments })
  const total = list.first?.instruments.totalCount
  const List = phone ? InstrumentCards : InstrumentTable
  const narrowed = q !== undefined || state !== undefined || institution !== undefined
  return (
    <Page title={t('title')} actions={<PublishLink />} wide>
      <ManageNav />
      <Filters viewer={viewer} total={total} />
      {list.pending ? <Loading rows={10} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {total === 0 ? (
        <div className="panel">
          <EmptyState
            title={t(narrowed ? 'list.noneTitle' : 'list.emptyTitle')}
            text={t(narrowed ? 'list.noneText' : 'list.emptyText')}
          >
            {narrowed ? <Link to="/manage">{t('list.clear')}</Link> : <PublishLink />}
          </EmptyState>
        </div>
      ) : null}
      {list.nodes.length > 0 ? (
        <div aria-busy={list.refreshing}>
          <List instruments={list.nodes} />
        </div>
      ) : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </Page>
  )
}

function PublishLink() {
  const { t } = useTranslation('manage')
  const navigate = useNavigate()
  return (
    <Button
      type="primary"
      href="/manage/new"
      onClick={(event) => {
        event.preventDefault()
        void navigate({ to: '/manage/new' })
      }}
    >
      {t('publish')}
    </Button>
  )
}

type FiltersProps = { readonly viewer: Viewer; readonly total: number | undefined }

function Filters({ viewer, total }: FiltersProps) {
  const { t } = useTranslation('manage')
  const name = useName()
  const { q = '', state, institution } = useSearch({ from: '/manage' })
  const navigate = useNavigate({ from: '/manage' })
  const places = institutionsOf(viewer, STAFF)
  return (
    <div className="row manage-filters">
      <TextFilter
        label={t('list.search')}
        value={q}
        onChange={(words) =>
          void navigate({ search: (was) => chosen({ ...was, q: words === '' ? undefined : words }) })
        }
      />
      <Select<ReviewState | ''>
        aria-label={t('list.state')}
        className="manage-state"
        value={state ?? ''}
        onChange={(next) =>
          void navigate({ search: (was) => chosen({ ...was, state: next === '' ? undefined : next }) })
        }
        options={[
          { value: '' as const, label: t('list.everyState') },
          ...STATES.map((it) => ({ value: it, label: t(`reviewState.${it}`) })),
        ]}
      />
      {places.length > 1 ? (
        <Select
          aria-label={t('institution')}
          className="manage-institution"
          value={institution ?? ''}
          onChange={(next) =>
            void navigate({
              search: (was) => chosen({ ...was, institution: next === '' ? undefined : next }),
            })
          }
          options={[
            { value: '', label: t('list.everyInstitution') },
            ...places.map((it) => ({ value: it.id, label: name(it) })),
          ]}
        />
      ) : null}
      <span className="secondary" role="status">
        {total === undefined ? '' : t('list.found', { count: total })}
      </span>
    </div>
  )
}

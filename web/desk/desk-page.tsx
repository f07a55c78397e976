/** `/desk`: the day on the instruments a keeper looks after, and the requests that wait for a word. */

import './desk.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../data/query.ts'
import { chosen } from '../data/search.ts'
import { institutionsOf, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { ZoneNote } from '../design/values.tsx'
import type { Role } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { Day } from './day.tsx'
import { Inbox } from './inbox.tsx'
import { DeskRequestsDocument } from './operations.ts'

const STAFF: readonly Role[] = ['KEEPER', 'MANAGER']

export function DeskPage() {
  return <Guard roles={STAFF}>{(viewer) => <Desk viewer={viewer} />}</Guard>
}

function Desk({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { view, institution } = useSearch({ from: '/desk' })
  const requests = usePages(
    DeskRequestsDocument,
    { first: 50, ...(institution === undefined ? {} : { institutionId: institution }) },
    { connection: (data) => data.bookingRequests },
  )
  const waiting = requests.hasMore ? `${requests.nodes.length}+` : String(requests.nodes.length)
  return (
    <Page title={t('title')} lead={<ZoneNote />} actions={<InstitutionChoice viewer={viewer} />} wide>
      <nav className="desk-tabs" aria-label={t('tabs.label')}>
        <Link
          from="/desk"
          to="."
          search={(was) => chosen({ ...was, view: undefined })}
          className="desk-tab"
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {t('tabs.day')}
        </Link>
        <Link
          from="/desk"
          to="."
          search={(was) => ({ ...was, view: 'requests' as const })}
          className="desk-tab"
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {t('tabs.requests')}
          {requests.nodes.length > 0 ? <span className="desk-count">{waiting}</span> : null}
        </Link>
      </nav>
      {view === 'requests' ? <Inbox requests={requests} /> : <Day />}
    </Page>
  )
}

/** For those who keep instruments at several institutions. */
function InstitutionChoice({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const name = useName()
  const { institution } = useSearch({ from: '/desk' })
  const navigate = useNavigate({ from: '/desk' })
  const places = institutionsOf(viewer, STAFF)
  if (places.length < 2) return null
  return (
    <Select
      aria-label={t('institution')}
      className="desk-institution"
      value={institution ?? ''}
      onChange={(id) =>
        void navigate({ search: (was) => chosen({ ...was, institution: id === '' ? undefined : id }) })
      }
      options={[
        { value: '', label: t('everyInstitution') },
        ...places.map((it) => ({ value: it.id, label: name(it) })),
      ]}
    />
  )
}

/** `/desk`: the day on the instruments a keeper looks after, and the requests that wait for a word. */

import '../approvals/approvals.css'
import './desk.css'
import '../records/records.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../data/live.ts'
import { usePages } from '../data/query.ts'
import { chosen } from '../data/search.ts'
import { institutionsOf, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { LiveNote } from '../design/live-note.tsx'
import { Page } from '../design/page.tsx'
import { ZoneNote } from '../design/values.tsx'
import { OpenFaults } from '../faults/open-faults.tsx'
import type { Role } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { WalkInDialog } from '../records/walk-in-dialog.tsx'
import { Day } from './day.tsx'
import { Inbox } from './inbox.tsx'
import { DeskDayDocument, DeskRequestContextDocument, DeskRequestsDocument } from './operations.ts'

const STAFF: readonly Role[] = ['KEEPER', 'MANAGER']

/** A desk with many instruments is read again at most so often, however much happens. */
const READ_MS = 2_000

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
  const place = institution ?? institutionsOf(viewer, STAFF)[0]?.id
  useLive({ desk: true }, [DeskDayDocument, DeskRequestsDocument, DeskRequestContextDocument], {
    everyMs: READ_MS,
  })
  const waiting = requests.hasMore ? `${requests.nodes.length}+` : String(requests.nodes.length)
  return (
    <Page title={t('title')} lead={<Clock />} actions={<DeskActions viewer={viewer} />} wide>
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
      {place ? <OpenFaults institutionId={place} /> : null}
      {view === 'requests' ? <Inbox requests={requests} /> : <Day />}
    </Page>
  )
}

/** Whose clock counts, and whether the page is told of changes. */
function Clock() {
  return (
    <>
      <ZoneNote /> <LiveNote />
    </>
  )
}

function DeskActions({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('records')
  const { institution } = useSearch({ from: '/desk' })
  const [open, setOpen] = useState(false)
  const places = institutionsOf(viewer, STAFF)
  const place = places.find((it) => it.id === institution) ?? places[0]
  return (
    <>
      <InstitutionChoice viewer={viewer} />
      <Link to="/desk/records">{t('title')}</Link>
      {place ? (
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('walkIn.open')}
        </Button>
      ) : null}
      {place && open ? <WalkInDialog institutionId={place.id} onClose={() => setOpen(false)} /> : null}
    </>
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

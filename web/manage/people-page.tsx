/** `/manage/people`: who belongs to an institution, and what each of them may do there. */

import './manage.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOf, usePages } from '../data/query.ts'
import { chosen } from '../data/search.ts'
import { hasRole, institutionsOf, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, ForbiddenState, Loading, LoadMore } from '../design/states.tsx'
import type { Role } from '../gql/graphql.ts'
import { GroupsPanel } from '../groups/groups-panel.tsx'
import { Guard } from '../shell/guard.tsx'
import { Invitation } from './invitation.tsx'
import { ManageNav } from './manage-nav.tsx'
import { ManageInstitutionDocument, ManagePeopleDocument } from './operations/people.ts'
import { PeopleList } from './people-list.tsx'
import { InstitutionPrivacy } from './privacy-panel.tsx'
import { TextFilter } from './text-filter.tsx'

const STAFF: readonly Role[] = ['MANAGER', 'KEEPER']

export function PeoplePage() {
  return (
    <Guard roles={['MANAGER', 'KEEPER', 'ADMINISTRATOR']}>{(viewer) => <People viewer={viewer} />}</Guard>
  )
}

/** Whose people are shown: the institution of the URL, else the viewer's first. */
function usePlace(viewer: Viewer) {
  const { institution } = useSearch({ from: '/manage/people' })
  const own = institutionsOf(viewer, STAFF)
  const id = institution ?? own[0]?.id
  const known = own.find((it) => it.id === id)
  const asked = useQuery({
    ...queryOf(ManageInstitutionDocument, { id: id ?? '' }),
    enabled: id !== undefined && known === undefined,
  })
  const mayGrant =
    hasRole(viewer, ['ADMINISTRATOR']) ||
    viewer.grants.some((it) => it.role === 'MANAGER' && it.institution?.id === id)
  return { id, own, place: known ?? asked.data?.institution, mayGrant }
}

function People({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('manage')
  const name = useName()
  const { id, own, place, mayGrant } = usePlace(viewer)
  const [inviting, setInviting] = useState(false)
  if (id === undefined) return <ForbiddenState />
  return (
    <Page
      title={t('people.title')}
      lead={place ? name(place) : null}
      actions={
        mayGrant ? (
          <Button type="primary" onClick={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        ) : null
      }
    >
      {own.length > 0 ? <ManageNav /> : null}
      <div className="stack">
        <Members institutionId={id} choices={own} mayGrant={mayGrant} />
        <GroupsPanel
          institutionId={id}
          mayManage={viewer.grants.some((it) => it.role === 'MANAGER' && it.institution?.id === id)}
        />
        {own.some((it) => it.id === id) ? <InstitutionPrivacy institutionId={id} /> : null}
      </div>
      {inviting ? <Invitation institutionId={id} onClose={() => setInviting(false)} /> : null}
    </Page>
  )
}

type MembersProps = {
  readonly institutionId: string
  readonly choices: ReturnType<typeof institutionsOf>
  readonly mayGrant: boolean
}

function Members({ institutionId, choices, mayGrant }: MembersProps) {
  const { t } = useTranslation('manage')
  const name = useName()
  const { q } = useSearch({ from: '/manage/people' })
  const navigate = useNavigate({ from: '/manage/people' })
  const list = usePages(
    ManagePeopleDocument,
    { institutionId, first: 50, ...(q === undefined ? {} : { text: q }) },
    { connection: (data) => data.people },
  )
  return (
    <div className="stack">
      <div className="row">
        <TextFilter
          label={t('people.search')}
          value={q ?? ''}
          onChange={(words) =>
            void navigate({ search: (was) => chosen({ ...was, q: words === '' ? undefined : words }) })
          }
        />
        {choices.length > 1 ? (
          <Select
            aria-label={t('institution')}
            className="manage-institution"
            value={institutionId}
            onChange={(next) => void navigate({ search: (was) => ({ ...was, institution: next }) })}
            options={choices.map((it) => ({ value: it.id, label: name(it) }))}
          />
        ) : null}
      </div>
      {mayGrant ? null : <p className="notice">{t('people.readOnly')}</p>}
      {list.pending ? <Loading rows={8} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
      {!list.pending && !list.error && list.nodes.length === 0 ? (
        <div className="panel">
          <EmptyState title={t('people.noneTitle')} text={t('people.noneText')} />
        </div>
      ) : null}
      {list.nodes.length > 0 ? (
        <PeopleList people={list.nodes} institutionId={institutionId} mayGrant={mayGrant} />
      ) : null}
      <LoadMore hasMore={list.hasMore} loading={list.loadingMore} onMore={list.more} />
    </div>
  )
}

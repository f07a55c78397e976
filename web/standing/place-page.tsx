/** `/manage/standing`: the restrictions and appeals of an institution. */

import '../manage/manage.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { institutionsOf, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { ForbiddenState } from '../design/states.tsx'
import { ManageNav } from '../manage/manage-nav.tsx'
import { Guard } from '../shell/guard.tsx'
import { PlaceStanding } from './place-standing.tsx'

export function PlacePage() {
  return <Guard roles={['KEEPER', 'MANAGER']}>{(viewer) => <Place viewer={viewer} />}</Guard>
}

function Place({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('standing')
  const { t: tm } = useTranslation('manage')
  const name = useName()
  const navigate = useNavigate({ from: '/manage/standing' })
  const { institution } = useSearch({ from: '/manage/standing' })
  const own = institutionsOf(viewer, ['MANAGER', 'KEEPER'])
  const place = own.find((it) => it.id === institution) ?? own[0]
  if (!place) return <ForbiddenState />
  const isManager = institutionsOf(viewer, ['MANAGER']).some((it) => it.id === place.id)
  return (
    <Page title={t('place.title')} lead={name(place)}>
      <ManageNav />
      {own.length > 1 ? (
        <Select
          aria-label={tm('institution')}
          className="manage-institution manage-filters"
          value={place.id}
          onChange={(next) => void navigate({ search: { institution: next } })}
          options={own.map((it) => ({ value: it.id, label: name(it) }))}
        />
      ) : null}
      <PlaceStanding key={place.id} institutionId={place.id} mayAdjust={isManager} mayRestrict />
    </Page>
  )
}

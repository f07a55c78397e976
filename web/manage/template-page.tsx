/** `/manage/template`: the booking rules that count for all instruments of an institution. */

import './manage.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { institutionsOf, type Viewer } from '../data/viewer.ts'
import { useName } from '../design/names.ts'
import { Page } from '../design/page.tsx'
import { ForbiddenState } from '../design/states.tsx'
import { TemplateEditor } from '../policies/template-editor.tsx'
import { Guard } from '../shell/guard.tsx'
import { ManageNav } from './manage-nav.tsx'

export function TemplatePage() {
  return <Guard roles={['KEEPER', 'MANAGER']}>{(viewer) => <Template viewer={viewer} />}</Guard>
}

function Template({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('policies')
  const name = useName()
  const { institution } = useSearch({ from: '/manage/template' })
  const navigate = useNavigate({ from: '/manage/template' })
  const own = institutionsOf(viewer, ['KEEPER', 'MANAGER'])
  const place = own.find((it) => it.id === institution) ?? own[0]
  if (!place) return <ForbiddenState />
  const mayChange = institutionsOf(viewer, ['MANAGER']).some((it) => it.id === place.id)
  return (
    <Page title={t('template.title')} lead={t('template.lead')}>
      <ManageNav />
      {own.length > 1 ? (
        <Select
          aria-label={t('template.institution')}
          className="manage-institution manage-owner"
          value={place.id}
          onChange={(next) => void navigate({ search: { institution: next } })}
          options={own.map((it) => ({ value: it.id, label: name(it) }))}
        />
      ) : null}
      <TemplateEditor key={place.id} institutionId={place.id} mayChange={mayChange} />
    </Page>
  )
}

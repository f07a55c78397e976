/** `/city/rules`: the booking rules that count for all instruments of the city. */

import './city.css'
import { useTranslation } from 'react-i18next'
import { hasRole, type Viewer } from '../data/viewer.ts'
import { Page } from '../design/page.tsx'
import { TemplateEditor } from '../policies/template-editor.tsx'
import { Guard } from '../shell/guard.tsx'
import { CityNav } from './city-nav.tsx'

export function RulesPage() {
  return (
    <Guard roles={['REVIEWER', 'ADMINISTRATOR', 'AUDITOR']}>{(viewer) => <Rules viewer={viewer} />}</Guard>
  )
}

function Rules({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation('policies')
  return (
    <Page title={t('template.titleCity')} lead={t('template.leadCity')}>
      <CityNav viewer={viewer} page="rules" />
      <TemplateEditor institutionId={null} mayChange={hasRole(viewer, ['ADMINISTRATOR'])} />
    </Page>
  )
}

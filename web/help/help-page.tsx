/** `/help` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function HelpPage() {
  const { t } = useTranslation('help')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

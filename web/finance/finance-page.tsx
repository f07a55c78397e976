/** `/finance` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function FinancePage() {
  const { t } = useTranslation('finance')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

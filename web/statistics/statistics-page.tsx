/** `/statistics` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function StatisticsPage() {
  const { t } = useTranslation('statistics')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

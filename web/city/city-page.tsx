/** `/city` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function CityPage() {
  const { t } = useTranslation('city')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

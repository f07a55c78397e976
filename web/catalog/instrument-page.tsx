/** `/instruments/$id` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function InstrumentPage() {
  const { t } = useTranslation('catalog')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

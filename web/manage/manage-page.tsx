/** `/manage` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function ManagePage() {
  const { t } = useTranslation('manage')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

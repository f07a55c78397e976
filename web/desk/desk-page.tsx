/** `/desk` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function DeskPage() {
  const { t } = useTranslation('desk')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

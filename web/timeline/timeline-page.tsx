/** `/timeline` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function TimelinePage() {
  const { t } = useTranslation('timeline')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

/** `/me` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function MePage() {
  const { t } = useTranslation('me')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

/** `/bookings` */

import { useTranslation } from 'react-i18next'
import { Page } from '../design/page.tsx'
import { Loading } from '../design/states.tsx'

export function BookingsPage() {
  const { t } = useTranslation('booking')
  return (
    <Page title={t('title')}>
      <Loading />
    </Page>
  )
}

/** Subscribing to my bookings, from the list of them. */

import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CalendarLink } from '../me/calendar-link.tsx'

export function CalendarDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('booking')
  return (
    <Modal open title={t('mine.calendarTitle')} footer={null} onCancel={onClose}>
      <CalendarLink />
    </Modal>
  )
}

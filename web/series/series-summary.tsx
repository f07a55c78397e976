/** After booking a series: how many were made, which were not, and why. */

import { Link } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SeriesOccurrencesFragment } from '../gql/graphql.ts'
import { OccurrenceList } from './occurrence-list.tsx'

type SeriesSummaryProps = { readonly series: SeriesOccurrencesFragment; readonly onClose: () => void }

export function SeriesSummary({ series, onClose }: SeriesSummaryProps) {
  const { t } = useTranslation('series')
  const made = series.occurrences.filter((it) => it.booking).length
  const refused = series.occurrences.length - made
  return (
    <Modal open title={t('summary.title')} footer={null} onCancel={onClose}>
      <div className="stack">
        <p role="status">{t(refused > 0 ? 'summary.some' : 'summary.all', { made, refused })}</p>
        <OccurrenceList series={series} />
        <p>
          <Link to="/bookings">{t('summary.mine')}</Link>
        </p>
      </div>
    </Modal>
  )
}

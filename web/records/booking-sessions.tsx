/** The sessions of one's own booking, with the way to a correction; fetched when somebody looks. */

import './records.css'
import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { ErrorState } from '../design/states.tsx'
import { BookingSessionsDocument } from './operations.ts'
import { AdjustButton, CorrectionWord, SessionTime } from './session-parts.tsx'

type BookingSessionsProps = { readonly bookingId: string; readonly onClose: () => void }

export function BookingSessions({ bookingId, onClose }: BookingSessionsProps) {
  const { t } = useTranslation('records')
  const { data, error, refetch } = useQuery(queryOf(BookingSessionsDocument, { id: bookingId }))
  const sessions = data?.booking?.usages ?? []
  return (
    <Modal open title={t('sessions', { count: sessions.length })} footer={null} onCancel={onClose}>
      <div className="stack">
        <p className="small secondary">{t('adjustment.rule')}</p>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <p className="secondary">{t('loading')}</p>}
        <ul className="records-waiting">
          {sessions.map((it) => (
            <li key={it.id} className="stack-tight">
              <strong>
                <SessionTime session={it} />
              </strong>
              <div className="row">
                <span>{t(`kinds.${it.kind}`)}</span>
                <span className="figures">{t('sampleCount', { count: it.samples })}</span>
              </div>
              <CorrectionWord session={it} />
              <div>
                <AdjustButton session={it} />
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  )
}

/** The history of a booking: who changed what, when, from what to what. */

import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { momentText, spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ErrorState, Loading } from '../design/states.tsx'
import { overriddenText } from '../policies/override-words.ts'
import type { MyBooking } from './my-booking.ts'
import { BookingHistoryDocument } from './operations.ts'

type Operators = {
  readonly what: string
  readonly operatorBefore?: { readonly id: string } | null
  readonly operatorAfter?: { readonly id: string } | null
}

/** Whether a line says that somebody else operates, to one who may know who. */
function isReassigned({ what, operatorBefore, operatorAfter }: Operators): boolean {
  return (what === 'OPERATOR_CHANGED' || what === 'MOVED') && operatorBefore?.id !== operatorAfter?.id
}

type HistoryDialogProps = { readonly booking: MyBooking; readonly onClose: () => void }

export function HistoryDialog({ booking, onClose }: HistoryDialogProps) {
  const { t } = useTranslation('booking')
  const { t: tp } = useTranslation('policies')
  const name = useName()
  const zone = booking.instrument.timeZone
  const { data, error, refetch } = useQuery(queryOf(BookingHistoryDocument, { id: booking.id }))
  return (
    <Modal open title={t('history.title')} footer={null} onCancel={onClose}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={4} /> : null}
      <ol className="history">
        {data?.booking?.changes.map((change) => (
          <li key={`${change.at} ${change.what}`}>
            <div className="row">
              <strong>{t(`history.${change.what}`)}</strong>
              <span>{change.actor ? name(change.actor) : t('history.system')}</span>
              <time className="small secondary figures" dateTime={change.at}>
                {momentText(change.at, zone)}
              </time>
            </div>
            {change.before && change.after ? (
              <div className="small figures">
                {spanText(change.before.startsAt, change.before.endsAt, zone)} →{' '}
                {spanText(change.after.startsAt, change.after.endsAt, zone)}
              </div>
            ) : null}
            {isReassigned(change) ? (
              <div className="small">
                {change.operatorBefore ? name(change.operatorBefore) : t('history.nobody')} →{' '}
                {change.operatorAfter ? name(change.operatorAfter) : t('history.nobody')}
              </div>
            ) : null}
            {change.overridden.length > 0 ? (
              <div className="small">{overriddenText(tp, change.overridden)}</div>
            ) : null}
            {change.note ? <div className="small">{change.note}</div> : null}
          </li>
        ))}
      </ol>
    </Modal>
  )
}

/** A series from one of its bookings: all its times, moving or cancelling some, and deciding its requests. */

import './series.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { EmptyState, ErrorState, Loading, ProblemList } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import { OccurrenceList } from './occurrence-list.tsx'
import { ApproveSeriesDocument, RejectSeriesDocument, SeriesOfBookingDocument } from './operations.ts'
import type { SeriesBooking } from './series-booking.ts'
import { SeriesCancel } from './series-cancel.tsx'
import { SeriesMove } from './series-move.tsx'

type Step = 'list' | 'move' | 'cancel'

type SeriesDialogProps = {
  readonly bookingId: string
  /** What it opens with. */
  readonly begin: Step
  readonly onClose: () => void
}

export function SeriesDialog({ bookingId, begin, onClose }: SeriesDialogProps) {
  const { t } = useTranslation('series')
  const name = useName()
  const [step, setStep] = useState(begin)
  const { data, error, refetch } = useQuery(queryOf(SeriesOfBookingDocument, { id: bookingId }))
  const booking = data?.booking
  const membership = booking?.membership
  return (
    <Modal open title={t(`dialog.${step}`)} footer={null} onCancel={onClose} width={560}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={6} /> : null}
      {data && !membership ? <EmptyState title={t('dialog.none')} /> : null}
      {booking && membership ? (
        <div className="stack">
          <p>
            <strong>{name(booking.instrument)}</strong>{' '}
            <span className="secondary">
              {t('dialog.place', { position: membership.position, size: membership.size })}
            </span>
          </p>
          {step === 'list' ? <List booking={booking} onStep={setStep} /> : null}
          {step === 'move' ? <SeriesMove booking={booking} onDone={onClose} /> : null}
          {step === 'cancel' ? <SeriesCancel booking={booking} onDone={onClose} /> : null}
        </div>
      ) : null}
    </Modal>
  )
}

type ListProps = { readonly booking: SeriesBooking; readonly onStep: (step: Step) => void }

function List({ booking, onStep }: ListProps) {
  const { t } = useTranslation('series')
  const series = booking.membership?.series
  if (!series) return null
  const requests = series.occurrences.filter((it) => it.booking?.may.decide).length
  return (
    <>
      <OccurrenceList series={series} current={booking.id} />
      <div className="row">
        {booking.may.move ? <Button onClick={() => onStep('move')}>{t('dialog.toMove')}</Button> : null}
        {booking.may.cancel ? <Button onClick={() => onStep('cancel')}>{t('dialog.toCancel')}</Button> : null}
      </div>
      {requests > 0 ? <Decide seriesId={series.id} count={requests} /> : null}
    </>
  )
}

/** All requests of the series at once, for whoever may decide them. */
function Decide({ seriesId, count }: { readonly seriesId: string; readonly count: number }) {
  const { t } = useTranslation('series')
  const [reason, setReason] = useState('')
  const approve = useAction(ApproveSeriesDocument)
  const reject = useAction(RejectSeriesDocument)

  async function decide(grant: boolean) {
    const done = grant
      ? await approve.run({ input: { seriesId } })
      : await reject.run({ input: { seriesId, reason: reason.trim() } })
    if (done) say(t(grant ? 'decide.approved' : 'decide.rejected', { count }))
  }

  return (
    <div className="stack-tight series-decide">
      <h3>{t('decide.title', { count })}</h3>
      <div className="span-field">
        <label htmlFor="series-reason">{t('decide.reason')}</label>
        <Input
          id="series-reason"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="row">
        <Button type="primary" loading={approve.pending} onClick={() => void decide(true)}>
          {t('decide.approve')}
        </Button>
        <Button danger loading={reject.pending} onClick={() => void decide(false)}>
          {t('decide.reject')}
        </Button>
      </div>
      <ProblemList
        problems={[...approve.problems, ...reject.problems]}
        failure={approve.failure ?? reject.failure}
      />
    </div>
  )
}

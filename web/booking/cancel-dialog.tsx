/** Cancelling a booking: what it would cost now is shown before it is confirmed. */

import { useQuery } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { ErrorState, Loading, ProblemList } from '../design/states.tsx'
import { When } from '../design/values.tsx'
import type { BookingCancellationQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import type { MyBooking } from './my-booking.ts'
import { CancelBookingGroupDocument } from './group-operations.ts'
import { BookingCancellationDocument, CancelBookingDocument } from './operations.ts'
import { QuoteLines } from './quote-lines.tsx'

type CancelDialogProps = { readonly booking: MyBooking; readonly onClose: () => void }

export function CancelDialog({ booking, onClose }: CancelDialogProps) {
  const { t } = useTranslation('booking')
  const name = useName()
  const [reason, setReason] = useState('')
  const one = useAction(CancelBookingDocument)
  const all = useAction(CancelBookingGroupDocument)
  const { groupId, together } = booking
  const cancel = groupId === null ? one : all
  const { data, error, refetch } = useQuery({
    ...queryOf(BookingCancellationDocument, { id: booking.id }),
    staleTime: 0,
  })
  const fee = data?.booking?.cancellationFee

  async function submit() {
    const why = reason.trim() === '' ? {} : { reason: reason.trim() }
    const done =
      groupId === null
        ? await one.run({ input: { bookingId: booking.id, ...why } })
        : await all.run({ input: { groupId, ...why } })
    if (!done) return
    say(t('done.cancelled'))
    onClose()
  }

  return (
    <Modal
      open
      title={t('cancel.title')}
      okText={t('cancel.confirm')}
      cancelText={t('cancel.keep')}
      okButtonProps={{ danger: true, disabled: !data, loading: cancel.pending }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>
          <strong>{name(booking.instrument)}</strong>
          <br />
          <When startsAt={booking.startsAt} endsAt={booking.endsAt} zone={booking.instrument.timeZone} />
        </p>
        <p>{t('cancel.question')}</p>
        {together.length > 0 ? (
          <p className="notice">
            {t('together.cancel', { names: together.map((it) => name(it.instrument)).join('、') })}
          </p>
        ) : null}
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Loading rows={2} /> : null}
        {data ? <CancellationCost fee={fee} /> : null}
        <div className="span-field">
          <label htmlFor="cancel-reason">{t('cancel.reason')}</label>
          <Input
            id="cancel-reason"
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <ProblemList problems={cancel.problems} failure={cancel.failure} />
      </div>
    </Modal>
  )
}

type Fee = NonNullable<BookingCancellationQuery['booking']>['cancellationFee'] | undefined

function CancellationCost({ fee }: { readonly fee: Fee }) {
  const { t } = useTranslation('booking')
  if (!fee?.totalFen) return <p className="tag tag-green cancel-free">{t('cancel.free')}</p>
  return (
    <div className="notice">
      <p className="strong">{t('cancel.fee')}</p>
      <QuoteLines quote={fee} />
      <p className="small">{t('cancel.replaced')}</p>
    </div>
  )
}

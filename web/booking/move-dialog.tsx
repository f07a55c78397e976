/** Moving a booking by form: the new span with its live quote, and every reason against it. */

import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { queryOf } from '../data/query.ts'
import { spanText, wallTime } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import type { MyBooking } from './my-booking.ts'
import { MovedTogether } from './moved-together.tsx'
import { BookingPolicyDocument } from './operations.ts'
import { QuoteLines } from './quote-lines.tsx'
import { SpanForm } from './span-form.tsx'
import { useQuote } from './use-quote.ts'
import { useMove } from './use-move.ts'

type MoveDialogProps = {
  readonly booking: MyBooking
  readonly onClose: () => void
  readonly onMoved: (startsAt: string, endsAt: string) => void
}

export function MoveDialog({ booking, onClose, onMoved }: MoveDialogProps) {
  const { t } = useTranslation('booking')
  const { t: ts } = useTranslation('shell')
  const { instrument } = booking
  const zone = instrument.timeZone
  const [span, setSpan] = useState<Interval>({
    startsAt: Date.parse(booking.startsAt),
    endsAt: Date.parse(booking.endsAt),
  })
  const move = useMove(booking)
  const lengthMs = Date.parse(booking.endsAt) - Date.parse(booking.startsAt)
  const { data } = useQuery(queryOf(BookingPolicyDocument, { id: instrument.id }))
  const policy = data?.instrument?.policy
  const same = span.startsAt === Date.parse(booking.startsAt) && span.endsAt === Date.parse(booking.endsAt)
  const { quote, waiting } = useQuote({
    instrumentId: instrument.id,
    span: same ? undefined : span,
    movingBookingId: booking.id,
    enabled: true,
  })

  async function submit() {
    const moved = await move.to(span)
    if (moved) onMoved(moved.startsAt, moved.endsAt)
  }
  function change(next: Interval) {
    move.clear()
    // What was booked together keeps its lengths.
    setSpan(move.isTogether ? { startsAt: next.startsAt, endsAt: next.startsAt + lengthMs } : next)
  }

  return (
    <Modal
      open
      title={t('move.title')}
      okText={t('move.confirm')}
      cancelText={ts('actions.cancel')}
      okButtonProps={{ disabled: same || span.endsAt <= span.startsAt, loading: move.pending }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>
          <span className="secondary">{t('move.from')}</span>{' '}
          {spanText(booking.startsAt, booking.endsAt, zone)}
        </p>
        <section aria-label={t('move.to')}>
          <SpanForm
            span={span}
            onChange={change}
            zone={zone}
            stepMinutes={policy?.stepMinutes ?? 30}
            day={wallTime(booking.startsAt, zone).date}
            idPrefix="move"
          />
        </section>
        {move.isTogether && !same ? <MovedTogether booking={booking} span={span} /> : null}
        {quote && !same ? <QuoteLines quote={quote} waiting={waiting} /> : null}
        <ProblemList
          problems={move.problems.length > 0 ? move.problems : same ? [] : (quote?.problems ?? [])}
          failure={move.failure}
        />
        {policy && policy.approval !== 'NONE' ? (
          <p className="small secondary">{t('move.approval')}</p>
        ) : null}
      </div>
    </Modal>
  )
}

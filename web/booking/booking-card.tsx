/** One of my bookings: when, what, its state, and what can still be done with it. */

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DecidedSteps } from '../approvals/decided-steps.tsx'
import { momentText, spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { BookingStateTag, DemoTag } from '../design/tags.tsx'
import { Money, When } from '../design/values.tsx'
import { MoreTime } from '../faults/more-time.tsx'
import { BookingSessions } from '../records/booking-sessions.tsx'
import { SeriesDialog } from '../series/series-dialog.tsx'
import { SeriesTag } from '../series/series-tag.tsx'
import { AnswerFacts } from '../policies/answer-facts.tsx'
import { say } from '../shell/toasts.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import type { MyBooking } from './my-booking.ts'
import { useMove } from './use-move.ts'

type BookingCardProps = {
  readonly booking: MyBooking
  /** The booking that a link led to: brought into view. */
  readonly pointedAt: boolean
}

export function BookingCard({ booking, pointedAt }: BookingCardProps) {
  const { t } = useTranslation('booking')
  const name = useName()
  const card = useRef<HTMLLIElement>(null)
  const { instrument } = booking
  useEffect(() => {
    if (pointedAt) card.current?.scrollIntoView({ block: 'center' })
  }, [pointedAt])
  return (
    <li
      ref={card}
      className={pointedAt ? 'booking booking-pointed' : 'booking'}
      aria-label={name(instrument)}
    >
      <div className="booking-when">
        <strong>
          <When startsAt={booking.startsAt} endsAt={booking.endsAt} zone={instrument.timeZone} />
        </strong>
        <span className="row">
          <BookingStateTag state={booking.state} />
          <SeriesTag bookingId={booking.id} membership={booking.membership} />
        </span>
      </div>
      <div className="booking-what">
        <div className="row">
          <Link to="/instruments/$id" params={{ id: instrument.id }}>
            {name(instrument)}
          </Link>
          <DemoTag demo={instrument.isDemo} />
        </div>
        <div className="secondary small">
          {name(instrument.institution)} · {instrument.locationZh}
        </div>
        {booking.together.length > 0 ? (
          <div className="small">
            <span className="secondary">{t('together.with')}</span>{' '}
            {booking.together.map((it) => name(it.instrument)).join('、')}
          </div>
        ) : null}
        {booking.purpose ? (
          <div className="small">
            <span className="secondary">{t('mine.purpose')}</span> {booking.purpose}
          </div>
        ) : null}
        <OperatedBy booking={booking} />
        <AnswerFacts answers={booking.answers} />
        <DecidedSteps approval={booking.approval} zone={instrument.timeZone} />
        {booking.decisionNote ? (
          <div className="small">
            <span className="secondary">{t('mine.note')}</span> {booking.decisionNote}
          </div>
        ) : null}
        {booking.charge ? (
          <div className="small">
            <span className="secondary">{t('mine.charge')}</span> <Money fen={booking.charge.amountFen} />
          </div>
        ) : (
          <Quoted booking={booking} />
        )}
      </div>
      <Actions booking={booking} />
    </li>
  )
}

/** What it will cost as booked; nothing once it is over or given up. */
function Quoted({ booking: { state, quote } }: { readonly booking: MyBooking }) {
  const { t } = useTranslation('booking')
  const isAhead = state === 'REQUESTED' || state === 'CONFIRMED' || state === 'IN_USE'
  if (!isAhead || !quote || quote.totalFen === null) return null
  return (
    <div className="small">
      <span className="secondary">{t('mine.quote')}</span> <Money fen={quote.totalFen} />
    </div>
  )
}

function OperatedBy({ booking: { isAssisted, operator } }: { readonly booking: MyBooking }) {
  const { t } = useTranslation('operators')
  const name = useName()
  if (!isAssisted) return null
  if (!operator) return <div className="small">{t('card.somebody')}</div>
  return (
    <div className="small">
      <span className="secondary">{t('card.by')}</span> {name(operator)}
    </div>
  )
}

/** The last moment at which cancelling is free; nothing when that has passed or does not matter. */
function freeUntil({ startsAt, may, instrument }: MyBooking): string | undefined {
  const until = Date.parse(startsAt) - instrument.policy.cancelNoticeMinutes * 60_000
  const matters = may.cancel && instrument.policy.cancelNoticeMinutes > 0 && until > Date.now()
  return matters ? momentText(until, instrument.timeZone) : undefined
}

function Actions({ booking }: { readonly booking: MyBooking }) {
  const { t } = useTranslation('booking')
  const { t: ts } = useTranslation('shell')
  const [open, setOpen] = useState<'move' | 'cancel' | 'history' | 'sessions'>()
  const undo = useMove(booking)
  const close = () => setOpen(undefined)
  const free = freeUntil(booking)

  function moved(startsAt: string, endsAt: string) {
    close()
    const before = { startsAt: Date.parse(booking.startsAt), endsAt: Date.parse(booking.endsAt) }
    say(t('done.moved', { when: spanText(startsAt, endsAt, booking.instrument.timeZone) }), {
      label: ts('actions.undo'),
      run: () => void undo.to(before).then((back) => (back ? say(t('done.movedBack')) : undefined)),
    })
  }

  return (
    <div className="booking-actions">
      <div className="row">
        {booking.may.move ? <Button onClick={() => setOpen('move')}>{t('mine.move')}</Button> : null}
        {booking.may.cancel ? <Button onClick={() => setOpen('cancel')}>{t('mine.cancel')}</Button> : null}
        {booking.usage ? <Button onClick={() => setOpen('sessions')}>{t('mine.sessions')}</Button> : null}
        <Button type="text" onClick={() => setOpen('history')}>
          {t('mine.history')}
        </Button>
      </div>
      <MoreTime booking={booking} instrument={booking.instrument} />
      {free === undefined ? null : <p className="small secondary">{t('mine.freeUntil', { when: free })}</p>}
      {booking.membership && (open === 'move' || open === 'cancel') ? (
        <SeriesDialog bookingId={booking.id} begin={open} onClose={close} />
      ) : null}
      {open === 'move' && !booking.membership ? (
        <MoveDialog booking={booking} onClose={close} onMoved={moved} />
      ) : null}
      {open === 'cancel' && !booking.membership ? <CancelDialog booking={booking} onClose={close} /> : null}
      {open === 'sessions' ? <BookingSessions bookingId={booking.id} onClose={close} /> : null}
      {open === 'history' ? <HistoryDialog booking={booking} onClose={close} /> : null}
    </div>
  )
}

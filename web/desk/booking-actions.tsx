/** What a keeper can do with one booking on the board: check in, start checking out, decide a request. */

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { useName } from '../design/names.ts'
import { say } from '../shell/toasts.tsx'
import type { DeskRow } from './day-board-shape.ts'
import { DeskCheckInDocument } from './operations.ts'

/** State of a row: whether its check-out form is open, and what went wrong with checking in. */
export function useBookingActions(booking: DeskRow) {
  const { t } = useTranslation('desk')
  const name = useName()
  const [open, setOpen] = useState(false)
  const action = useAction(DeskCheckInDocument)
  return {
    open,
    close: () => setOpen(false),
    toggle: () => setOpen(!open),
    pending: action.pending,
    problems: action.problems,
    failure: action.failure,
    checkIn: async () => {
      if (await action.run({ input: { bookingId: booking.id } })) {
        say(t('checkedIn', { name: booking.person ? name(booking.person) : name(booking.instrument) }))
      }
    },
  }
}

type BookingButtonsProps = {
  readonly booking: DeskRow
  readonly actions: ReturnType<typeof useBookingActions>
}

export function BookingButtons({ booking, actions }: BookingButtonsProps) {
  const { t } = useTranslation('desk')
  const may = { ...booking.may, checkIn: booking.may.checkIn || (booking.isPaused && booking.may.checkOut) }
  if (!may.checkIn && !may.checkOut && !(may.decide && booking.state === 'REQUESTED')) return null
  return (
    <div className="row">
      {may.checkIn ? (
        <Button type="primary" loading={actions.pending} onClick={() => void actions.checkIn()}>
          {t(booking.isPaused ? 'checkInAgain' : 'checkIn')}
        </Button>
      ) : null}
      {may.checkOut ? (
        <Button
          type={actions.open ? 'default' : 'primary'}
          aria-expanded={actions.open}
          onClick={actions.toggle}
        >
          {t('checkOut')}
        </Button>
      ) : null}
      {may.decide && booking.state === 'REQUESTED' ? (
        <Link from="/desk" to="." search={(was) => ({ ...was, view: 'requests' as const })}>
          {t('decide')}
        </Link>
      ) : null}
    </div>
  )
}

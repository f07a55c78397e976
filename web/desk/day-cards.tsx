/** A day as cards, for a phone in the laboratory. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import { BookingStateTag, DemoTag } from '../design/tags.tsx'
import { MoreTime } from '../faults/more-time.tsx'
import { SeriesTag } from '../series/series-tag.tsx'
import { BookingButtons, useBookingActions } from './booking-actions.tsx'
import { CheckOutForm } from './check-out-form.tsx'
import type { Board, DeskRow } from './day-board-shape.ts'
import { DayStrip } from './day-strip.tsx'
import { Clock, LiveWord, UsedText } from './live-word.tsx'
import { PickBox } from './pick-box.tsx'

export function DayCards({ groups, span, now, picking }: Board) {
  const name = useName()
  return (
    <div className="stack">
      {groups.map(({ instrument, bookings }) => (
        <section key={instrument.id} className="panel" aria-label={name(instrument)}>
          <div className="stack-tight">
            <h2>
              <Link to="/instruments/$id" params={{ id: instrument.id }}>
                {name(instrument)}
              </Link>
            </h2>
            <div className="row small secondary">
              {instrument.model} · {instrument.locationZh} <DemoTag demo={instrument.isDemo} />
            </div>
            <DayStrip bookings={bookings} span={span} now={now} />
          </div>
          <ul className="desk-cards">
            {bookings.map((booking) => (
              <Card key={booking.id} booking={booking} now={now} picking={picking} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

type CardProps = Pick<Board, 'now' | 'picking'> & { readonly booking: DeskRow }

function Card({ booking, now, picking }: CardProps) {
  const { t } = useTranslation('desk')
  const name = useName()
  const actions = useBookingActions(booking)
  const { person } = booking
  return (
    <li className="desk-card">
      <div className="spread">
        <strong className="figures">
          <PickBox booking={booking} picking={picking} /> <Clock booking={booking} />
        </strong>
        <span className="row">
          <BookingStateTag state={booking.state} />
          <LiveWord booking={booking} now={now} />
          <SeriesTag bookingId={booking.id} membership={booking.membership} />
        </span>
      </div>
      <div>
        {person ? name(person) : t('hidden')}{' '}
        {person?.institution ? <span className="small secondary">{name(person.institution)}</span> : null}
      </div>
      {booking.purpose ? <div className="secondary">{booking.purpose}</div> : null}
      <UsedText booking={booking} />
      <BookingButtons booking={booking} actions={actions} />
      <MoreTime booking={booking} instrument={booking.instrument} />
      {actions.open ? <CheckOutForm booking={booking} byKeeper onDone={actions.close} /> : null}
      <ProblemList problems={actions.problems} failure={actions.failure} />
    </li>
  )
}

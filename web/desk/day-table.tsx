/** A day as one table, an instrument after the other, each with its strip of the day. */

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

const COLUMNS = ['time', 'state', 'person', 'purpose', 'used', 'actions'] as const

export function DayTable({ groups, span, now, picking }: Board) {
  const { t } = useTranslation('desk')
  const name = useName()
  return (
    <div className="panel panel-flush table-scroll">
      <table className="table desk-table">
        <caption className="visually-hidden">{t('caption')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th key={key} scope="col">
                {t(`columns.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ instrument, bookings }) => (
          <tbody key={instrument.id}>
            <tr className="desk-instrument">
              <th colSpan={COLUMNS.length} scope="rowgroup">
                <div className="desk-instrument-head">
                  <Link to="/instruments/$id" params={{ id: instrument.id }}>
                    {name(instrument)}
                  </Link>
                  <span className="small secondary">
                    {instrument.model} · {instrument.locationZh}
                  </span>
                  <DemoTag demo={instrument.isDemo} />
                  <DayStrip bookings={bookings} span={span} now={now} />
                </div>
              </th>
            </tr>
            {bookings.map((booking) => (
              <Row key={booking.id} booking={booking} now={now} picking={picking} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

type RowProps = Pick<Board, 'now' | 'picking'> & { readonly booking: DeskRow }

function Row({ booking, now, picking }: RowProps) {
  const { t } = useTranslation('desk')
  const name = useName()
  const actions = useBookingActions(booking)
  const { person } = booking
  return (
    <>
      <tr className={actions.open ? 'desk-open' : undefined}>
        <td className="nowrap figures">
          <PickBox booking={booking} picking={picking} /> <Clock booking={booking} />
        </td>
        <td>
          <div className="row desk-words">
            <BookingStateTag state={booking.state} />
            <LiveWord booking={booking} now={now} />
            <SeriesTag bookingId={booking.id} membership={booking.membership} />
          </div>
        </td>
        <td>
          {person ? name(person) : t('hidden')}{' '}
          {person?.institution ? <span className="small secondary">{name(person.institution)}</span> : null}
        </td>
        <td className="desk-purpose">{booking.purpose}</td>
        <td>
          <UsedText booking={booking} />
        </td>
        <td className="nowrap">
          <BookingButtons booking={booking} actions={actions} />
          <MoreTime booking={booking} instrument={booking.instrument} />
        </td>
      </tr>
      {actions.open || actions.problems.length > 0 || actions.failure ? (
        <tr className="desk-open">
          <td colSpan={COLUMNS.length}>
            <div className="stack">
              {actions.open ? <CheckOutForm booking={booking} byKeeper onDone={actions.close} /> : null}
              <ProblemList problems={actions.problems} failure={actions.failure} />
            </div>
          </td>
        </tr>
      ) : null}
    </>
  )
}

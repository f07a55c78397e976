/** A day in one line: where the bookings stand and where now is. A picture of the rows below it, silent for readers. */

import { place } from './day-board.ts'
import type { Board, DeskRow } from './day-board-shape.ts'

type DayStripProps = {
  readonly bookings: readonly Pick<DeskRow, 'id' | 'startsAt' | 'endsAt' | 'state'>[]
  readonly span: Board['span']
  readonly now: number
}

export function DayStrip({ bookings, span, now }: DayStripProps) {
  const nowAt = ((now - span.startsAt) / (span.endsAt - span.startsAt)) * 100
  return (
    <div className="desk-strip" aria-hidden="true">
      {[6, 12, 18].map((hour) => (
        <span key={hour} className="desk-strip-hour" style={{ left: `${(hour / 24) * 100}%` }} />
      ))}
      {bookings.map((booking) => {
        const { left, width } = place(booking, span)
        return (
          <span
            key={booking.id}
            className={`desk-block desk-block-${booking.state.toLowerCase()}`}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        )
      })}
      {nowAt >= 0 && nowAt <= 100 ? <span className="desk-now" style={{ left: `${nowAt}%` }} /> : null}
    </div>
  )
}

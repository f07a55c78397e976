/** One instrument on the timeline: its name, and for each day what is open, taken, free and past. */

import { Link } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useBusyWord } from '../booking/busy-word.ts'
import { type Busy, busyClass } from '../booking/week.ts'
import { overlaps } from '../../server/kernel/interval.ts'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { FreeSpan } from './free-span.tsx'
import { type Axis, type AxisDay, closedOn, placeOn } from './lanes.ts'
import { HEADER, STOP } from './roving.ts'
import type { Row } from './rows.ts'
import { Past, percent } from './span-parts.tsx'

type GridRowProps = {
  readonly row: Row
  readonly index: number
  readonly axis: Axis
  readonly now: number
  /** Which stop of this row the Tab key goes to; undefined when it is in another row. */
  readonly activeKey: string | undefined
  readonly onActive: (key: string) => void
  readonly style: CSSProperties
}

/** Everything in a row where the arrow keys stop. */
function stopKeys({ free, busy }: Row, axis: Axis): readonly string[] {
  const mine = busy.filter((it) => it.mine && it.bookingId !== null)
  return axis.days.flatMap((day) =>
    [...free, ...mine].filter((it) => overlaps(it, day.span)).map((it) => keyOf(day, it)),
  )
}

function keyOf(day: AxisDay, span: { readonly startsAt: number }): string {
  return `${day.date} ${span.startsAt}`
}

export function GridRow({ row, index, axis, now, activeKey, onActive, style }: GridRowProps) {
  const name = useName()
  const { instrument } = row
  // A span that was booked meanwhile leaves the Tab key to the name.
  const known = activeKey !== undefined && stopKeys(row, axis).includes(activeKey) ? activeKey : HEADER
  const tabKey = activeKey === undefined ? undefined : known
  return (
    <div role="row" aria-rowindex={index + 2} className="timeline-row" style={style}>
      <div role="rowheader" className="timeline-name">
        <Link
          to="/instruments/$id"
          params={{ id: instrument.id }}
          tabIndex={tabKey === HEADER ? 0 : -1}
          onFocus={() => onActive(HEADER)}
          title={name(instrument)}
          {...{ [STOP]: HEADER }}
        >
          {name(instrument)}
        </Link>
        <span className="small secondary">{name(instrument.institution)}</span>
      </div>
      {axis.days.map((day) => (
        <div key={day.date} role="gridcell" className="timeline-cell">
          <Ground day={day} row={row} />
          {row.busy.map((it) => (
            <BusySpan
              key={`${it.startsAt} ${it.bookingId ?? it.seats}`}
              day={day}
              busy={it}
              capacity={instrument.capacity}
              past={it.endsAt <= now}
              tabIndex={tabKey === keyOf(day, it) ? 0 : -1}
              onActive={() => onActive(keyOf(day, it))}
            />
          ))}
          {row.free.map((it) => (
            <FreeSpan
              key={it.startsAt}
              day={day}
              free={it}
              instrument={instrument}
              tabIndex={tabKey === keyOf(day, it) ? 0 : -1}
              onActive={() => onActive(keyOf(day, it))}
            />
          ))}
          <Past day={day} now={now} />
        </div>
      ))}
    </div>
  )
}

/** Time that is closed says so where there is room; open time that cannot be booked is dotted. */
function Ground({ day, row }: { readonly day: AxisDay; readonly row: Row }) {
  const { t } = useTranslation('booking')
  return closedOn(day, row.open).map((it) => {
    const place = placeOn(day, it)
    return place ? (
      <span key={it.startsAt} className="timeline-closed" style={percent(place)}>
        <span className="timeline-closed-word">{t('legend.closed')}</span>
      </span>
    ) : null
  })
}

/** How many of the units, where they are counted. */
function shortWord({ count }: Busy): string | undefined {
  return count && `${count.taken}/${count.capacity}`
}

type BusySpanProps = {
  readonly day: AxisDay
  readonly busy: Busy
  readonly capacity: number
  readonly past: boolean
  readonly tabIndex: number
  readonly onActive: () => void
}

function BusySpan({ day, busy, capacity, past, tabIndex, onActive }: BusySpanProps) {
  const busyWord = useBusyWord()
  const place = placeOn(day, busy)
  if (!place) return null
  const what = busyWord(busy)
  const when = spanText(busy.startsAt, busy.endsAt)
  const words = busy.label && busy.label !== what ? `${what} · ${busy.label}` : what
  // Beside a count, one's own is a bar at its foot.
  const isBeside = capacity > 1 && !busy.count
  const shared = {
    className: `timeline-busy ${busyClass(busy)}${past ? ' cal-past' : ''}${isBeside ? ' timeline-beside' : ''}`,
    style: percent(place),
    title: `${words} ${when}`,
  }
  const content = (
    <>
      <span className="timeline-word">{shortWord(busy) ?? busy.label ?? what}</span>
      <span className="visually-hidden">{`${words} ${when}`}</span>
    </>
  )
  return busy.mine && busy.bookingId !== null ? (
    <Link
      to="/bookings"
      search={{ booking: busy.bookingId }}
      tabIndex={tabIndex}
      onFocus={onActive}
      aria-label={`${words} ${when}`}
      {...{ [STOP]: busy.startsAt }}
      {...shared}
    >
      {content}
    </Link>
  ) : (
    <span {...shared}>{content}</span>
  )
}

/**
 * The timeline on a wide screen: one row for each instrument, only those in sight in the document.
 *
 * One stop for the Tab key; inside, the arrow keys go from span to span and from row to row, Enter follows.
 */

import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wallTime, weekdayText } from '../design/format.ts'
import { DemoTag } from '../design/tags.tsx'
import { type Axis, marks, placeOn } from './lanes.ts'
import type { Row } from './rows.ts'
import { GridRow } from './grid-row.tsx'
import { HEADER, useRoving } from './roving.ts'

const ROW_PX = 44
const HEAD_PX = 44
const NAME_PX = 248
/** The least width of an hour, so that a booking can be seen and hit. */
const HOUR_PX = { day: 28, week: 9 } as const

type TimelineGridProps = { readonly rows: readonly Row[]; readonly axis: Axis; readonly now: number }

export function TimelineGrid({ rows, axis, now }: TimelineGridProps) {
  const { t } = useTranslation('timeline')
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState({ row: 0, key: HEADER })
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    // The row with the focus stays, wherever the rest is scrolled to.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const shown = Array.from({ length: last - first + 1 }, (_, i) => first + i)
      return active.row >= count || (first <= active.row && active.row <= last)
        ? shown
        : [...shown, active.row].toSorted((a, b) => a - b)
    },
  })
  const onKeyDown = useRoving(box, rows.length, (row) => virtual.scrollToIndex(row))
  const hours = axis.untilHour - axis.fromHour
  const dayPx = hours * (axis.days.length === 1 ? HOUR_PX.day : HOUR_PX.week)
  const shape: CSSProperties = {
    gridTemplateColumns: `${NAME_PX}px repeat(${axis.days.length}, minmax(${dayPx}px, 1fr))`,
    minWidth: NAME_PX + axis.days.length * dayPx,
  }
  return (
    <div
      ref={box}
      className={hours > 12 ? 'timeline timeline-24' : 'timeline'}
      role="grid"
      aria-label={t('title')}
      aria-rowcount={rows.length + 1}
      aria-colcount={axis.days.length + 1}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="timeline-head" style={{ height: HEAD_PX, minWidth: shape.minWidth }}>
        <Head axis={axis} now={now} shape={shape} demo={rows.some((it) => it.instrument.isDemo)} />
      </div>
      <div
        role="rowgroup"
        className="timeline-rows"
        style={{ height: virtual.getTotalSize(), minWidth: shape.minWidth }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row ? (
            <GridRow
              key={row.instrument.id}
              row={row}
              index={index}
              axis={axis}
              now={now}
              activeKey={active.row === index ? active.key : undefined}
              onActive={(key) => setActive({ row: index, key })}
              style={{ ...shape, height: ROW_PX, transform: `translateY(${start}px)` }}
            />
          ) : null
        })}
      </div>
    </div>
  )
}

type HeadProps = {
  readonly axis: Axis
  readonly now: number
  readonly shape: CSSProperties
  /** Some of the rows are of the demo. */
  readonly demo: boolean
}

function Head({ axis, now, shape, demo }: HeadProps) {
  const { t } = useTranslation('timeline')
  const hours = axis.untilHour - axis.fromHour
  return (
    <div role="row" aria-rowindex={1} className="timeline-row" style={{ ...shape, height: HEAD_PX }}>
      <div role="columnheader" className="timeline-name timeline-corner">
        <span className="row">
          {t('instrument')} <DemoTag demo={demo} />
        </span>
      </div>
      {axis.days.map((day) => {
        const at = placeOn(day, { startsAt: now, endsAt: now + 1 })
        return (
          <div key={day.date} role="columnheader" className="timeline-day">
            <span className="timeline-date">
              {day.date.slice(5)} {weekdayText(day.date)}
            </span>
            <span className="timeline-marks" aria-hidden="true">
              {marks(axis).map((hour) => (
                <span key={hour} style={{ left: `${((hour - axis.fromHour) / hours) * 100}%` }}>
                  {String(hour).padStart(2, '0')}:00
                </span>
              ))}
            </span>
            {at ? (
              <span
                className="timeline-now-word"
                style={{ left: `clamp(22px, ${at.left * 100}%, calc(100% - 22px))` }}
              >
                {wallTime(now).time}
              </span>
            ) : null}
          </div>
        )
      })}
    </div>
  )
}

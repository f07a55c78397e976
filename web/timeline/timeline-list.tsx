/** The timeline on a phone: one day, one card for each instrument, its free spans as buttons. */

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBusyWord } from '../booking/busy-word.ts'
import { busyClass } from '../booking/week.ts'
import { clipAll } from '../../server/kernel/interval.ts'
import { spanText, wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { DemoTag } from '../design/tags.tsx'
import { askFor } from './free-span.tsx'
import { type Axis, type AxisDay, clicked, closedOn, placeOn } from './lanes.ts'
import { type Row, whyNone } from './rows.ts'
import { Past, percent } from './span-parts.tsx'

const STEP = 25

type TimelineListProps = { readonly rows: readonly Row[]; readonly axis: Axis; readonly now: number }

export function TimelineList({ rows, axis, now }: TimelineListProps) {
  const { t } = useTranslation('timeline')
  const { t: ts } = useTranslation('shell')
  const [count, setCount] = useState(STEP)
  const day = axis.days[0]
  if (!day) return null
  return (
    <>
      <ul className="timeline-list" aria-label={t('title')}>
        {rows.slice(0, count).map((row) => (
          <Card key={row.instrument.id} row={row} day={day} whole={axis.whole} now={now} />
        ))}
      </ul>
      {rows.length > count ? (
        <div className="load-more">
          <Button onClick={() => setCount(count + STEP)}>{ts('states.loadMore')}</Button>
        </div>
      ) : null}
    </>
  )
}

type CardProps = {
  readonly row: Row
  readonly day: AxisDay
  readonly whole: Axis['whole']
  readonly now: number
}

function Card({ row, day, whole, now }: CardProps) {
  const { t } = useTranslation('timeline')
  const name = useName()
  const { instrument } = row
  const free = clipAll(row.free, whole)
  return (
    <li className="timeline-card">
      <div className="spread">
        <Link to="/instruments/$id" params={{ id: instrument.id }} className="strong">
          {name(instrument)}
        </Link>
        <DemoTag demo={instrument.isDemo} />
      </div>
      <div className="small secondary">{name(instrument.institution)}</div>
      <Strip row={row} day={day} now={now} />
      <div className="row">
        {free.map((it) => (
          <Link
            key={it.startsAt}
            to="/instruments/$id"
            params={{ id: instrument.id }}
            search={askFor(clicked(it, it.startsAt, instrument.policy))}
            className="timeline-chip"
            aria-label={t('free', { instrument: name(instrument), when: spanText(it.startsAt, it.endsAt) })}
          >
            {t('freeShort', { from: wallTime(it.startsAt).time, to: endText(it.endsAt) })}
          </Link>
        ))}
        {free.length === 0 ? (
          <span className="small secondary">
            {t(`none.${whyNone(row, whole, now)}`, { hours: instrument.policy.noticeMinutesMin / 60 })}
          </span>
        ) : null}
      </div>
    </li>
  )
}

function endText(endsAt: number): string {
  const { time } = wallTime(endsAt)
  return time === '00:00' ? '24:00' : time
}

/** The day as a strip, for the eye; the chips below say what is free, the text what is taken. */
function Strip({ row, day, now }: Pick<CardProps, 'row' | 'day' | 'now'>) {
  const busyWord = useBusyWord()
  return (
    <div className="timeline-strip">
      {closedOn(day, row.open).map((it) => {
        const place = placeOn(day, it)
        return place ? <span key={it.startsAt} className="timeline-closed" style={percent(place)} /> : null
      })}
      {row.free.map((it) => {
        const place = placeOn(day, it)
        return place ? <span key={it.startsAt} className="timeline-free" style={percent(place)} /> : null
      })}
      {row.busy.map((it) => {
        const place = placeOn(day, it)
        return place ? (
          <span
            key={`${it.startsAt} ${it.bookingId ?? it.seats}`}
            className={`timeline-busy ${busyClass(it)}`}
            style={percent(place)}
          >
            <span className="visually-hidden">
              {busyWord(it)} {spanText(it.startsAt, it.endsAt)}
            </span>
          </span>
        ) : null
      })}
      <Past day={day} now={now} />
    </div>
  )
}

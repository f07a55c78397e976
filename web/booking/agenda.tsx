/** A day as a list, free and taken: the calendar for phones, for keyboards and for whoever prefers words. */

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { hoursText, wallTime, weekdayText } from '../design/format.ts'
import { useBusyWord } from './busy-word.ts'
import { type AgendaLine, agendaOf, daysOfWeek, type Week } from './week.ts'

const HOUR_MS = 3_600_000

type AgendaProps = {
  readonly week: Week
  readonly day: string
  readonly onDay: (day: string) => void
  readonly onPick: (span: Interval) => void
  readonly onOpenBooking: (bookingId: string) => void
  /** The length offered inside a free time that is longer. */
  readonly lengthMs: number
}

export function Agenda({ week, day, onDay, onPick, onOpenBooking, lengthMs }: AgendaProps) {
  const { t } = useTranslation('booking')
  const lines = agendaOf(day, week, Date.now())
  return (
    <div className="agenda">
      <div className="agenda-days" role="group" aria-label={t('view.days')}>
        {daysOfWeek(day).map((it) => {
          const free = agendaOf(it, week, Date.now()).filter((line) => !line.busy)
          const hours = free.reduce((sum, line) => sum + line.endsAt - line.startsAt, 0) / HOUR_MS
          return (
            <button
              key={it}
              type="button"
              className="agenda-day"
              aria-pressed={it === day}
              onClick={() => onDay(it)}
            >
              <span className="small">{weekdayText(it)}</span>
              <strong>{Number(it.slice(8))}</strong>
              <span className="agenda-free">
                {hours > 0 ? t('agenda.hours', { hours: hoursText(hours) }) : '—'}
              </span>
            </button>
          )
        })}
      </div>
      {lines.length === 0 ? <p className="agenda-empty secondary">{t('agenda.empty')}</p> : null}
      <ul className="agenda-lines">
        {lines.map((line) => (
          <Line
            key={`${line.startsAt} ${line.busy?.kind ?? 'free'}`}
            line={line}
            zone={week.zone}
            onPick={() =>
              onPick({ startsAt: line.startsAt, endsAt: Math.min(line.endsAt, line.startsAt + lengthMs) })
            }
            onOpenBooking={onOpenBooking}
          />
        ))}
      </ul>
    </div>
  )
}

type LineProps = {
  readonly line: AgendaLine
  readonly zone: string
  readonly onPick: () => void
  readonly onOpenBooking: (bookingId: string) => void
}

function Line({ line, zone, onPick, onOpenBooking }: LineProps) {
  const { t } = useTranslation('booking')
  const busyWord = useBusyWord()
  const { busy } = line
  const until = wallTime(line.endsAt, zone).time
  const time = `${wallTime(line.startsAt, zone).time}–${until === '00:00' ? '24:00' : until}`
  if (!busy) {
    return (
      <li className="agenda-line agenda-line-free">
        <span className="figures">{time}</span>
        <span>{t('agenda.free')}</span>
        <Button size="small" aria-label={t('agenda.pickFrom', { time })} onClick={onPick}>
          {t('agenda.pick')}
        </Button>
      </li>
    )
  }
  const bookingId = busy.mine ? busy.bookingId : null
  const isOwn = busy.mine && busy.kind !== 'OFFER' && busy.kind !== 'HOLD'
  const tone = busy.barred ? 'barred' : isOwn ? 'mine' : busy.kind.toLowerCase()
  return (
    <li className={`agenda-line agenda-line-${tone}`}>
      <span className="figures">{time}</span>
      <span>{[busyWord(busy), busy.label].filter(Boolean).join(' · ')}</span>
      {busy.mine && busy.kind === 'OFFER' ? <Link to="/bookings">{t('agenda.accept')}</Link> : null}
      {bookingId === null ? null : (
        <Button size="small" type="link" onClick={() => onOpenBooking(bookingId)}>
          {t('agenda.open')}
        </Button>
      )}
    </li>
  )
}

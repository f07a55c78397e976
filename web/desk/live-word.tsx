/** Words about how a booking goes: late, overtime, how long it was really used. */

import { useTranslation } from 'react-i18next'
import { hoursText, moneyText, spanText, wallTime } from '../design/format.ts'
import { StateTag, type Tone } from '../design/tags.tsx'
import type { Attendance } from '../gql/graphql.ts'
import { type Live, liveOf } from './day-board.ts'
import type { DeskRow } from './day-board-shape.ts'

const LIVE_TONE: Record<Live['kind'], Tone> = {
  late: 'red',
  overtime: 'red',
  soon: 'amber',
  remaining: 'line',
}

const ATTENDANCE_TONE: Record<Attendance, Tone> = {
  NORMAL: 'plain',
  LATE: 'amber',
  LEAVE_EARLY: 'plain',
  OVERTIME: 'amber',
  LATE_OVERTIME: 'amber',
  LATE_LEAVE_EARLY: 'amber',
  MISSED: 'red',
}

/** `14:00–16:00`; the day stands above, a second day is named. */
export function Clock({ booking }: { readonly booking: DeskRow }) {
  const { startsAt, endsAt, instrument } = booking
  return <>{spanText(startsAt, endsAt, instrument.timeZone).replace(/^\S+ \S+ /, '')}</>
}

export function LiveWord({ booking, now }: { readonly booking: DeskRow; readonly now: number }) {
  const { t } = useTranslation('desk')
  if (booking.isPaused) return <StateTag tone="amber">{t('pausedNow')}</StateTag>
  const live = liveOf(booking, now)
  if (live) {
    const { kind, minutes } = live
    const text =
      minutes < 60 ? t('minutes', { count: minutes }) : t('hours', { value: hoursText(minutes / 60) })
    return <StateTag tone={LIVE_TONE[kind]}>{t(`live.${kind}`, { time: text })}</StateTag>
  }
  const attendance = booking.usage?.attendance
  if (!attendance || attendance === 'NORMAL' || booking.state === 'MISSED') return null
  return <StateTag tone={ATTENDANCE_TONE[attendance]}>{t(`attendance.${attendance}`)}</StateTag>
}

/** `08:58–11:02 · 2.1 h · 3 个样品` and the charge, as far as they are known. */
export function UsedText({ booking }: { readonly booking: DeskRow }) {
  const { t } = useTranslation('desk')
  const { usage, charge, instrument } = booking
  if (!usage) return charge ? <ChargeText charge={charge} /> : null
  const from = wallTime(usage.startedAt, instrument.timeZone).time
  const to = usage.endedAt ? wallTime(usage.endedAt, instrument.timeZone).time : t('now')
  const facts = [
    `${from}–${to}`,
    usage.effectiveMinutes === null ? '' : t('hours', { value: hoursText(usage.effectiveMinutes / 60) }),
    usage.endedAt && usage.samples > 0 ? t('sampleCount', { count: usage.samples }) : '',
  ].filter((it) => it !== '')
  return (
    <div>
      <span className="figures">{facts.join(' · ')}</span>
      {charge ? <ChargeText charge={charge} /> : null}
      {usage.note ? <div className="small secondary">{usage.note}</div> : null}
    </div>
  )
}

/** What it cost, and on request why, line by line. */
function ChargeText({ charge }: { readonly charge: NonNullable<DeskRow['charge']> }) {
  return (
    <details className="desk-charge">
      <summary className="figures">{moneyText(charge.amountFen)}</summary>
      <ul>
        {charge.lines.map((line) => (
          <li key={line.description} className="spread small">
            <span>{line.description}</span>
            <span className="figures">{moneyText(line.amountFen)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

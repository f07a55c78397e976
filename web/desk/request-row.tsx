/** One request in the inbox: a tick, who wants what when, and since when it waits. */

import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { momentText, spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { DemoTag } from '../design/tags.tsx'
import type { DeskRow } from './day-board-shape.ts'

type RequestRowProps = {
  readonly booking: DeskRow
  readonly current: boolean
  readonly ticked: boolean
  readonly onLook: () => void
  readonly onTick: () => void
  /** The request in full, under its row, on a phone. */
  readonly children: React.ReactNode
}

export function RequestRow({ booking, current, ticked, onLook, onTick, children }: RequestRowProps) {
  const { t } = useTranslation('desk')
  const name = useName()
  const { person, instrument } = booking
  const when = spanText(booking.startsAt, booking.endsAt, instrument.timeZone)
  const who = person ? name(person) : t('hidden')
  return (
    <li
      id={`request-${booking.id}`}
      className={current ? 'desk-request desk-request-current' : 'desk-request'}
    >
      <div className="desk-request-head">
        <Checkbox checked={ticked} onChange={onTick} aria-label={t('inbox.tick', { who, when })} />
        <button type="button" className="desk-request-button" aria-expanded={current} onClick={onLook}>
          <span className="strong figures">{when}</span>
          <span>
            {name(instrument)} <DemoTag demo={instrument.isDemo} />
          </span>
          <span>
            {who}
            {person?.institution ? <span className="secondary"> · {name(person.institution)}</span> : null}
          </span>
          <span className="small secondary">
            {t('inbox.since', { when: momentText(booking.createdAt, instrument.timeZone) })}
          </span>
        </button>
      </div>
      {children}
    </li>
  )
}

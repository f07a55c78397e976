/**
 * Free time on the timeline: a click asks for two hours there, a drag for what it covers, on touch screens once
 * the finger was held, Enter for its beginning.
 */

import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { clip, type Interval } from '../../server/kernel/interval.ts'
import { spanText, wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { type AxisDay, clicked, placeOn } from './lanes.ts'
import { STOP } from './roving.ts'
import type { Instrument } from './rows.ts'
import { usePointer } from './use-pointer.ts'

/** Where on an instrument's page a span is asked for. */
export function askFor({ startsAt, endsAt }: Interval) {
  return {
    day: wallTime(startsAt).date,
    start: new Date(startsAt).toISOString(),
    end: new Date(endsAt).toISOString(),
  }
}

type FreeSpanProps = {
  readonly day: AxisDay
  readonly free: Interval
  readonly instrument: Instrument
  readonly tabIndex: number
  readonly onActive: () => void
}

export function FreeSpan({ day, free, instrument, tabIndex, onActive }: FreeSpanProps) {
  const { t } = useTranslation('timeline')
  const name = useName()
  const navigate = useNavigate()
  const shown = clip(free, day.span)
  const pick = (span: Interval) =>
    void navigate({ to: '/instruments/$id', params: { id: instrument.id }, search: askFor(span) })
  const { policy } = instrument
  const { ghost, surface, handlers } = usePointer({ shown: shown ?? free, free, policy, onPick: pick })
  const place = shown ? placeOn(day, shown) : undefined
  if (!shown || !place) return null
  const first = clicked(free, shown.startsAt, instrument.policy)
  const ghostPlace = ghost ? placeOn({ date: day.date, span: shown }, ghost) : undefined
  return (
    <Link
      ref={surface}
      to="/instruments/$id"
      params={{ id: instrument.id }}
      search={askFor(first)}
      className="timeline-free"
      draggable={false}
      tabIndex={tabIndex}
      onFocus={onActive}
      aria-label={t('free', { instrument: name(instrument), when: spanText(shown.startsAt, shown.endsAt) })}
      style={{ left: `${place.left * 100}%`, width: `${place.width * 100}%` }}
      {...{ [STOP]: free.startsAt }}
      {...handlers}
      onClick={(event) => {
        if (!ghost || event.ctrlKey || event.metaKey || event.shiftKey || event.detail === 0) return
        event.preventDefault()
        pick(ghost)
      }}
    >
      {ghost && ghostPlace ? (
        <span
          className="timeline-ghost"
          style={{ left: `${ghostPlace.left * 100}%`, width: `${ghostPlace.width * 100}%` }}
        >
          <span className="timeline-ghost-word">
            {wallTime(ghost.startsAt).time}–{wallTime(ghost.endsAt).time}
          </span>
        </span>
      ) : null}
    </Link>
  )
}

/** Free time on the timeline: a click asks for two hours there, a drag for what it covers, Enter for its beginning. */

import { Link, useNavigate } from '@tanstack/react-router'
import { type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clip, type Interval } from '../../server/kernel/interval.ts'
import { spanText, wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { type AxisDay, clicked, dragged, placeOn } from './lanes.ts'
import { STOP } from './roving.ts'
import type { Instrument } from './rows.ts'

/** A pointer that moved less was meant as a click. */
const DRAG_PX = 4

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

/** The pointer over a free span: what it would book, and how it got there. */
function usePointer(shown: Interval, free: Interval, { policy }: Instrument) {
  const [ghost, setGhost] = useState<Interval>()
  const [anchor, setAnchor] = useState<{ readonly x: number; readonly at: number }>()

  function timeAt(event: PointerEvent<HTMLElement>): number {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const part = Math.min(1, Math.max(0, (event.clientX - left) / width))
    return shown.startsAt + part * (shown.endsAt - shown.startsAt)
  }

  function move(event: PointerEvent<HTMLElement>): void {
    if (event.pointerType === 'touch') return
    const at = timeAt(event)
    const moved = anchor !== undefined && Math.abs(event.clientX - anchor.x) >= DRAG_PX
    setGhost(moved ? dragged(free, [anchor.at, at], policy) : clicked(free, anchor?.at ?? at, policy))
  }

  function press(event: PointerEvent<HTMLElement>): void {
    if (event.pointerType === 'touch' || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setAnchor({ x: event.clientX, at: timeAt(event) })
  }

  return {
    ghost,
    handlers: {
      onPointerMove: move,
      onPointerDown: press,
      onPointerUp: () => setAnchor(undefined),
      onPointerCancel: () => setAnchor(undefined),
      onPointerLeave: () => {
        if (anchor === undefined) setGhost(undefined)
      },
    },
  }
}

export function FreeSpan({ day, free, instrument, tabIndex, onActive }: FreeSpanProps) {
  const { t } = useTranslation('timeline')
  const name = useName()
  const navigate = useNavigate()
  const shown = clip(free, day.span)
  const { ghost, handlers } = usePointer(shown ?? free, free, instrument)
  const place = shown ? placeOn(day, shown) : undefined
  if (!shown || !place) return null
  const first = clicked(free, shown.startsAt, instrument.policy)
  const ghostPlace = ghost ? placeOn({ date: day.date, span: shown }, ghost) : undefined
  return (
    <Link
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
        void navigate({ to: '/instruments/$id', params: { id: instrument.id }, search: askFor(ghost) })
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

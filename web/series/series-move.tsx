/** Moving bookings of a series: the new time of one, which others go along, and what becomes of each. */

import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { SpanForm } from '../booking/span-form.tsx'
import { intervalInput } from '../booking/week.ts'
import { useAction } from '../data/action.ts'
import { wallTime } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import { say } from '../shell/toasts.tsx'
import { Outcomes, type Reach, ReachChoice, useChangePreview } from './change-parts.tsx'
import { MoveSeriesDocument } from './operations.ts'
import type { SeriesBooking } from './series-booking.ts'

type SeriesMoveProps = { readonly booking: SeriesBooking; readonly onDone: () => void }

export function SeriesMove({ booking, onDone }: SeriesMoveProps) {
  const { t } = useTranslation('series')
  const zone = booking.instrument.timeZone
  const before = { startsAt: Date.parse(booking.startsAt), endsAt: Date.parse(booking.endsAt) }
  const [span, setSpan] = useState<Interval>(before)
  const [reach, setReach] = useState<Reach>({ scope: 'THIS', withExceptions: false })
  const [skipConflicts, setSkipConflicts] = useState(false)
  const move = useAction(MoveSeriesDocument)
  const moves =
    span.endsAt > span.startsAt && (span.startsAt !== before.startsAt || span.endsAt !== before.endsAt)
  const change = { bookingId: booking.id, ...reach, skipConflicts }
  const preview = useChangePreview({ ...change, to: intervalInput(span) }, moves)
  const stays = preview.outcomes?.filter((it) => it.problems.length > 0).length ?? 0

  async function submit() {
    const moved = await move.run({ input: { ...change, ...intervalInput(span) } })
    if (!moved) return
    const kept = moved.outcomes.filter((it) => it.problems.length > 0).length
    const count = moved.outcomes.length - kept
    say(t(kept > 0 ? 'move.some' : 'move.done', { count, kept }))
    onDone()
  }

  return (
    <div className="stack">
      <ReachChoice reach={reach} onChange={setReach} />
      <section aria-label={t('move.to')}>
        <SpanForm
          span={span}
          onChange={setSpan}
          zone={zone}
          stepMinutes={booking.instrument.policy.stepMinutes}
          day={wallTime(booking.startsAt, zone).date}
          idPrefix="series-move"
        />
      </section>
      {reach.scope === 'THIS' ? null : (
        <label className="repeat-line" htmlFor="series-move-skip">
          <Switch id="series-move-skip" size="small" checked={skipConflicts} onChange={setSkipConflicts} />
          <span>{t('move.skip')}</span>
        </label>
      )}
      <Outcomes preview={preview} zone={zone} />
      {stays > 0 && !skipConflicts ? <p className="small clash-word">{t('move.mustFit')}</p> : null}
      <ProblemList problems={stays > 0 ? [] : move.problems} failure={move.failure} />
      <Button type="primary" disabled={!moves} loading={move.pending} onClick={() => void submit()}>
        {t('move.confirm')}
      </Button>
    </div>
  )
}

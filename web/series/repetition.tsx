/** The part of the booking panel about repeating: the rule, and what becomes of every time. */

import './series.css'
import type { Interval } from '../../server/kernel/interval.ts'
import { wallTime } from '../design/format.ts'
import { RepeatForm } from './repeat-form.tsx'
import type { Repeat } from './repeat.ts'
import { SeriesPreview } from './series-preview.tsx'
import type { useSeriesPreview } from './use-series.ts'

type RepetitionProps = {
  readonly preview: ReturnType<typeof useSeriesPreview>
  readonly repeat: Repeat | undefined
  readonly onRepeat: (repeat: Repeat | undefined) => void
  readonly span: Interval | undefined
  readonly zone: string
  /** The day shown while there is no span. */
  readonly day: string
  readonly stepMinutes: number
}

export function Repetition(props: RepetitionProps) {
  const { preview, repeat, onRepeat, span, zone, day, stepMinutes } = props
  const date = span ? wallTime(span.startsAt, zone).date : day
  return (
    <>
      <RepeatForm repeat={repeat} onChange={onRepeat} date={date} />
      {repeat ? (
        <SeriesPreview
          preview={preview}
          repeat={repeat}
          onRepeat={onRepeat}
          zone={zone}
          stepMinutes={stepMinutes}
        />
      ) : null}
    </>
  )
}

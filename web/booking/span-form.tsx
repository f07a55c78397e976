/** Date, start and end as fields: the way to a span that needs no pointer. Times are the instrument's. */

import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../server/kernel/calendar.ts'
import type { Interval } from '../../server/kernel/interval.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { hoursText, wallTime } from '../design/format.ts'
import { spanOfWall, timesOfDay, type WallSpan, wallSpan } from './week.ts'

type SpanFormProps = {
  readonly span: Interval | undefined
  readonly onChange: (span: Interval) => void
  readonly zone: string
  readonly stepMinutes: number
  /** The day offered while there is no span. */
  readonly day: string
  /** Before the name of every field's id: two forms may be on a page. */
  readonly idPrefix: string
}

const HOUR_MS = 3_600_000

/** Ends that can be chosen for a start: later on the same day, then on the next. */
function ends(wall: WallSpan, times: readonly string[], nextDay: string) {
  const same = times
    .filter((it) => it > wall.from)
    .map((time) => ({ value: `${wall.date} ${time}`, label: time }))
  const next = addDays(wall.date, 1)
  const later = times
    .filter((it) => it !== '00:00')
    .map((time) => ({ value: `${next} ${time}`, label: `${nextDay} ${time}` }))
  return [...same, ...later]
}

export function SpanForm({ span, onChange, zone, stepMinutes, day, idPrefix }: SpanFormProps) {
  const { t } = useTranslation('booking')
  const times = timesOfDay(stepMinutes)
  const wall = span ? wallSpan(span, zone) : { date: day, from: '09:00', untilDate: day, until: '10:00' }
  const today = wallTime(Date.now(), zone).date
  const change = (next: Partial<WallSpan>) => onChange(spanOfWall({ ...wall, ...next }, zone))

  function changeStart(from: string) {
    // The length stays when the start moves.
    const before = spanOfWall(wall, zone)
    const startsAt = spanOfWall({ ...wall, from }, zone).startsAt
    onChange({ startsAt, endsAt: startsAt + Math.max(before.endsAt - before.startsAt, stepMinutes * 60_000) })
  }

  function changeDate(date: string) {
    change({ date, untilDate: wall.untilDate === wall.date ? date : addDays(date, 1) })
  }

  return (
    <div className="span-form">
      <div className="span-field span-date">
        <label htmlFor={`${idPrefix}-date`}>{t('form.date')}</label>
        <DayPicker
          id={`${idPrefix}-date`}
          value={wall.date}
          onChange={(date) => date && changeDate(date)}
          disabled={(date) => date < today}
        />
      </div>
      <div className="span-field">
        <label htmlFor={`${idPrefix}-from`}>{t('form.from')}</label>
        <Select
          id={`${idPrefix}-from`}
          showSearch
          value={span ? wall.from : null}
          placeholder="--:--"
          onChange={changeStart}
          options={times.slice(0, -1).map((time) => ({ value: time, label: time }))}
        />
      </div>
      <div className="span-field">
        <label htmlFor={`${idPrefix}-until`}>{t('form.until')}</label>
        <Select
          id={`${idPrefix}-until`}
          showSearch={{ optionFilterProp: 'label' }}
          value={span ? `${wall.untilDate} ${wall.until}` : null}
          placeholder="--:--"
          onChange={(value: string) => change({ untilDate: value.slice(0, 10), until: value.slice(11) })}
          options={ends(wall, times, t('form.nextDay'))}
        />
      </div>
      <p className="span-length small secondary" role="status">
        {span && span.endsAt > span.startsAt
          ? t('form.length', { hours: hoursText((span.endsAt - span.startsAt) / HOUR_MS) })
          : t('form.noSpan')}
      </p>
    </div>
  )
}

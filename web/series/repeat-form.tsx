/** 重复: how often, on which days, and until when, in plain choices. */

import { InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Choice } from '../design/choice.tsx'
import { DayPicker } from '../design/day-picker.tsx'
import { weekdayName } from '../design/format.ts'
import { type Frequency, nthOfMonth, type Repeat, reruled, weeklyFrom } from './repeat.ts'

const COUNT_MAX = 200
const INTERVAL_MAX = 12
const WEEK = [1, 2, 3, 4, 5, 6, 7]

type RepeatFormProps = {
  readonly repeat: Repeat | undefined
  readonly onChange: (repeat: Repeat | undefined) => void
  /** The day of the first time. */
  readonly date: string
}

export function RepeatForm({ repeat, onChange, date }: RepeatFormProps) {
  const { t } = useTranslation('series')
  const frequency = repeat?.frequency ?? 'NEVER'
  return (
    <fieldset className="repeat">
      <legend className="visually-hidden">{t('repeat.title')}</legend>
      <div className="span-field">
        <label htmlFor="repeat-frequency">{t('repeat.title')}</label>
        <Select<Frequency | 'NEVER'>
          id="repeat-frequency"
          value={frequency}
          onChange={(value) =>
            onChange(
              value === 'NEVER' ? undefined : reruled(repeat ?? weeklyFrom(date), { frequency: value }),
            )
          }
          options={(['NEVER', 'DAILY', 'WEEKLY', 'MONTHLY'] as const).map((value) => ({
            value,
            label: t(`frequency.${value}`),
          }))}
        />
      </div>
      {repeat ? <Rule repeat={repeat} onChange={onChange} date={date} /> : null}
    </fieldset>
  )
}

type RuleProps = {
  readonly repeat: Repeat
  readonly onChange: (repeat: Repeat) => void
  readonly date: string
}

function Rule({ repeat, onChange, date }: RuleProps) {
  const { t } = useTranslation('series')
  const { frequency, interval, monthly } = repeat
  const { nth, weekday } = nthOfMonth(date)
  return (
    <>
      <div className="repeat-line">
        <label htmlFor="repeat-interval">{t('repeat.every')}</label>
        <InputNumber
          id="repeat-interval"
          min={1}
          max={INTERVAL_MAX}
          precision={0}
          value={interval}
          onChange={(value) => onChange(reruled(repeat, { interval: value ?? 1 }))}
        />
        <span>{t(`unit.${frequency}`)}</span>
      </div>
      {frequency === 'WEEKLY' ? <Weekdays repeat={repeat} onChange={onChange} /> : null}
      {frequency === 'MONTHLY' ? (
        <Choice
          label={t('repeat.monthly')}
          value={monthly}
          onChange={(value) => onChange(reruled(repeat, { monthly: value }))}
          options={[
            { value: 'day', label: t('repeat.sameDay', { day: Number(date.slice(8)) }) },
            {
              value: 'weekday',
              label: t(nth === -1 ? 'repeat.lastWeekday' : 'repeat.sameWeekday', {
                nth,
                weekday: weekdayName(weekday),
              }),
            },
          ]}
        />
      ) : null}
      <End repeat={repeat} onChange={onChange} date={date} />
      <label className="repeat-line" htmlFor="repeat-skip">
        <Switch
          id="repeat-skip"
          size="small"
          checked={repeat.skipsConflicts}
          onChange={(skipsConflicts) => onChange({ ...repeat, skipsConflicts })}
        />
        <span>{t('repeat.skip')}</span>
        <span className="small secondary">{t('repeat.skipHint')}</span>
      </label>
    </>
  )
}

type WeekdaysProps = Pick<RuleProps, 'repeat' | 'onChange'>

function Weekdays({ repeat, onChange }: WeekdaysProps) {
  const { t } = useTranslation('series')
  const { weekdays } = repeat
  function toggle(day: number) {
    const next = weekdays.includes(day) ? weekdays.filter((it) => it !== day) : [...weekdays, day]
    // The last day stays: a week without a day has no bookings.
    if (next.length > 0) onChange(reruled(repeat, { weekdays: next.toSorted((a, b) => a - b) }))
  }
  return (
    <div className="repeat-days" role="group" aria-label={t('repeat.weekdays')}>
      {WEEK.map((day) => (
        <button key={day} type="button" aria-pressed={weekdays.includes(day)} onClick={() => toggle(day)}>
          {weekdayName(day)}
        </button>
      ))}
    </div>
  )
}

function End({ repeat, onChange, date }: RuleProps) {
  const { t } = useTranslation('series')
  const { end, count, until } = repeat
  return (
    <div className="repeat-line">
      <Choice
        label={t('repeat.end')}
        value={end}
        onChange={(value) => onChange(reruled(repeat, { end: value }))}
        options={[
          { value: 'count', label: t('repeat.byCount') },
          { value: 'until', label: t('repeat.byDate') },
        ]}
      />
      {end === 'count' ? (
        <>
          <InputNumber
            aria-label={t('repeat.count')}
            min={1}
            max={COUNT_MAX}
            precision={0}
            value={count}
            onChange={(value) => onChange(reruled(repeat, { count: value ?? 1 }))}
          />
          <span>{t('repeat.times')}</span>
        </>
      ) : (
        <DayPicker
          label={t('repeat.lastDay')}
          value={until}
          onChange={(value) => value && onChange(reruled(repeat, { until: value }))}
          disabled={(day) => day < date}
        />
      )}
    </div>
  )
}

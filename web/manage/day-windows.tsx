/** The opening windows of one weekday, or of one day. */

import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { clockChoices, nextOpening, type Opening } from './opening-week.ts'

type DayWindowsProps = {
  /** What the day is called. */
  readonly title: string
  readonly openings: readonly Opening[]
  readonly onChange: (openings: readonly Opening[]) => void
  /** Gives these windows to the other working days. */
  readonly onCopy: (() => void) | undefined
}

export function DayWindows({ title: day, openings, onChange, onCopy }: DayWindowsProps) {
  const { t } = useTranslation('manage')
  const replace = (at: number, opening: Opening) =>
    onChange(openings.map((it, i) => (i === at ? opening : it)))
  return (
    <div className="manage-day" role="group" aria-label={day}>
      <span className="manage-day-name">{day}</span>
      <div className="manage-day-windows">
        {openings.length === 0 ? <span className="secondary">{t('hours.closed')}</span> : null}
        {openings.map((opening, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- a window has no name but its place.
          <span key={i} className="manage-window">
            <Clock
              label={t('hours.opens', { day, n: i + 1 })}
              value={opening.opensAt}
              onChange={(opensAt) => replace(i, { ...opening, opensAt })}
            />
            <span aria-hidden="true">–</span>
            <Clock
              label={t('hours.closes', { day, n: i + 1 })}
              value={opening.closesAt}
              onChange={(closesAt) => replace(i, { ...opening, closesAt })}
            />
            {opening.closesAt < opening.opensAt ? (
              <span className="small secondary">{t('hours.nextDay')}</span>
            ) : null}
            <Button
              size="small"
              type="text"
              aria-label={t('hours.remove', { day, n: i + 1 })}
              onClick={() => onChange(openings.filter((_, at) => at !== i))}
            >
              ✕
            </Button>
          </span>
        ))}
      </div>
      <span className="row manage-day-buttons">
        <Button
          size="small"
          type="link"
          aria-label={t('hours.addTo', { day })}
          onClick={() => onChange([...openings, nextOpening(openings)])}
        >
          {t('hours.add')}
        </Button>
        {onCopy ? (
          <Button size="small" type="link" onClick={onCopy}>
            {t('hours.copy')}
          </Button>
        ) : null}
      </span>
    </div>
  )
}

type ClockProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (time: string) => void
}

/** A time of day, every half hour from 00:00 to 24:00. */
export function Clock({ label, value, onChange }: ClockProps) {
  return (
    <Select
      size="small"
      className="manage-clock"
      aria-label={label}
      showSearch
      value={value}
      onChange={onChange}
      options={clockChoices(value).map((it) => ({ value: it, label: it }))}
    />
  )
}

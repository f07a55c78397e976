/** Weekly opening hours: presets, windows day by day, and from which day they count. */

import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openingProblems } from '../../server/catalog/rules/opening.ts'
import { useAction } from '../data/action.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { hoursText, wallTime } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { StateTag } from '../design/tags.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { DayWindows } from './day-windows.tsx'
import { hoursInForce, PRESETS, weekFrom, weekHours, WEEKDAYS, windowsOf, withDay } from './opening-week.ts'
import { ManageHoursDocument } from './operations/rules.ts'
import { Hints, Problems } from './problems.tsx'
import { useWeekWords, weekdayName } from './weekday-words.ts'

type Props = { readonly instrument: ManagedInstrumentFragment }

const PRESET_KEYS = ['office', 'workdays', 'daily', 'always'] as const

export function HoursEditor({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const today = wallTime(Date.now(), instrument.timeZone).date
  const current = hoursInForce(instrument.openingHours, today) ?? instrument.openingHours[0]
  const [week, setWeek] = useState(() => weekFrom(current?.windows ?? []))
  const [closedOnHolidays, setClosed] = useState(current?.closedOnHolidays ?? true)
  const [validFrom, setValidFrom] = useState(today)
  const action = useAction(ManageHoursDocument)

  async function save() {
    const input = { instrumentId: instrument.id, validFrom, windows: windowsOf(week), closedOnHolidays }
    if (await action.run({ input })) say(t('hours.saved'))
  }

  return (
    <Panel title={t('hours.title')}>
      <div className="stack">
        <Versions
          instrument={instrument}
          today={today}
          onUse={(version) => {
            setWeek(weekFrom(version.windows))
            setClosed(version.closedOnHolidays)
          }}
        />
        <div className="row" role="group" aria-label={t('hours.presets')}>
          <span className="secondary">{t('hours.presets')}</span>
          {PRESET_KEYS.map((key) => (
            <Button key={key} size="small" onClick={() => setWeek(PRESETS[key])}>
              {t(`hours.preset.${key}`)}
            </Button>
          ))}
        </div>
        <div className="manage-week">
          {WEEKDAYS.map((weekday) => (
            <DayWindows
              key={weekday}
              title={weekdayName(weekday)}
              openings={week[weekday - 1] ?? []}
              onChange={(openings) => setWeek(withDay(week, weekday, openings))}
              onCopy={
                weekday === 1 ? () => setWeek(week.map((it, i) => (i < 5 ? (week[0] ?? []) : it))) : undefined
              }
            />
          ))}
        </div>
        <div className="row">
          <Checkbox checked={closedOnHolidays} onChange={(event) => setClosed(event.target.checked)}>
            {t('hours.holidays')}
          </Checkbox>
          <span className="secondary figures">
            {t('hours.perWeek', { hours: hoursText(weekHours(week)) })}
          </span>
        </div>
        <Hints problems={openingProblems(windowsOf(week))} />
        <Problems problems={action.problems} failure={action.failure} />
        <div className="row">
          <label htmlFor="hours-from">{t('hours.from')}</label>
          <DayPicker id="hours-from" value={validFrom} onChange={(day) => setValidFrom(day ?? today)} />
          <Button type="primary" loading={action.pending} onClick={() => void save()}>
            {t('hours.save')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}

type Version = ManagedInstrumentFragment['openingHours'][number]
type VersionsProps = Props & { readonly today: string; readonly onUse: (version: Version) => void }

/** What counts now and what is dated ahead, in words. */
function Versions({ instrument, today, onUse }: VersionsProps) {
  const { t } = useTranslation('manage')
  const weekWords = useWeekWords()
  const current = hoursInForce(instrument.openingHours, today)
  const shown = instrument.openingHours
    .filter((it) => it === current || it.validFrom > today)
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
  if (shown.length === 0) return <p className="notice">{t('hours.none')}</p>
  return (
    <ul className="manage-versions" aria-label={t('hours.versions')}>
      {shown.map((version) => (
        <li key={version.validFrom} className="row">
          <StateTag tone={version === current ? 'green' : 'blue'}>
            {t(version === current ? 'standing.current' : 'standing.future')}
          </StateTag>
          <span className="figures">{t('hours.since', { day: version.validFrom })}</span>
          <span>{weekWords(weekFrom(version.windows))}</span>
          <span className="secondary">
            {t(version.closedOnHolidays ? 'hours.closedThen' : 'hours.openThen')}
          </span>
          <Button size="small" type="link" onClick={() => onUse(version)}>
            {t('useAsBase')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Days on which an instrument is open otherwise than in its week: closed, or other windows. */

import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../server/kernel/calendar.ts'
import { exceptionProblems } from '../../server/catalog/rules/opening.ts'
import { useAction } from '../data/action.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime, weekdayText } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { DayWindows } from './day-windows.tsx'
import type { Opening } from './opening-week.ts'
import { ManageExceptionDocument } from './operations/rules.ts'
import { Hints, Problems } from './problems.tsx'

type Props = { readonly instrument: ManagedInstrumentFragment }

export function ExceptionsEditor({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const today = wallTime(Date.now(), instrument.timeZone).date
  const [date, setDate] = useState(addDays(today, 1))
  const [windows, setWindows] = useState<readonly Opening[]>([])
  const [note, setNote] = useState('')
  const action = useAction(ManageExceptionDocument)
  const base = { instrumentId: instrument.id, note }

  async function save() {
    const input = { ...base, date, windows: windows.map(({ opensAt, closesAt }) => ({ opensAt, closesAt })) }
    if (await action.run({ input })) say(t('exceptions.saved', { date }))
  }

  async function takeBack(day: string) {
    if (await action.run({ input: { ...base, date: day, windows: null } })) say(t('exceptions.takenBack'))
  }

  return (
    <Panel title={t('exceptions.title')}>
      <div className="stack">
        <Listed instrument={instrument} onTakeBack={(day) => void takeBack(day)} />
        <div className="row">
          <label htmlFor="exception-day">{t('exceptions.day')}</label>
          <DayPicker
            id="exception-day"
            value={date}
            disabled={(day) => day < today}
            onChange={(day) => setDate(day ?? today)}
          />
        </div>
        <DayWindows title={weekdayText(date)} openings={windows} onChange={setWindows} onCopy={undefined} />
        <div className="row">
          <label htmlFor="exception-note">{t('exceptions.note')}</label>
          <Input
            id="exception-note"
            className="manage-exception-note"
            value={note}
            maxLength={100}
            placeholder={t('exceptions.noteHint')}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button loading={action.pending} onClick={() => void save()}>
            {t(windows.length === 0 ? 'exceptions.close' : 'exceptions.save')}
          </Button>
        </div>
        <Hints problems={exceptionProblems({ date, windows, note }, today)} />
        <Problems problems={action.problems} failure={action.failure} />
      </div>
    </Panel>
  )
}

type ListedProps = Props & { readonly onTakeBack: (day: string) => void }

function Listed({ instrument, onTakeBack }: ListedProps) {
  const { t } = useTranslation('manage')
  if (instrument.openingExceptions.length === 0) return <p className="secondary">{t('exceptions.none')}</p>
  return (
    <ul className="manage-versions" aria-label={t('exceptions.title')}>
      {instrument.openingExceptions.map((it) => (
        <li key={it.date} className="row">
          <span className="figures">
            {it.date} {weekdayText(it.date)}
          </span>
          <span className="figures">
            {it.windows.map(({ opensAt, closesAt }) => `${opensAt}–${closesAt}`).join(' · ') ||
              t('hours.closed')}
          </span>
          <span className="secondary">{it.note}</span>
          <Button size="small" type="link" onClick={() => onTakeBack(it.date)}>
            {t('exceptions.takeBack')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

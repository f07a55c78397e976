/** Joining the waiting list: for the span that is taken, for some length in a window, or only to be told. */

import './waiting.css'
import { Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { timesOfDay } from '../booking/week.ts'
import { useAction } from '../data/action.ts'
import { Choice } from '../design/choice.tsx'
import { DayPicker } from '../design/day-picker.tsx'
import { hoursText, spanText, wallTime, weekdayName } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { JoinWaitingListDocument } from './operations.ts'
import { lengthsOf, type Mode, WEEK, type WishForm, wishInput, wishOf } from './wish.ts'

export type WaitDialogProps = {
  readonly instrument: Pick<
    NonNullable<InstrumentQuery['instrument']>,
    'id' | 'nameZh' | 'nameEn' | 'timeZone' | 'policy'
  >
  /** The span that could not be booked; undefined where none was chosen. */
  readonly span: Interval | undefined
  readonly purpose: string
  /** Whether somebody is to operate the instrument; undefined: as it demands. */
  readonly withOperator: boolean | undefined
  readonly onClose: () => void
}

export function WaitDialog({ instrument, span, purpose, withOperator, onClose }: WaitDialogProps) {
  const { t } = useTranslation('waiting')
  const { t: ts } = useTranslation('shell')
  const name = useName()
  const { id: instrumentId, timeZone: zone, policy } = instrument
  const minutesMin = policy.durationMinutesMin
  const [form, setForm] = useState(() => wishOf({ span, purpose, zone, now: Date.now(), minutesMin }))
  const [tried, setTried] = useState(false)
  const join = useAction(JoinWaitingListDocument)
  const lacksPurpose = form.mode !== 'notice' && form.purpose.trim() === ''
  const modes: readonly Mode[] = span ? ['exact', 'window', 'notice'] : ['window', 'notice']

  function change(next: Partial<WishForm>) {
    join.clear()
    setForm({ ...form, ...next })
  }

  async function submit() {
    setTried(true)
    if (lacksPurpose) return
    const wish = wishInput(form, { instrumentId, span, zone, now: Date.now(), minutesMin })
    const input = withOperator === undefined ? wish : { ...wish, withOperator }
    const entry = await join.run({ input })
    if (!entry) return
    say(entry.wants === 'NOTICE' ? t('done.notice') : t('done.waiting', { place: entry.ahead + 1 }))
    onClose()
  }

  return (
    <Modal
      open
      title={t('dialog.title')}
      okText={t(form.mode === 'notice' ? 'dialog.notify' : 'dialog.join')}
      cancelText={ts('actions.cancel')}
      okButtonProps={{ loading: join.pending }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <div className="stack wait-form">
        <strong>{name(instrument)}</strong>
        <Choice
          label={t('dialog.title')}
          value={form.mode}
          options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
          onChange={(mode) => change({ mode })}
        />
        {form.mode === 'exact' && span ? (
          <p className="figures">{spanText(span.startsAt, span.endsAt, zone)}</p>
        ) : (
          <WindowFields form={form} onChange={change} zone={zone} lengths={lengthsOf(policy)} />
        )}
        {form.mode === 'notice' ? null : (
          <PurposeField
            value={form.purpose}
            isMissing={tried && lacksPurpose}
            onChange={(text) => change({ purpose: text })}
          />
        )}
        <p className="small secondary">{t(form.mode === 'notice' ? 'rule.notice' : 'rule.offer')}</p>
        <ProblemList problems={join.problems} failure={join.failure} />
      </div>
    </Modal>
  )
}

type PurposeFieldProps = {
  readonly value: string
  readonly isMissing: boolean
  readonly onChange: (purpose: string) => void
}

function PurposeField({ value, isMissing, onChange }: PurposeFieldProps) {
  const { t } = useTranslation('waiting')
  return (
    <div className="span-field">
      <label htmlFor="wait-purpose">{t('form.purpose')}</label>
      <Input
        id="wait-purpose"
        value={value}
        maxLength={500}
        onChange={(event) => onChange(event.target.value)}
      />
      {isMissing ? (
        <p className="small clash-word" role="alert">
          {t('form.purposeMissing')}
        </p>
      ) : null}
    </div>
  )
}

type WindowFieldsProps = {
  readonly form: WishForm
  readonly onChange: (next: Partial<WishForm>) => void
  readonly zone: string
  /** In minutes. */
  readonly lengths: readonly number[]
}

function WindowFields({ form, onChange, zone, lengths }: WindowFieldsProps) {
  const { t } = useTranslation('waiting')
  const today = wallTime(Date.now(), zone).date
  const times = timesOfDay(60).map((value) => ({ value, label: value }))
  return (
    <>
      <div className="wait-pair">
        <div className="span-field">
          <label htmlFor="wait-from">{t('form.fromDay')}</label>
          <DayPicker
            id="wait-from"
            value={form.fromDay}
            disabled={(date) => date < today}
            onChange={(day) =>
              day && onChange({ fromDay: day, untilDay: day > form.untilDay ? day : form.untilDay })
            }
          />
        </div>
        <div className="span-field">
          <label htmlFor="wait-until">{t('form.untilDay')}</label>
          <DayPicker
            id="wait-until"
            value={form.untilDay}
            disabled={(date) => date < form.fromDay}
            onChange={(day) => day && onChange({ untilDay: day })}
          />
        </div>
        <div className="span-field">
          <label htmlFor="wait-day-from">{t('form.dayFrom')}</label>
          <Select
            id="wait-day-from"
            value={form.dayFrom}
            options={times.slice(0, -1)}
            onChange={(dayFrom) => onChange({ dayFrom })}
          />
        </div>
        <div className="span-field">
          <label htmlFor="wait-day-until">{t('form.dayUntil')}</label>
          <Select
            id="wait-day-until"
            value={form.dayUntil}
            options={times.slice(1)}
            onChange={(dayUntil) => onChange({ dayUntil })}
          />
        </div>
        {form.mode === 'notice' ? null : (
          <div className="span-field">
            <label htmlFor="wait-length">{t('form.length')}</label>
            <Select
              id="wait-length"
              value={form.lengthMinutes}
              options={lengths.map((it) => ({ value: it, label: t('hours', { value: hoursText(it / 60) }) }))}
              onChange={(lengthMinutes) => onChange({ lengthMinutes })}
            />
          </div>
        )}
      </div>
      <Checkbox.Group
        className="wait-weekdays"
        aria-label={t('form.weekdays')}
        value={[...form.weekdays]}
        options={WEEK.map((value) => ({ value, label: weekdayName(value) }))}
        onChange={(weekdays) => onChange({ weekdays })}
      />
    </>
  )
}

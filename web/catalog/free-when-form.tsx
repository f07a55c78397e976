/** The form of 空闲时段, fetched only when somebody opens it. */

import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime } from '../design/format.ts'
import { KitProvider } from '../design/kit-provider.tsx'

const TIMES = Array.from({ length: 49 }, (_, i) => {
  const text = `${String(Math.floor(i / 2)).padStart(2, '0')}:${i % 2 === 0 ? '00' : '30'}`
  return { value: text, label: text }
})

type FreeSpan = { readonly day: string; readonly from: string; readonly to: string }

type FreeWhenFormProps = {
  readonly initial: { readonly [Key in keyof FreeSpan]: string | undefined }
  readonly onSubmit: (span: FreeSpan) => void
}

export function FreeWhenForm({ initial, onSubmit }: FreeWhenFormProps) {
  const { t } = useTranslation('catalog')
  const today = wallTime(Date.now()).date
  const [day, setDay] = useState(initial.day ?? today)
  const [from, setFrom] = useState(initial.from ?? '09:00')
  const [to, setTo] = useState(initial.to ?? '12:00')
  const forward = from < to
  return (
    <KitProvider>
      <div className="free-form">
        <DayPicker
          label={t('free.day')}
          value={day}
          onChange={(date) => setDay(date ?? today)}
          disabled={(date) => date < today}
        />
        <div className="free-times">
          <Select aria-label={t('free.from')} options={TIMES.slice(0, -1)} value={from} onChange={setFrom} />
          <span aria-hidden="true">–</span>
          <Select aria-label={t('free.to')} options={TIMES.slice(1)} value={to} onChange={setTo} />
        </div>
        {forward ? null : <p className="small free-wrong">{t('free.backwards')}</p>}
        <Button type="primary" disabled={!forward} onClick={() => onSubmit({ day, from, to })}>
          {t('free.apply')}
        </Button>
      </div>
    </KitProvider>
  )
}

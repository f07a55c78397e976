/** Beginning on the spot, for who stands at an instrument that is free and has no booking. */

import '../records/records.css'
import { useParams } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { wallTime } from '../design/format.ts'
import { ProblemList } from '../design/states.tsx'
import { useNow } from '../desk/use-now.ts'
import type { UsageKind } from '../gql/graphql.ts'
import { KINDS } from '../records/kinds.ts'
import { StartWalkInDocument } from '../records/operations.ts'
import { say } from '../shell/toasts.tsx'

type Answers = { minutes: number; kind: UsageKind; purpose: string }

type OwnWalkInProps = {
  readonly instrument: { readonly id: string; readonly timeZone: string }
  readonly freeUntil: string
}

const HOUR_MINUTES = 60

export function OwnWalkIn({ instrument, freeUntil }: OwnWalkInProps) {
  const { t } = useTranslation('records')
  const { token } = useParams({ from: '/checkin/$token' })
  const now = useNow()
  const start = useAction(StartWalkInDocument)
  const minutesMax = Math.max(1, Math.floor((Date.parse(freeUntil) - now) / 60_000))

  async function submit(answers: Answers) {
    if (await start.run({ input: { ...answers, token, instrumentId: instrument.id } })) say(t('walkIn.begun'))
  }

  const missing = t('adjustment.missing')
  return (
    <section className="panel checkin-panel stack" aria-label={t('walkIn.title')}>
      <h2>{t('walkIn.title')}</h2>
      <p>{t('walkIn.freeUntil', { time: wallTime(freeUntil, instrument.timeZone).time })}</p>
      <p className="small secondary">{t('walkIn.rule')}</p>
      <Form
        name="own-walk-in"
        layout="vertical"
        requiredMark={false}
        initialValues={{ minutes: Math.min(HOUR_MINUTES, minutesMax), kind: 'USE', purpose: '' }}
        onFinish={(answers: Answers) => void submit(answers)}
      >
        <div className="records-fields">
          <Form.Item
            name="minutes"
            label={t('walkIn.minutes')}
            rules={[{ required: true, message: missing }]}
          >
            <InputNumber min={1} max={minutesMax} precision={0} />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')}>
            <Select options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
          </Form.Item>
        </div>
        <Form.Item
          name="purpose"
          label={t('walkIn.purpose')}
          rules={[{ required: true, whitespace: true, message: missing }]}
        >
          <Input maxLength={500} />
        </Form.Item>
        <Button htmlType="submit" size="large" loading={start.pending}>
          {t('walkIn.begin')}
        </Button>
      </Form>
      <ProblemList problems={start.problems} failure={start.failure} />
    </section>
  )
}

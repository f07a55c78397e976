/** Time that is kept free for research groups: what is held, holding more, releasing it. */

import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, instantOf } from '../../server/kernel/calendar.ts'
import { useAction } from '../data/action.ts'
import { execute } from '../data/execute.ts'
import { queryOf } from '../data/query.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { momentText, wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState } from '../design/states.tsx'
import { When } from '../design/values.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { ClockItem } from './clock-item.tsx'
import { InTheWay } from './in-the-way.tsx'
import {
  ManageGroupToHoldForDocument,
  ManageHoldDocument,
  ManageHoldsDocument,
  ManageReleaseDocument,
} from './operations/holds.ts'
import { Problems } from './problems.tsx'

type Props = { readonly instrument: ManagedInstrumentFragment }

export function HoldsPanel({ instrument }: Props) {
  const { t } = useTranslation('manage')
  return (
    <Panel title={t('holds.title')}>
      <div className="stack">
        <p className="small secondary">{t('holds.lead')}</p>
        <Held instrument={instrument} />
        <HoldForm instrument={instrument} />
      </div>
    </Panel>
  )
}

function Held({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const name = useName()
  const zone = instrument.timeZone
  const { data, error, refetch } = useQuery(queryOf(ManageHoldsDocument, { instrumentId: instrument.id }))
  const release = useAction(ManageReleaseDocument)
  async function free(holdId: string) {
    if (await release.run({ input: { holdId } })) say(t('holds.released'))
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.timeHolds.length === 0) return <p className="secondary">{t('holds.none')}</p>
  return (
    <>
      <ul className="manage-versions" aria-label={t('holds.list')}>
        {data.timeHolds.map((it) => (
          <li key={it.id} className="row">
            <When startsAt={it.startsAt} endsAt={it.endsAt} zone={zone} />
            <strong>{it.group ? name(it.group) : null}</strong>
            {it.reason ? <span>{it.reason}</span> : null}
            {it.expiresAt === it.endsAt ? null : (
              <span className="small secondary">
                {t('holds.until', { when: momentText(it.expiresAt, zone) })}
              </span>
            )}
            <Popconfirm
              title={t('holds.releaseAsk')}
              okText={t('holds.release')}
              onConfirm={() => void free(it.id)}
            >
              <Button size="small" type="link">
                {t('holds.release')}
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      <Problems problems={release.problems} failure={release.failure} />
    </>
  )
}

type Plan = {
  email: string
  fromDay: string
  fromTime: string
  toDay: string
  toTime: string
  releaseHours: number | null
  reason: string
}

function HoldForm({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const name = useName()
  const [form] = Form.useForm<Plan>()
  const hold = useAction(ManageHoldDocument)
  const [isUnknown, setUnknown] = useState(false)
  const today = wallTime(Date.now(), instrument.timeZone).date
  const tomorrow = addDays(today, 1)
  const instant = (day: string, time: string) =>
    new Date(instantOf(day, time, instrument.timeZone)).toISOString()

  async function submit(plan: Plan) {
    const { groupToHoldFor: group } = await execute(ManageGroupToHoldForDocument, { email: plan.email })
    setUnknown(!group)
    if (!group) return
    const made = await hold.run({
      input: {
        instrumentId: instrument.id,
        groupId: group.id,
        startsAt: instant(plan.fromDay, plan.fromTime),
        endsAt: instant(plan.toDay, plan.toTime),
        releaseHoursBefore: plan.releaseHours,
        reason: plan.reason.trim(),
      },
    })
    if (!made) return
    say(t('holds.held', { group: name(group) }))
    form.resetFields(['reason'])
  }

  return (
    <Form<Plan>
      name="hold"
      form={form}
      layout="vertical"
      initialValues={{
        email: '',
        fromDay: tomorrow,
        fromTime: '08:30',
        toDay: tomorrow,
        toTime: '12:00',
        releaseHours: null,
        reason: '',
      }}
      onValuesChange={({ fromDay }) => {
        if (fromDay !== undefined && form.getFieldValue('toDay') < fromDay)
          form.setFieldValue('toDay', fromDay)
      }}
      onFinish={(plan) => void submit(plan)}
    >
      <div className="manage-plan">
        <HoldFields today={today} />
        <Button htmlType="submit" loading={hold.pending} className="manage-plan-button">
          {t('holds.hold')}
        </Button>
      </div>
      {isUnknown ? (
        <p className="clash-word" role="alert">
          {t('holds.noGroup')}
        </p>
      ) : null}
      <Problems problems={hold.problems} failure={hold.failure} nextStep={whoIsInTheWay} />
    </Form>
  )
}

function whoIsInTheWay({ code, refs }: { readonly code: string; readonly refs: readonly string[] }) {
  return code === 'BOOKING_OVERLAPS' && refs.length > 0 ? <InTheWay ids={refs} /> : null
}

/** When, for whom, and until when it is held. */
function HoldFields({ today }: { readonly today: string }) {
  const { t } = useTranslation('manage')
  return (
    <>
      <Form.Item name="fromDay" label={t('holds.fromDay')}>
        <DayPicker disabled={(day) => day < today} />
      </Form.Item>
      <Form.Item name="fromTime" label={t('holds.fromTime')}>
        <ClockItem />
      </Form.Item>
      <Form.Item name="toDay" label={t('holds.toDay')}>
        <DayPicker disabled={(day) => day < today} />
      </Form.Item>
      <Form.Item name="toTime" label={t('holds.toTime')}>
        <ClockItem />
      </Form.Item>
      <Form.Item name="email" label={t('holds.email')} className="manage-plan-reason">
        <Input type="email" placeholder={t('holds.emailHint')} />
      </Form.Item>
      <Form.Item name="releaseHours" label={t('holds.releaseHours')}>
        <InputNumber min={0} max={2_000} precision={0} placeholder={t('holds.releaseHint')} />
      </Form.Item>
      <Form.Item name="reason" label={t('holds.reason')} className="manage-plan-reason">
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

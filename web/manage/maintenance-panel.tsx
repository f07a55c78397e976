/** Maintenance by form: what is planned, planning more, taking it back; a refusal names the bookings in the way. */

import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, dayInterval, instantOf } from '../../server/kernel/calendar.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState } from '../design/states.tsx'
import { When } from '../design/values.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { ClockItem } from './clock-item.tsx'
import { InTheWay } from './in-the-way.tsx'
import {
  ManageMaintenanceDocument,
  ManageScheduleDocument,
  ManageUnscheduleDocument,
} from './operations/rules.ts'
import { Problems } from './problems.tsx'

type Props = { readonly instrument: ManagedInstrumentFragment }

/** How far ahead planned maintenance is listed. */
const AHEAD_DAYS = 90

type Plan = { fromDay: string; fromTime: string; toDay: string; toTime: string; reason: string }

export function MaintenancePanel({ instrument }: Props) {
  const { t } = useTranslation('manage')
  return (
    <Panel title={t('maintenance.title')}>
      <div className="stack">
        <Planned instrument={instrument} />
        <PlanForm instrument={instrument} />
      </div>
    </Panel>
  )
}

function Planned({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const today = wallTime(Date.now(), instrument.timeZone).date
  const during = {
    startsAt: new Date(dayInterval(today, instrument.timeZone).startsAt).toISOString(),
    endsAt: new Date(dayInterval(addDays(today, AHEAD_DAYS), instrument.timeZone).endsAt).toISOString(),
  }
  const { data, error, refetch } = useQuery(
    queryOf(ManageMaintenanceDocument, { instrumentId: instrument.id, during }),
  )
  const cancel = useAction(ManageUnscheduleDocument)
  async function takeBack(maintenanceId: string) {
    if (await cancel.run({ input: { maintenanceId } })) say(t('maintenance.cancelled'))
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.maintenance.length === 0) return <p className="secondary">{t('maintenance.none')}</p>
  return (
    <>
      <ul className="manage-versions" aria-label={t('maintenance.list')}>
        {data.maintenance.map((it) => (
          <li key={it.id} className="row">
            <When startsAt={it.startsAt} endsAt={it.endsAt} zone={instrument.timeZone} />
            <span>{it.reason}</span>
            <Popconfirm
              title={t('maintenance.cancelAsk')}
              okText={t('maintenance.cancel')}
              onConfirm={() => void takeBack(it.id)}
            >
              <Button size="small" type="link">
                {t('maintenance.cancel')}
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      <Problems problems={cancel.problems} failure={cancel.failure} />
    </>
  )
}

function PlanForm({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const [form] = Form.useForm<Plan>()
  const schedule = useAction(ManageScheduleDocument)
  const today = wallTime(Date.now(), instrument.timeZone).date
  const tomorrow = addDays(today, 1)
  const instant = (day: string, time: string) =>
    new Date(instantOf(day, time, instrument.timeZone)).toISOString()

  async function submit(plan: Plan) {
    const made = await schedule.run({
      input: {
        instrumentId: instrument.id,
        startsAt: instant(plan.fromDay, plan.fromTime),
        endsAt: instant(plan.toDay, plan.toTime),
        reason: plan.reason.trim(),
      },
    })
    if (!made) return
    say(t('maintenance.planned'))
    form.resetFields(['reason'])
  }

  return (
    <Form<Plan>
      name="maintenance"
      form={form}
      layout="vertical"
      initialValues={{ fromDay: tomorrow, fromTime: '08:30', toDay: tomorrow, toTime: '17:30', reason: '' }}
      onValuesChange={(changed) => {
        const { fromDay } = changed
        if (fromDay !== undefined && form.getFieldValue('toDay') < fromDay)
          form.setFieldValue('toDay', fromDay)
      }}
      onFinish={(plan) => void submit(plan)}
    >
      <div className="manage-plan">
        <Form.Item name="fromDay" label={t('maintenance.fromDay')}>
          <DayPicker disabled={(day) => day < today} />
        </Form.Item>
        <Form.Item name="fromTime" label={t('maintenance.fromTime')}>
          <ClockItem />
        </Form.Item>
        <Form.Item name="toDay" label={t('maintenance.toDay')}>
          <DayPicker disabled={(day) => day < today} />
        </Form.Item>
        <Form.Item name="toTime" label={t('maintenance.toTime')}>
          <ClockItem />
        </Form.Item>
        <Form.Item name="reason" label={t('maintenance.reason')} className="manage-plan-reason">
          <Input maxLength={200} placeholder={t('maintenance.reasonHint')} />
        </Form.Item>
        <Button htmlType="submit" loading={schedule.pending} className="manage-plan-button">
          {t('maintenance.plan')}
        </Button>
      </div>
      <Problems
        problems={schedule.problems}
        failure={schedule.failure}
        nextStep={(problem) => (problem.refs.length > 0 ? <InTheWay ids={problem.refs} /> : null)}
      />
    </Form>
  )
}

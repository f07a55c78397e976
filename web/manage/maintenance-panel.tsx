/** Maintenance by form: what is planned, planning more, taking it back; a refusal names the bookings in the way. */

import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, dayInterval } from '../../server/kernel/calendar.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { wallTime } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState } from '../design/states.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { InTheWay } from './in-the-way.tsx'
import {
  ManageMaintenanceDocument,
  ManageScheduleDocument,
  ManageUnscheduleDocument,
} from './operations/rules.ts'
import {
  PlannedList,
  type PlannedSpan,
  SpanItems,
  spanSent,
  toDayAfter,
  tomorrowIn,
} from './planned-time.tsx'
import { Problems } from './problems.tsx'

type Props = { readonly instrument: ManagedInstrumentFragment }

/** How far ahead planned maintenance is listed. */
const AHEAD_DAYS = 90

type Plan = PlannedSpan & { reason: string }

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
      <PlannedList
        label={t('maintenance.list')}
        zone={instrument.timeZone}
        items={data.maintenance}
        takeBack={{
          ask: t('maintenance.cancelAsk'),
          text: t('maintenance.cancel'),
          onConfirm: (id) => void takeBack(id),
        }}
      />
      <Problems problems={cancel.problems} failure={cancel.failure} />
    </>
  )
}

function PlanForm({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const [form] = Form.useForm<Plan>()
  const schedule = useAction(ManageScheduleDocument)

  async function submit(plan: Plan) {
    const made = await schedule.run({
      input: {
        instrumentId: instrument.id,
        ...spanSent(plan, instrument.timeZone),
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
      initialValues={{ ...tomorrowIn(instrument.timeZone), reason: '' }}
      onValuesChange={(changed) =>
        form.setFieldValue('toDay', toDayAfter(changed, form.getFieldValue('toDay')))
      }
      onFinish={(plan) => void submit(plan)}
    >
      <div className="manage-plan">
        <SpanItems zone={instrument.timeZone} />
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

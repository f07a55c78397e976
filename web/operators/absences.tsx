/** When operators are away: what is planned, planning more, taking it back. Bookings in the way can be given to others. */

import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Popconfirm, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, instantOf } from '../../server/kernel/calendar.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ErrorState } from '../design/states.tsx'
import { When } from '../design/values.tsx'
import { ClockItem } from '../manage/clock-item.tsx'
import { Problems } from '../manage/problems.tsx'
import { say } from '../shell/toasts.tsx'
import { AssignOperator } from './assign-operator.tsx'
import { CancelAbsenceDocument, OperatorAbsencesDocument, PlanAbsenceDocument } from './operations.ts'
import './operators.css'

type Person = { readonly id: string; readonly nameZh: string; readonly nameEn: string | null }
type AbsencesProps = { readonly people: readonly Person[]; readonly zone: string }

export function Absences({ people, zone }: AbsencesProps) {
  const { t } = useTranslation('operators')
  return (
    <section className="stack" aria-label={t('absence.title')}>
      <h3>{t('absence.title')}</h3>
      <Planned people={people} zone={zone} />
      <PlanForm people={people} zone={zone} />
    </section>
  )
}

function Planned({ people, zone }: AbsencesProps) {
  const { t } = useTranslation('operators')
  const name = useName()
  const personIds = people.map((it) => it.id)
  const { data, error, refetch } = useQuery(queryOf(OperatorAbsencesDocument, { personIds }))
  const cancel = useAction(CancelAbsenceDocument)
  async function takeBack(absenceId: string) {
    if (await cancel.run({ input: { absenceId } })) say(t('absence.cancelled'))
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.operatorAbsences.length === 0) return <p className="secondary">{t('absence.none')}</p>
  return (
    <>
      <ul className="manage-versions" aria-label={t('absence.list')}>
        {data.operatorAbsences.map((it) => (
          <li key={it.id} className="row">
            <strong>{name(it.person)}</strong>
            <When startsAt={it.startsAt} endsAt={it.endsAt} zone={zone} />
            <span>{it.reason}</span>
            <Popconfirm
              title={t('absence.cancelAsk')}
              okText={t('absence.cancel')}
              onConfirm={() => void takeBack(it.id)}
            >
              <Button size="small" type="link">
                {t('absence.cancel')}
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
      <Problems problems={cancel.problems} failure={cancel.failure} />
    </>
  )
}

type Plan = {
  personId: string
  fromDay: string
  fromTime: string
  toDay: string
  toTime: string
  reason: string
}

function PlanForm({ people, zone }: AbsencesProps) {
  const { t } = useTranslation('operators')
  const [form] = Form.useForm<Plan>()
  const plan = useAction(PlanAbsenceDocument)
  const today = wallTime(Date.now(), zone).date
  const tomorrow = addDays(today, 1)
  const instant = (day: string, time: string) => new Date(instantOf(day, time, zone)).toISOString()

  async function submit({ personId, fromDay, fromTime, toDay, toTime, reason }: Plan) {
    const span = { startsAt: instant(fromDay, fromTime), endsAt: instant(toDay, toTime) }
    if (!(await plan.run({ input: { personId, ...span, reason: reason.trim() } }))) return
    say(t('absence.planned'))
    form.resetFields(['reason'])
  }

  return (
    <Form<Plan>
      name="absence"
      form={form}
      layout="vertical"
      initialValues={{
        personId: people[0]?.id ?? '',
        fromDay: tomorrow,
        fromTime: '08:30',
        toDay: tomorrow,
        toTime: '17:30',
        reason: '',
      }}
      onValuesChange={({ fromDay }) => {
        plan.clear()
        if (fromDay !== undefined && form.getFieldValue('toDay') < fromDay)
          form.setFieldValue('toDay', fromDay)
      }}
      onFinish={(values) => void submit(values)}
    >
      <PlanFields people={people} today={today} pending={plan.pending} />
      <Problems
        problems={plan.problems}
        failure={plan.failure}
        nextStep={(problem) =>
          problem.code === 'ABSENCE_COVERS_BOOKINGS' ? (
            <ul className="manage-in-the-way">
              {problem.refs.map((id) => (
                <li key={id}>
                  <AssignOperator bookingId={id} withBooking />
                </li>
              ))}
            </ul>
          ) : null
        }
      />
    </Form>
  )
}

type PlanFieldsProps = Pick<AbsencesProps, 'people'> & { readonly today: string; readonly pending: boolean }

function PlanFields({ people, today, pending }: PlanFieldsProps) {
  const { t } = useTranslation('operators')
  const { t: tm } = useTranslation('manage')
  const name = useName()
  return (
    <div className="manage-plan">
      <Form.Item name="personId" label={t('absence.person')} className="operators-person">
        <Select options={people.map((it) => ({ value: it.id, label: name(it) }))} />
      </Form.Item>
      <Form.Item name="fromDay" label={tm('maintenance.fromDay')}>
        <DayPicker disabled={(day) => day < today} />
      </Form.Item>
      <Form.Item name="fromTime" label={tm('maintenance.fromTime')}>
        <ClockItem />
      </Form.Item>
      <Form.Item name="toDay" label={tm('maintenance.toDay')}>
        <DayPicker disabled={(day) => day < today} />
      </Form.Item>
      <Form.Item name="toTime" label={tm('maintenance.toTime')}>
        <ClockItem />
      </Form.Item>
      <Form.Item name="reason" label={t('absence.reason')} className="manage-plan-reason">
        <Input maxLength={200} placeholder={t('absence.reasonHint')} />
      </Form.Item>
      <Button htmlType="submit" loading={pending} className="manage-plan-button">
        {t('absence.plan')}
      </Button>
    </div>
  )
}

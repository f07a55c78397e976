/** Scheduling a training: day and time, place, seats, pass mark, trainer. */

import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, instantOf } from '../../server/kernel/calendar.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useViewer } from '../data/viewer.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { ClockItem } from '../manage/clock-item.tsx'
import { ManagePeopleDocument } from '../manage/operations/people.ts'
import { say } from '../shell/toasts.tsx'
import { ScheduleTrainingDocument } from './operations.ts'
import { StandingProblems } from './words.tsx'

type Plan = {
  day: string
  from: string
  to: string
  place: string
  seats: number
  passMark: number
  trainerId: string
}

/** Keepers and managers of the institution, one of whom trains. */
function useTrainers(institutionId: string) {
  const { data } = useQuery(queryOf(ManagePeopleDocument, { institutionId, first: 100 }))
  return (data?.people.edges ?? [])
    .map((it) => it.node)
    .filter((it) =>
      it.grants.some(
        ({ role, institution }) =>
          (role === 'KEEPER' || role === 'MANAGER') && institution?.id === institutionId,
      ),
    )
}

export function SessionForm({ instrument }: { readonly instrument: ManagedInstrumentFragment }) {
  const { t } = useTranslation('standing')
  const { viewer } = useViewer()
  const [form] = Form.useForm<Plan>()
  const schedule = useAction(ScheduleTrainingDocument)
  const { timeZone } = instrument
  const today = wallTime(Date.now(), timeZone).date
  const instant = (day: string, time: string) => new Date(instantOf(day, time, timeZone)).toISOString()

  async function submit({ day, from, to, place, seats, passMark, trainerId }: Plan) {
    const made = await schedule.run({
      input: {
        instrumentId: instrument.id,
        startsAt: instant(day, from),
        endsAt: instant(day, to),
        place: place.trim(),
        seats,
        passMark,
        trainerId,
      },
    })
    if (!made) return
    say(t('manage.scheduled'))
    form.resetFields()
  }

  return (
    <Form<Plan>
      name="training"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        day: addDays(today, 7),
        from: '14:30',
        to: '17:30',
        place: '',
        seats: 8,
        passMark: 60,
        trainerId: viewer?.id,
      }}
      onFinish={(plan) => void submit(plan)}
    >
      <h3>{t('manage.schedule')}</h3>
      <SessionFields institutionId={instrument.institution.id} today={today} />
      <div className="stack">
        <StandingProblems problems={schedule.problems} failure={schedule.failure} />
        <div>
          <Button htmlType="submit" loading={schedule.pending}>
            {t('manage.schedule')}
          </Button>
        </div>
      </div>
    </Form>
  )
}

type FieldsProps = { readonly institutionId: string; readonly today: string }

function SessionFields({ institutionId, today }: FieldsProps) {
  const { t } = useTranslation('standing')
  const name = useName()
  const trainers = useTrainers(institutionId)
  return (
    <div className="standing-form">
      <Form.Item name="day" label={t('manage.day')}>
        <DayPicker disabled={(day) => day < today} />
      </Form.Item>
      <Form.Item name="from" label={t('manage.from')}>
        <ClockItem />
      </Form.Item>
      <Form.Item name="to" label={t('manage.to')}>
        <ClockItem />
      </Form.Item>
      <Form.Item
        name="place"
        label={t('manage.place')}
        rules={[{ required: true, whitespace: true, message: t('manage.placeMissing') }]}
      >
        <Input maxLength={200} placeholder={t('manage.placeHint')} />
      </Form.Item>
      <Form.Item name="seats" label={t('manage.seats')}>
        <InputNumber min={1} max={500} precision={0} />
      </Form.Item>
      <Form.Item name="passMark" label={t('manage.passMark')}>
        <InputNumber min={0} max={100} precision={0} />
      </Form.Item>
      <Form.Item name="trainerId" label={t('manage.trainer')}>
        <Select options={trainers.map((it) => ({ value: it.id, label: name(it) }))} />
      </Form.Item>
    </div>
  )
}

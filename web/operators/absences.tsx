/** When operators are away: what is planned, planning more, taking it back. Bookings in the way can be given to others. */

import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { ErrorState } from '../design/states.tsx'
import {
  PlannedList,
  type PlannedSpan,
  SpanItems,
  spanSent,
  toDayAfter,
  tomorrowIn,
} from '../manage/planned-time.tsx'
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
      <PlannedList
        label={t('absence.list')}
        zone={zone}
        items={data.operatorAbsences}
        lead={(it) => <strong>{name(it.person)}</strong>}
        takeBack={{
          ask: t('absence.cancelAsk'),
          text: t('absence.cancel'),
          onConfirm: (id) => void takeBack(id),
        }}
      />
      <Problems problems={cancel.problems} failure={cancel.failure} />
    </>
  )
}

type Plan = PlannedSpan & { personId: string; reason: string }

function PlanForm({ people, zone }: AbsencesProps) {
  const { t } = useTranslation('operators')
  const [form] = Form.useForm<Plan>()
  const plan = useAction(PlanAbsenceDocument)

  async function submit({ personId, reason, ...span }: Plan) {
    const input = { personId, ...spanSent(span, zone), reason: reason.trim() }
    if (!(await plan.run({ input }))) return
    say(t('absence.planned'))
    form.resetFields(['reason'])
  }

  return (
    <Form<Plan>
      name="absence"
      form={form}
      layout="vertical"
      initialValues={{ ...tomorrowIn(zone), personId: people[0]?.id ?? '', reason: '' }}
      onValuesChange={(changed) => {
        plan.clear()
        form.setFieldValue('toDay', toDayAfter(changed, form.getFieldValue('toDay')))
      }}
      onFinish={(values) => void submit(values)}
    >
      <PlanFields people={people} zone={zone} pending={plan.pending} />
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

type PlanFieldsProps = AbsencesProps & { readonly pending: boolean }

function PlanFields({ people, zone, pending }: PlanFieldsProps) {
  const { t } = useTranslation('operators')
  const name = useName()
  return (
    <div className="manage-plan">
      <Form.Item name="personId" label={t('absence.person')} className="operators-person">
        <Select options={people.map((it) => ({ value: it.id, label: name(it) }))} />
      </Form.Item>
      <SpanItems zone={zone} />
      <Form.Item name="reason" label={t('absence.reason')} className="manage-plan-reason">
        <Input maxLength={200} placeholder={t('absence.reasonHint')} />
      </Form.Item>
      <Button htmlType="submit" loading={pending} className="manage-plan-button">
        {t('absence.plan')}
      </Button>
    </div>
  )
}

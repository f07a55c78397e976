/** Booking rules: how long, how early, with whose approval; and what that means in plain words. */

import { Button, Form, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { policyProblems } from '../../server/catalog/rules/policy.ts'
import { useAction } from '../data/action.ts'
import { hoursText } from '../design/format.ts'
import { Panel } from '../design/page.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { ManagePolicyDocument } from './operations/rules.ts'
import { policyInputOf, policyOf, type PolicyValues, policyValuesOf } from './policy-values.ts'
import { Hints, Problems } from './problems.tsx'

const STEPS = [5, 10, 15, 20, 30, 60, 120, 240]

const NUMBERS = [
  { field: 'durationMinutesMin', word: 'durationMinutesMin', unit: 'minutes' },
  { field: 'durationHoursMax', word: 'durationMinutesMax', unit: 'hours' },
  { field: 'noticeHoursMin', word: 'noticeMinutesMin', unit: 'hours' },
  { field: 'horizonDays', word: 'horizonDays', unit: 'days' },
  { field: 'turnaroundMinutes', word: 'turnaroundMinutes', unit: 'minutes' },
  { field: 'cancelNoticeHours', word: 'cancelNoticeMinutes', unit: 'hours' },
] as const

export function PolicyEditor({ instrument }: { readonly instrument: ManagedInstrumentFragment }) {
  const { t } = useTranslation('manage')
  const [values, setValues] = useState(() => policyValuesOf(instrument.policy))
  const action = useAction(ManagePolicyDocument)
  const policy = policyInputOf(values)

  async function save() {
    if (await action.run({ input: { instrumentId: instrument.id, policy } })) say(t('policy.saved'))
  }

  return (
    <Panel title={t('policy.title')}>
      <Form<PolicyValues>
        name="policy"
        layout="vertical"
        initialValues={values}
        onValuesChange={(_, all) => setValues(all)}
        onFinish={() => void save()}
      >
        <div className="manage-grid manage-grid-3">
          {NUMBERS.map(({ field, word, unit }) => (
            <Form.Item key={field} name={field} label={t(`fields.${word}`)} extra={t(`policy.hints.${word}`)}>
              <InputNumber min={0} step={unit === 'minutes' ? 5 : 1} suffix={t(`units.${unit}`)} />
            </Form.Item>
          ))}
          <Form.Item name="stepMinutes" label={t('fields.stepMinutes')} extra={t('policy.hints.stepMinutes')}>
            <Select options={STEPS.map((it) => ({ value: it, label: t('policy.step', { count: it }) }))} />
          </Form.Item>
          <Form.Item name="approval" label={t('fields.approval')}>
            <Radio.Group
              options={[
                { value: 'NONE', label: t('policy.approval.NONE') },
                { value: 'PI', label: t('policy.approval.PI') },
                { value: 'KEEPER', label: t('policy.approval.KEEPER') },
                { value: 'BOTH', label: t('policy.approval.BOTH') },
              ]}
            />
          </Form.Item>
        </div>
        <div className="stack">
          <PlainWords values={values} />
          <Hints problems={policyProblems(policyOf(policy))} />
          <Problems problems={action.problems} failure={action.failure} />
          <div>
            <Button type="primary" htmlType="submit" loading={action.pending}>
              {t('policy.save')}
            </Button>
          </div>
        </div>
      </Form>
    </Panel>
  )
}

/** The rules as the person who books reads them. */
function PlainWords({ values }: { readonly values: PolicyValues }) {
  const { t } = useTranslation('manage')
  const { durationMinutesMin, durationHoursMax, noticeHoursMin, cancelNoticeHours } = values
  return (
    <p className="secondary" aria-live="polite">
      {t('policy.plain', {
        min: durationMinutesMin ?? 0,
        max: hoursText(durationHoursMax ?? 0),
        step: values.stepMinutes,
        days: values.horizonDays ?? 0,
      })}
      {noticeHoursMin ? t('policy.plainNotice', { hours: hoursText(noticeHoursMin) }) : ''}
      {values.turnaroundMinutes ? t('policy.plainTurnaround', { count: values.turnaroundMinutes }) : ''}
      {cancelNoticeHours ? t('policy.plainCancel', { hours: hoursText(cancelNoticeHours) }) : ''}
      {t(`policy.plainApproval.${values.approval}`)}
    </p>
  )
}

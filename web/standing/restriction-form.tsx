/** Restricting somebody: whom, from what, why, until which day. */

import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays, DEFAULT_ZONE, dayInterval } from '../../server/kernel/calendar.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { wallTime } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import type { RestrictionScope } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { EmailItem, ReasonItem } from './form-items.tsx'
import { ImposeRestrictionDocument, OwnInstrumentsDocument } from './measure-operations.ts'
import { StandingProblems } from './words.tsx'

type Values = {
  email: string
  scope: RestrictionScope
  instrumentId?: string
  endsOn: string
  reason: string
}

const PLACE_SCOPES: readonly RestrictionScope[] = ['INSTRUMENT', 'INSTITUTION']

export function RestrictionForm({ institutionId }: { readonly institutionId: string | null }) {
  const { t } = useTranslation('standing')
  const [form] = Form.useForm<Values>()
  const impose = useAction(ImposeRestrictionDocument)
  const scopes: readonly RestrictionScope[] = institutionId === null ? ['PLATFORM'] : PLACE_SCOPES
  const today = wallTime(Date.now()).date
  const scope = Form.useWatch('scope', form)

  async function submit({ email, reason, endsOn, instrumentId, ...values }: Values) {
    const endsAt = new Date(dayInterval(endsOn, DEFAULT_ZONE).endsAt).toISOString()
    const place =
      values.scope === 'INSTRUMENT'
        ? { instrumentId: instrumentId ?? null }
        : { institutionId: values.scope === 'INSTITUTION' ? institutionId : null }
    const input = { scope: values.scope, ...place, email: email.trim(), reason: reason.trim(), endsAt }
    if (!(await impose.run({ input }))) return
    say(t('place.imposed'))
    form.resetFields()
  }

  return (
    <Panel title={t('place.impose')}>
      <p className="small secondary standing-check">{t('place.imposeText')}</p>
      <Form<Values>
        name="restriction"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ scope: scopes[0], endsOn: addDays(today, 14) }}
        onFinish={(values) => void submit(values)}
      >
        <div className="standing-form">
          <EmailItem />
          <Form.Item name="scope" label={t('place.scope')}>
            <Select options={scopes.map((it) => ({ value: it, label: t(`scope.${it}`) }))} />
          </Form.Item>
          <Form.Item name="endsOn" label={t('place.endsOn')}>
            <DayPicker disabled={(day) => day < today || day > addDays(today, 365)} />
          </Form.Item>
          {scope === 'INSTRUMENT' && institutionId !== null ? (
            <InstrumentItem institutionId={institutionId} />
          ) : null}
          <ReasonItem>
            <Input maxLength={500} placeholder={t('reasonHint')} />
          </ReasonItem>
        </div>
        <div className="stack">
          <StandingProblems problems={impose.problems} failure={impose.failure} />
          <div>
            <Button danger htmlType="submit" loading={impose.pending}>
              {t('place.impose')}
            </Button>
          </div>
        </div>
      </Form>
    </Panel>
  )
}

function InstrumentItem({ institutionId }: { readonly institutionId: string }) {
  const { t } = useTranslation('standing')
  const name = useName()
  const { data } = useQuery(queryOf(OwnInstrumentsDocument, { institutionId }))
  const options = data?.instruments.edges.map(({ node }) => ({ value: node.id, label: name(node) }))
  return (
    <Form.Item
      name="instrumentId"
      label={t('place.instrument')}
      rules={[{ required: true, message: t('place.instrumentMissing') }]}
    >
      <Select showSearch optionFilterProp="label" options={options ?? []} />
    </Form.Item>
  )
}

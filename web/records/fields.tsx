/** Fields of the forms about use. */

import { Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { useInstrumentChoice } from './instrument-choice.ts'
import { KINDS } from './kinds.ts'

/** The rule of a field that must not be empty. */
export function useNeeded() {
  const { t } = useTranslation('records')
  return [{ required: true, message: t('adjustment.missing') }]
}

export function InstrumentField({ choice }: { readonly choice: ReturnType<typeof useInstrumentChoice> }) {
  const { t } = useTranslation('records')
  return (
    <Form.Item name="instrumentId" label={t('instrument')} rules={useNeeded()}>
      <Select options={choice.options} loading={choice.pending} showSearch={{ optionFilterProp: 'label' }} />
    </Form.Item>
  )
}

export function PersonField() {
  const { t } = useTranslation('records')
  return (
    <Form.Item name="personEmail" label={t('walkIn.email')} rules={useNeeded()}>
      <Input placeholder={t('walkIn.emailHint')} autoComplete="off" />
    </Form.Item>
  )
}

export function OperatorField() {
  const { t } = useTranslation('records')
  return (
    <Form.Item name="operatorEmail" label={t('walkIn.operator')}>
      <Input placeholder={t('walkIn.operatorHint')} autoComplete="off" />
    </Form.Item>
  )
}

/** From when to when. */
export function TimeFields() {
  const { t } = useTranslation('records')
  const needed = useNeeded()
  return (
    <>
      <Form.Item name="from" label={t('adjustment.start')} rules={needed}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="to" label={t('adjustment.end')} rules={needed}>
        <Input type="datetime-local" />
      </Form.Item>
    </>
  )
}

export function KindField() {
  const { t } = useTranslation('records')
  return (
    <Form.Item name="kind" label={t('kind')}>
      <Select options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
    </Form.Item>
  )
}

export function SamplesField() {
  const { t } = useTranslation('records')
  return (
    <Form.Item name="samples" label={t('columns.samples')} rules={useNeeded()}>
      <InputNumber min={0} max={1_000_000} precision={0} />
    </Form.Item>
  )
}

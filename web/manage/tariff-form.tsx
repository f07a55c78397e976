/** A new version of a tariff, which counts from a day on; the ones before stay as they were. */

import { Button, Checkbox, Form, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tariffProblems } from '../../server/fees/rules/tariffs.ts'
import { useAction } from '../data/action.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { Panel } from '../design/page.tsx'
import { say } from '../shell/toasts.tsx'
import { ManageTariffDocument } from './operations/rules.ts'
import { Hints, Problems } from './problems.tsx'
import { RateSteps } from './rate-steps.tsx'
import { RateWindows } from './rate-windows.tsx'
import { ratesOf, tariffInputOf, type TariffValues } from './tariff-values.ts'
import { TriedCharges } from './tried-charges.tsx'

const MODES = ['RESERVATION', 'USAGE', 'OVERAGE'] as const

type TariffFormProps = {
  readonly instrumentId: string
  readonly timeZone: string
  readonly initial: TariffValues
  /** Days from which versions count already. */
  readonly taken: readonly string[]
}

export function TariffForm({ instrumentId, timeZone, initial, taken }: TariffFormProps) {
  const { t } = useTranslation('manage')
  const [values, setValues] = useState(initial)
  const action = useAction(ManageTariffDocument)
  const input = tariffInputOf(instrumentId, values)

  async function save() {
    if (await action.run({ input })) say(t('tariff.saved', { day: values.validFrom }))
  }

  return (
    <Panel title={t('tariff.title')}>
      <Form<TariffValues>
        name="tariff"
        layout="vertical"
        initialValues={initial}
        onValuesChange={(_, all) => setValues({ ...values, ...all })}
        onFinish={() => void save()}
      >
        <TariffFields values={values} />
        <RateSteps />
        <RateWindows />
        <div className="stack">
          {taken.includes(values.validFrom) ? <p className="notice">{t('tariff.replaces')}</p> : null}
          <Hints problems={tariffProblems(ratesOf(input))} />
          <Problems problems={action.problems} failure={action.failure} />
          <div>
            <Button type="primary" htmlType="submit" loading={action.pending}>
              {t('tariff.save')}
            </Button>
          </div>
          <TriedCharges tariff={input} timeZone={timeZone} />
        </div>
      </Form>
    </Panel>
  )
}

function TariffFields({ values }: { readonly values: TariffValues }) {
  const { t } = useTranslation('manage')
  return (
    <div className="manage-grid manage-grid-3">
      <Form.Item name="validFrom" label={t('fields.validFrom')} extra={t('tariff.fromHint')}>
        <DayPicker />
      </Form.Item>
      <Yuan name="rateYuan" label={t('fields.rateFenPerHour')} suffix={t('tariff.perHour')} />
      <Form.Item name="mode" label={t('tariff.mode')} extra={t(`modeHint.${values.mode}`)}>
        <Select options={MODES.map((it) => ({ value: it, label: t(`mode.${it}`) }))} />
      </Form.Item>
      <Yuan name="subsidyYuan" label={t('fields.subsidyFenPerHour')} hint={t('tariff.subsidyHint')} />
      <Yuan name="startUpYuan" label={t('fields.startUpFeeFen')} hint={t('tariff.startUpHint')} />
      <Yuan name="minimumYuan" label={t('fields.minimumChargeFen')} hint={t('tariff.minimumHint')} />
      <Form.Item name="roundUpMinutes" label={t('fields.roundUpMinutes')} extra={t('tariff.roundUpHint')}>
        <InputNumber min={1} max={1440} precision={0} suffix={t('units.minutes')} />
      </Form.Item>
      <Form.Item name="cancelNoticeHours" label={t('tariff.cancelNotice')} extra={t('tariff.cancelHint')}>
        <InputNumber min={0} suffix={t('units.hours')} />
      </Form.Item>
      <Yuan name="cancelFeeYuan" label={t('fields.cancelFeeFen')} disabled={values.fullPriceWhenLate} />
      <Form.Item name="fullPriceWhenLate" valuePropName="checked">
        <Checkbox>{t('tariff.fullPrice')}</Checkbox>
      </Form.Item>
    </div>
  )
}

type YuanProps = {
  readonly name: 'rateYuan' | 'subsidyYuan' | 'startUpYuan' | 'minimumYuan' | 'cancelFeeYuan'
  readonly label: string
  readonly hint?: string
  readonly suffix?: string
  readonly disabled?: boolean
}

function Yuan({ name, label, hint, suffix, disabled = false }: YuanProps) {
  return (
    <Form.Item name={name} label={label} extra={hint}>
      <InputNumber min={0} precision={2} prefix="¥" suffix={suffix} disabled={disabled} />
    </Form.Item>
  )
}

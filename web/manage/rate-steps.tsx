/** 阶梯单价: after so many hours of one use another rate counts, for the time after them only. */

import { Button, Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

export function RateSteps() {
  const { t } = useTranslation('manage')
  return (
    <fieldset className="manage-specs">
      <legend>{t('fields.steps')}</legend>
      <p className="small secondary">{t('step.hint')}</p>
      <Form.List name="steps">
        {(rows, { add, remove }) => (
          <div className="stack">
            {rows.map(({ key, name }) => (
              <Row key={key} at={name} onRemove={() => remove(name)} />
            ))}
            <div className="row">
              <Button onClick={() => add({ afterHours: null, rateYuan: null, subsidyYuan: 0 })}>
                {t('step.add')}
              </Button>
            </div>
          </div>
        )}
      </Form.List>
    </fieldset>
  )
}

type RowProps = { readonly at: number; readonly onRemove: () => void }

function Row({ at, onRemove }: RowProps) {
  const { t } = useTranslation('manage')
  const { t: ts } = useTranslation('shell')
  const n = at + 1
  return (
    <div className="manage-rate-window" role="group" aria-label={t('step.label', { n })}>
      <Form.Item name={[at, 'afterHours']} noStyle>
        <InputNumber
          min={0}
          prefix={t('step.after')}
          suffix={t('units.hours')}
          aria-label={t('step.afterHours')}
          className="manage-step-after"
        />
      </Form.Item>
      <Form.Item name={[at, 'rateYuan']} noStyle>
        <InputNumber
          min={0}
          precision={2}
          prefix="¥"
          suffix={t('tariff.perHour')}
          aria-label={t('step.rate')}
          className="manage-step-rate"
        />
      </Form.Item>
      <Form.Item name={[at, 'subsidyYuan']} noStyle>
        <InputNumber
          min={0}
          precision={2}
          prefix={`${t('step.subsidised')} ¥`}
          suffix={t('tariff.perHour')}
          aria-label={t('step.subsidy')}
          className="manage-step-rate"
        />
      </Form.Item>
      <Button aria-label={t('step.remove', { n })} onClick={onRemove}>
        {ts('actions.remove')}
      </Button>
    </div>
  )
}

/** Hours of the week with a rate of their own: night, weekend. */

import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ClockItem } from './clock-item.tsx'
import { WEEKDAYS } from './opening-week.ts'
import { WINDOW_PRESETS } from './tariff-values.ts'
import { weekdayName } from './weekday-words.ts'

export function RateWindows() {
  const { t } = useTranslation('manage')
  return (
    <fieldset className="manage-specs">
      <legend>{t('fields.rateWindows')}</legend>
      <p className="small secondary">{t('window.hint')}</p>
      <Form.List name="rateWindows">
        {(rows, { add, remove }) => (
          <div className="stack">
            {rows.map(({ key, name }) => (
              <Row key={key} at={name} onRemove={() => remove(name)} />
            ))}
            <div className="row">
              {(['night', 'weekend'] as const).map((preset) => (
                <Button
                  key={preset}
                  onClick={() =>
                    add({
                      ...WINDOW_PRESETS[preset],
                      weekdays: [...WINDOW_PRESETS[preset].weekdays],
                      nameZh: t(`window.preset.${preset}`),
                    })
                  }
                >
                  {t('window.add', { name: t(`window.preset.${preset}`) })}
                </Button>
              ))}
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
    <div className="manage-rate-window" role="group" aria-label={t('window.label', { n })}>
      <Form.Item name={[at, 'nameZh']} noStyle>
        <Input maxLength={40} aria-label={t('window.name')} className="manage-window-name" />
      </Form.Item>
      <Form.Item name={[at, 'weekdays']} noStyle>
        <Select
          mode="multiple"
          aria-label={t('window.weekdays')}
          className="manage-weekdays"
          maxTagCount="responsive"
          options={WEEKDAYS.map((it) => ({ value: it, label: weekdayName(it) }))}
        />
      </Form.Item>
      <Form.Item name={[at, 'startsAt']} noStyle>
        <ClockItem label={t('window.startsAt')} />
      </Form.Item>
      <span aria-hidden="true">–</span>
      <Form.Item name={[at, 'endsAt']} noStyle>
        <ClockItem label={t('window.endsAt')} />
      </Form.Item>
      <Form.Item name={[at, 'percent']} noStyle>
        <InputNumber
          min={0}
          max={1000}
          precision={0}
          suffix="%"
          aria-label={t('window.percent')}
          className="manage-percent"
        />
      </Form.Item>
      <Button aria-label={t('window.remove', { n })} onClick={onRemove}>
        {ts('actions.remove')}
      </Button>
    </div>
  )
}

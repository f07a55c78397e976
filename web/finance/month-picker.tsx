/** Choosing a month: one back, one on, or one of the last two years. */

import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { addMonths, monthsToChoose } from './finance-search.ts'

type MonthPickerProps = {
  readonly value: string
  readonly thisMonth: string
  readonly onChange: (month: string) => void
}

export function MonthPicker({ value, thisMonth, onChange }: MonthPickerProps) {
  const { t } = useTranslation('finance')
  return (
    <div className="finance-month">
      <Button
        icon={<LeftOutlined aria-hidden="true" />}
        aria-label={t('month.previous')}
        onClick={() => onChange(addMonths(value, -1))}
      />
      <Select
        aria-label={t('month.label')}
        value={value}
        onChange={onChange}
        options={monthsToChoose(thisMonth, value).map((month) => ({ value: month, label: month }))}
        style={{ width: 110 }}
      />
      <Button
        icon={<RightOutlined aria-hidden="true" />}
        aria-label={t('month.next')}
        disabled={value >= thisMonth}
        onClick={() => onChange(addMonths(value, 1))}
      />
    </div>
  )
}

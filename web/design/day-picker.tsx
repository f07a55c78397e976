/**
 * Picking days and months: `YYYY-MM-DD` in, `YYYY-MM-DD` out, weeks from Monday.
 *
 * The kit's picker thinks in the browser's zone; here only the wall date leaves it, never a moment.
 */

import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { useTranslation } from 'react-i18next'

const FORMAT = 'YYYY-MM-DD'

type DayPickerProps = {
  readonly value?: string | undefined
  readonly onChange?: (date: string | undefined) => void
  /** Days that cannot be picked. */
  readonly disabled?: (date: string) => boolean
  readonly allowClear?: boolean
  readonly label?: string
  readonly id?: string
}

/** Works inside `Form.Item`, which gives it `value`, `onChange` and `id`. */
export function DayPicker({ value, onChange, disabled, allowClear = false, label, id }: DayPickerProps) {
  const { i18n } = useTranslation('shell')
  dayjs.locale(i18n.language === 'en' ? 'en' : 'zh-cn')
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      value={value === undefined ? null : dayjs(value, FORMAT)}
      onChange={(picked) => onChange?.(picked?.format(FORMAT))}
      allowClear={allowClear}
      format={FORMAT}
      {...(disabled ? { disabledDate: (day) => disabled(day.format(FORMAT)) } : {})}
    />
  )
}

/** First and last day, both included. */
export type DayRange = readonly [string, string]

type DayRangePickerProps = {
  readonly value: DayRange
  readonly onChange: (range: DayRange) => void
  readonly label: string
}

export function DayRangePicker({ value, onChange, label }: DayRangePickerProps) {
  const { i18n } = useTranslation('shell')
  dayjs.locale(i18n.language === 'en' ? 'en' : 'zh-cn')
  return (
    <DatePicker.RangePicker
      aria-label={label}
      value={[dayjs(value[0], FORMAT), dayjs(value[1], FORMAT)]}
      onChange={(picked) => {
        if (picked?.[0] && picked[1]) onChange([picked[0].format(FORMAT), picked[1].format(FORMAT)])
      }}
      allowClear={false}
      format={FORMAT}
    />
  )
}

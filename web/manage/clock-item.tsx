/** A time of day inside a form. */

import { Select } from 'antd'
import { clockChoices } from './opening-week.ts'

type ClockItemProps = {
  readonly value?: string
  readonly onChange?: (time: string) => void
  readonly id?: string
  readonly label?: string
}

/** Works inside `Form.Item`, which gives it `value`, `onChange` and `id`. */
export function ClockItem({ value = '', onChange, id, label }: ClockItemProps) {
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      className="manage-clock"
      showSearch
      value={value}
      onChange={(time) => onChange?.(time)}
      options={clockChoices(...(value === '' ? [] : [value])).map((it) => ({ value: it, label: it }))}
    />
  )
}

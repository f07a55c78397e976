/** A date and a time on the wall clock. */

import { Input } from 'antd'

type MomentFieldProps = {
  readonly label: string
  /** `2026-01-05T09:30`. */
  readonly value: string
  readonly onChange: (value: string) => void
}

export function MomentField({ label, value, onChange }: MomentFieldProps) {
  return (
    <label className="stack-tight fault-until">
      <span>{label}</span>
      <Input type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

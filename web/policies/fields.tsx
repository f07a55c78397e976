/** The small fields of which the editors are made: a part under its heading, a labelled cell, an amount, a time of day. */

import { Input, InputNumber } from 'antd'

type CellProps = { readonly label: string; readonly children: React.ReactNode }

/** A field with its name above it, which the field itself carries as its accessible name. */
export function Cell({ label, children }: CellProps) {
  return (
    <div className="policy-cell">
      <span className="small secondary" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}

type NumberProps = {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  /** How many of the value's units make one that is shown: 60 shows minutes as hours. */
  readonly per?: number
  readonly unit: string
  readonly placeholder?: string
  readonly min?: number
}

/** A number with its unit; empty is null. */
export function Amount({ label, value, onChange, per = 1, unit, placeholder = '', min = 0 }: NumberProps) {
  return (
    <Cell label={label}>
      <InputNumber
        aria-label={`${label} (${unit})`}
        value={value === null ? null : value / per}
        min={min}
        suffix={unit}
        placeholder={placeholder}
        onChange={(next) => onChange(next === null ? null : Math.round(next * per))}
      />
    </Cell>
  )
}

type TimeProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (time: string) => void
}

/** A time of day as `HH:MM`; the rule judges what was typed. */
export function TimeField({ label, value, onChange }: TimeProps) {
  return (
    <Cell label={label}>
      <Input
        aria-label={label}
        value={value}
        maxLength={5}
        placeholder="HH:MM"
        className="policy-time figures"
        onChange={(event) => onChange(event.target.value)}
      />
    </Cell>
  )
}

type PartProps = { readonly title: string; readonly hint?: string; readonly children: React.ReactNode }

/** One kind of rule under its heading. */
export function Part({ title, hint, children }: PartProps) {
  return (
    <section className="policy-part" aria-label={title}>
      <h3>{title}</h3>
      {hint ? <p className="small secondary">{hint}</p> : null}
      {children}
    </section>
  )
}

/** A list with the row at `at` replaced. */
export function replaced<T>(rows: readonly T[], at: number, row: T): readonly T[] {
  return rows.map((it, i) => (i === at ? row : it))
}

/** A list without the row at `at`. */
export function without<T>(rows: readonly T[], at: number): readonly T[] {
  return rows.filter((_, i) => i !== at)
}

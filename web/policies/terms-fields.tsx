/** The limits of one layer for all users or for a class: what is left empty is not limited here. */

import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PolicyTerms } from '../../server/catalog/rules/policy-layers.ts'
import { APPROVAL_RULES, type ApprovalRule } from '../../server/catalog/rules/policy.ts'
import { Amount, Cell, TimeField } from './fields.tsx'

const HOUR = 60
const LENGTHS = [
  { field: 'durationMinutesMin', per: 1, unit: 'minutes' },
  { field: 'durationMinutesMax', per: HOUR, unit: 'hours' },
  { field: 'noticeMinutesMin', per: HOUR, unit: 'hours' },
  { field: 'horizonDays', per: 1, unit: 'days' },
] as const
const LEADS = [
  { field: 'moveMinutesMin', per: HOUR, unit: 'hours' },
  { field: 'cancelMinutesMin', per: HOUR, unit: 'hours' },
] as const

type TermsFieldsProps = {
  readonly value: PolicyTerms
  readonly onChange: (terms: PolicyTerms) => void
  /** An instrument's terms for all: its policy says the rest. */
  readonly leadsOnly?: boolean
  /** What an empty field means. */
  readonly placeholder: string
}

export function TermsFields({ value, onChange, leadsOnly = false, placeholder }: TermsFieldsProps) {
  const { t } = useTranslation('policies')
  const numbers = leadsOnly ? LEADS : [...LENGTHS, ...LEADS]
  const { cutOff } = value
  return (
    <div className="policy-cells">
      {numbers.map(({ field, per, unit }) => (
        <Amount
          key={field}
          label={t(`editor.fields.${field}`)}
          unit={t(`units.${unit}`)}
          per={per}
          value={value[field]}
          placeholder={placeholder}
          onChange={(next) => onChange({ ...value, [field]: next })}
        />
      ))}
      <Amount
        label={t('editor.fields.cutOffDays')}
        unit={t('units.days')}
        value={cutOff?.daysBefore ?? null}
        placeholder={placeholder}
        onChange={(daysBefore) =>
          onChange({
            ...value,
            cutOff: daysBefore === null ? null : { daysBefore, time: cutOff?.time ?? '16:00' },
          })
        }
      />
      {cutOff ? (
        <TimeField
          label={t('editor.fields.cutOffTime')}
          value={cutOff.time}
          onChange={(time) => onChange({ ...value, cutOff: { ...cutOff, time } })}
        />
      ) : null}
      {leadsOnly ? null : (
        <Cell label={t('editor.fields.approval')}>
          <Select<ApprovalRule | ''>
            aria-label={t('editor.fields.approval')}
            value={value.approval ?? ''}
            onChange={(approval) => onChange({ ...value, approval: approval === '' ? null : approval })}
            options={[
              { value: '', label: placeholder },
              ...APPROVAL_RULES.map((it) => ({ value: it, label: t(`editor.approval.${it}`) })),
            ]}
          />
        </Cell>
      )}
    </div>
  )
}

/** The questions of a booking form, one a row. */

import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FIELD_KINDS, type FormField } from '../../server/catalog/rules/form-fields.ts'
import { Cell, replaced, without } from './fields.tsx'

type FormEditorProps = {
  readonly value: readonly FormField[]
  readonly onChange: (form: readonly FormField[]) => void
}

/** A key that no field of the form has yet. */
function freshKey(form: readonly FormField[]): string {
  const taken = new Set(form.map((it) => it.key))
  let n = form.length + 1
  while (taken.has(`field_${n}`)) n += 1
  return `field_${n}`
}

export function FormEditor({ value, onChange }: FormEditorProps) {
  const { t } = useTranslation('policies')
  const add = () =>
    onChange([
      ...value,
      {
        key: freshKey(value),
        kind: 'text',
        labelZh: '',
        labelEn: null,
        required: true,
        min: null,
        max: null,
        choices: [],
      },
    ])
  return (
    <div className="stack">
      {value.length === 0 ? <p className="secondary">{t('form.none')}</p> : null}
      {value.map((it, i) => (
        <FieldRow
          key={it.key}
          n={i + 1}
          value={it}
          onChange={(next) => onChange(replaced(value, i, next))}
          onRemove={() => onChange(without(value, i))}
        />
      ))}
      <div>
        <Button onClick={add}>{t('form.add')}</Button>
      </div>
    </div>
  )
}

type FieldRowProps = {
  readonly n: number
  readonly value: FormField
  readonly onChange: (field: FormField) => void
  readonly onRemove: () => void
}

function FieldRow({ n, value, onChange, onRemove }: FieldRowProps) {
  const { t } = useTranslation('policies')
  return (
    <section className="policy-row" aria-label={t('form.row', { n })}>
      <div className="policy-cells">
        <Cell label={t('form.label')}>
          <Input
            aria-label={t('form.label')}
            className="policy-label"
            maxLength={60}
            value={value.labelZh}
            onChange={(event) => onChange({ ...value, labelZh: event.target.value })}
          />
        </Cell>
        <Cell label={t('form.labelEn')}>
          <Input
            aria-label={t('form.labelEn')}
            className="policy-label"
            maxLength={60}
            value={value.labelEn ?? ''}
            onChange={(event) =>
              onChange({ ...value, labelEn: event.target.value === '' ? null : event.target.value })
            }
          />
        </Cell>
        <Cell label={t('form.kind')}>
          <Select
            aria-label={t('form.kind')}
            value={value.kind}
            onChange={(kind) => onChange({ ...value, kind, min: null, max: null, choices: [] })}
            options={FIELD_KINDS.map((it) => ({ value: it, label: t(`form.kinds.${it}`) }))}
          />
        </Cell>
        {value.kind === 'number' || value.kind === 'text' ? (
          <Bounds kind={value.kind} value={value} onChange={onChange} />
        ) : null}
        <Checkbox
          className="policy-check"
          checked={value.required}
          onChange={(event) => onChange({ ...value, required: event.target.checked })}
        >
          {t('form.required')}
        </Checkbox>
        <Button className="policy-remove" aria-label={t('form.remove', { n })} onClick={onRemove}>
          ✕
        </Button>
      </div>
      {value.kind === 'choice' ? (
        <Cell label={t('form.choices')}>
          <Input.TextArea
            aria-label={t('form.choices')}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={value.choices.join('\n')}
            onChange={(event) => onChange({ ...value, choices: event.target.value.split('\n') })}
            onBlur={() =>
              onChange({ ...value, choices: value.choices.map((it) => it.trim()).filter((it) => it !== '') })
            }
          />
        </Cell>
      ) : null}
    </section>
  )
}

type BoundsProps = Pick<FieldRowProps, 'value' | 'onChange'> & { readonly kind: 'number' | 'text' }

function Bounds({ kind, value, onChange }: BoundsProps) {
  const { t } = useTranslation('policies')
  return (['min', 'max'] as const).map((bound) => (
    <Cell key={bound} label={t(`form.${bound}.${kind}`)}>
      <InputNumber
        aria-label={t(`form.${bound}.${kind}`)}
        className="policy-bound"
        value={value[bound]}
        onChange={(next) => onChange({ ...value, [bound]: next })}
      />
    </Cell>
  ))
}

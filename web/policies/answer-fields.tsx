/** The questions that a keeper asks of those who book, with room for the answers. */

import './policies.css'
import { Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldPartsFragment } from '../gql/graphql.ts'
import { fieldLabel } from './rule-sentences.ts'

type Answers = Readonly<Record<string, string>>

type AnswerFieldsProps = {
  readonly form: readonly FieldPartsFragment[]
  readonly answers: Answers
  readonly onChange: (answers: Answers) => void
}

export function AnswerFields({ form, answers, onChange }: AnswerFieldsProps) {
  const { t } = useTranslation('policies')
  if (form.length === 0) return null
  return (
    <fieldset className="policy-answers">
      <legend className="visually-hidden">{t('form.section')}</legend>
      {form.map((field) => (
        <div key={field.key} className="span-field">
          <label htmlFor={answerId(field.key)}>
            {fieldLabel(field)}
            {field.required ? null : <span className="secondary">{t('form.optional')}</span>}
          </label>
          <AnswerInput
            field={field}
            value={answers[field.key] ?? ''}
            onChange={(value) => onChange({ ...answers, [field.key]: value })}
          />
        </div>
      ))}
    </fieldset>
  )
}

export function answerId(key: string): string {
  return `book-answer-${key}`
}

/** The answers as the API takes them: to the questions that are asked, without empty ones. */
export function answersSent(form: readonly FieldPartsFragment[], answers: Answers) {
  return form.flatMap(({ key }) => {
    const value = (answers[key] ?? '').trim()
    return value === '' ? [] : [{ key, value }]
  })
}

type AnswerInputProps = {
  readonly field: FieldPartsFragment
  readonly value: string
  readonly onChange: (value: string) => void
}

function AnswerInput({ field, value, onChange }: AnswerInputProps) {
  const { t } = useTranslation('policies')
  const id = answerId(field.key)
  switch (field.kind) {
    case 'NUMBER':
      return (
        <InputNumber
          id={id}
          value={value === '' ? null : value}
          stringMode
          {...(field.min === null ? {} : { min: String(field.min) })}
          {...(field.max === null ? {} : { max: String(field.max) })}
          onChange={(next) => onChange(next ?? '')}
        />
      )
    case 'CHOICE':
      return (
        <Select
          id={id}
          value={value === '' ? null : value}
          allowClear={!field.required}
          placeholder={t('form.pick')}
          onChange={(next: string | null | undefined) => onChange(next ?? '')}
          options={field.choices.map((it) => ({ value: it, label: it }))}
        />
      )
    case 'YES_NO':
      return (
        <Radio.Group
          id={id}
          value={value}
          onChange={(event) => onChange(String(event.target.value))}
          options={[
            { value: 'true', label: t('form.yes') },
            { value: 'false', label: t('form.no') },
          ]}
        />
      )
    case 'TEXT':
    default:
      return (
        <Input
          id={id}
          value={value}
          maxLength={field.max ?? 500}
          onChange={(event) => onChange(event.target.value)}
        />
      )
  }
}

/** What a keeper asks of those who book: fields of a form, and whether the answers to them are right. */

import { type Problem, problem } from '../../kernel/problem.ts'

export const FIELD_KINDS = ['text', 'number', 'choice', 'yes_no'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

export type FormField = {
  /** Names the answer, for as long as the question means the same. */
  readonly key: string
  readonly kind: FieldKind
  readonly labelZh: string
  readonly labelEn: string | null
  readonly required: boolean
  /** Of a number its bounds, of a text its length in characters; null: none. */
  readonly min: number | null
  readonly max: number | null
  /** What can be chosen; empty but for a choice. */
  readonly choices: readonly string[]
}

/** `true` or `false` for yes and no; digits for a number. */
export type Answer = { readonly key: string; readonly value: string }

const FIELDS_MAX = 20
const CHOICES_MAX = 30
const LABEL_LENGTH_MAX = 60
const TEXT_LENGTH_MAX = 500

/** Every reason why a form cannot be like this; empty when it can. */
export function formProblems(fields: readonly FormField[]): readonly Problem[] {
  if (fields.length > FIELDS_MAX) return [problem('INPUT_INVALID', [], { field: 'form' })]
  const keys = fields.map((it) => it.key)
  return fields.flatMap((it, i) => {
    const wrong = {
      key: !/^[a-z][a-z0-9_]{0,30}$/.test(it.key) || keys.indexOf(it.key) !== i,
      labelZh: !isLabel(it.labelZh),
      labelEn: it.labelEn !== null && !isLabel(it.labelEn),
      choices: it.kind === 'choice' ? !areChoices(it.choices) : it.choices.length > 0,
      min: !isBound(it, it.min),
      max: !isBound(it, it.max) || (it.min !== null && it.max !== null && it.min > it.max),
    }
    return Object.entries(wrong)
      .filter(([, isWrong]) => isWrong)
      .map(([field]) => problem('INPUT_INVALID', [], { field: `form[${i}].${field}` }))
  })
}

function isLabel(text: string): boolean {
  return text.trim() !== '' && text.length <= LABEL_LENGTH_MAX
}

function areChoices(choices: readonly string[]): boolean {
  return (
    choices.length >= 2 &&
    choices.length <= CHOICES_MAX &&
    new Set(choices).size === choices.length &&
    choices.every((it) => isLabel(it))
  )
}

function isBound({ kind }: FormField, bound: number | null): boolean {
  if (bound === null) return true
  if (kind === 'number') return Number.isFinite(bound)
  return kind === 'text' && Number.isSafeInteger(bound) && bound >= 0 && bound <= TEXT_LENGTH_MAX
}

/** Every reason why a form cannot be answered like this; empty when it can. */
export function answerProblems(fields: readonly FormField[], answers: readonly Answer[]): readonly Problem[] {
  const unknown = answers.filter((it) => fields.every((field) => field.key !== it.key))
  return [
    ...fields.flatMap((field) => fieldProblems(field, answers)),
    ...unknown.map(({ key }) => problem('ANSWER_UNKNOWN', [], { field: key })),
  ]
}

/** The answers without blanks around them, in the order of the form, without empty ones. */
export function trimmedAnswers(fields: readonly FormField[], answers: readonly Answer[]): readonly Answer[] {
  return fields.flatMap(({ key }) => {
    const value = valueOf(key, answers)
    return value === '' ? [] : [{ key, value }]
  })
}

function valueOf(key: string, answers: readonly Answer[]): string {
  return answers.find((it) => it.key === key)?.value.trim() ?? ''
}

function fieldProblems(field: FormField, answers: readonly Answer[]): readonly Problem[] {
  const labels = { labelZh: field.labelZh, labelEn: field.labelEn ?? field.labelZh }
  const value = valueOf(field.key, answers)
  if (value === '') return field.required ? [problem('ANSWER_MISSING', [field.key], labels)] : []
  const want = wanted(field, value)
  return want ? [problem('ANSWER_INVALID', [field.key], { ...labels, ...want })] : []
}

type Wanted = { readonly wantZh: string; readonly wantEn: string }

/** What an answer should be and is not; undefined when it is. */
function wanted({ kind, min, max, choices }: FormField, value: string): Wanted | undefined {
  if (kind === 'choice') {
    const list = choices.join(' / ')
    return choices.includes(value)
      ? undefined
      : { wantZh: `须为 ${list} 之一`, wantEn: `choose one of ${list}` }
  }
  if (kind === 'yes_no') {
    return /^(true|false)$/.test(value) ? undefined : { wantZh: '须为是或否', wantEn: 'answer yes or no' }
  }
  if (kind === 'text') {
    const length = Array.from(value).length
    return (min !== null && length < min) || length > (max ?? TEXT_LENGTH_MAX)
      ? {
          wantZh: `须为 ${min ?? 0} 至 ${max ?? TEXT_LENGTH_MAX} 个字`,
          wantEn: `${min ?? 0} to ${max ?? TEXT_LENGTH_MAX} characters`,
        }
      : undefined
  }
  const number = /^-?\d{1,12}(\.\d{1,6})?$/.test(value) ? Number(value) : Number.NaN
  if (number >= (min ?? -Infinity) && number <= (max ?? Infinity)) return undefined
  const from = min === null ? { zh: '', en: '' } : { zh: `，不小于 ${min}`, en: `, at least ${min}` }
  const to = max === null ? { zh: '', en: '' } : { zh: `，不大于 ${max}`, en: `, at most ${max}` }
  return { wantZh: `须为数字${from.zh}${to.zh}`, wantEn: `a number${from.en}${to.en}` }
}

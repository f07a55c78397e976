/** What was answered with a booking, each answer beside its question. */

import { useTranslation } from 'react-i18next'
import type { MyBookingsQuery } from '../gql/graphql.ts'
import { fieldLabel, type Say } from './rule-sentences.ts'

type Answered = MyBookingsQuery['myBookings']['edges'][number]['node']['answers'][number]

/** An answer as it is read. */
export function answerText(t: Say, { field, value }: Answered): string {
  if (field.kind !== 'YES_NO') return value
  return t(value === 'true' ? 'form.yes' : 'form.no')
}

export function AnswerFacts({ answers }: { readonly answers: readonly Answered[] }) {
  const { t } = useTranslation('policies')
  return answers.map((it) => (
    <div key={it.field.key} className="small">
      <span className="secondary">{fieldLabel(it.field)}</span> {answerText(t, it)}
    </div>
  ))
}

/** The other components of the whole to which an instrument belongs, and what is asked of those who book them with it. */

import type { FieldPartsFragment, InstrumentQuery } from '../gql/graphql.ts'
import { answersSent } from '../policies/answer-fields.tsx'

type Instrument = NonNullable<InstrumentQuery['instrument']>
export type Companion = NonNullable<Instrument['parent']>['components'][number]

/** Those that can be booked with it. */
export function companionsOf({ id, parent }: Instrument): readonly Companion[] {
  return (parent?.components ?? []).filter((it) => it.id !== id && it.shareMode !== 'NONE')
}

/** The key of a companion's question among all that the panel asks. */
export function companionKey(instrumentId: string, key: string): string {
  return `${instrumentId}/${key}`
}

/** The questions of a companion, with keys that those of another do not have. */
export function companionForm({ id, policy }: Companion): readonly FieldPartsFragment[] {
  return policy.form.map((it) => ({ ...it, key: companionKey(id, it.key) }))
}

/** The answers to a companion's questions, as the API takes them. */
export function answersTogether(
  instrument: Instrument,
  id: string,
  answers: Readonly<Record<string, string>>,
) {
  const companion = companionsOf(instrument).find((it) => it.id === id)
  const sent = companion ? answersSent(companionForm(companion), answers) : []
  return sent.map((it) => ({ ...it, key: it.key.slice(companionKey(id, '').length) }))
}

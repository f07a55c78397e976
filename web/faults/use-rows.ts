/** The state of a dialog in which many bookings are moved: choices, what was refused, and whether to go on without it. */

import { useState } from 'react'
import type { Problem } from '../data/action.ts'
import type { RescheduleChoice } from '../gql/graphql.ts'
import type { Choices, Proposal } from './choices.ts'

type Outcome = { readonly booking: { readonly id: string }; readonly problems: readonly Problem[] }

/** The problems of one refusal by the booking that they are about; those about none of them by ''. */
export function problemsByRow(
  problems: readonly Problem[],
  proposals: readonly Proposal[],
): ReadonlyMap<string, readonly Problem[]> {
  return Map.groupBy(problems, ({ item }) =>
    typeof item === 'number' ? (proposals[item]?.booking.id ?? '') : '',
  )
}

export function useRows() {
  const [choices, setChoices] = useState<Choices>(new Map())
  const [left, setLeft] = useState<ReadonlyMap<string, readonly Problem[]>>(new Map())
  const [skipsRefused, setSkipsRefused] = useState(false)
  return {
    choices,
    skipsRefused,
    setSkipsRefused,
    /** What was left although the others were changed. */
    left,
    choose: (bookingId: string, choice: RescheduleChoice) => {
      setChoices(new Map([...choices, [bookingId, choice]]))
    },
    /** Keeps what was refused; false when nothing was. */
    keep: (outcomes: readonly Outcome[]): boolean => {
      const refused = outcomes.filter((it) => it.problems.length > 0)
      setLeft(new Map(refused.map((it) => [it.booking.id, it.problems])))
      return refused.length > 0
    },
  }
}

/** Deciding one request or many in one message: each has an outcome of its own, and all that were refused are told together. */

import { useState } from 'react'
import { type Problem, useAction } from '../data/action.ts'
import { DecideDocument } from './operations.ts'

type Decision = {
  readonly ids: readonly string[]
  readonly approve: boolean
  /** A word to the person. */
  readonly note?: string | undefined
  /** Why staff set aside what they may set aside. */
  readonly override?: string | undefined
}

type Refused = { readonly id: string; readonly problems: readonly Problem[] }

export function useDecide() {
  const action = useAction(DecideDocument)
  const [refused, setRefused] = useState<readonly Refused[]>([])

  /** Answers with the ids that were decided. */
  async function decide({ ids, approve, note, override }: Decision): Promise<readonly string[]> {
    setRefused([])
    const input = {
      bookingIds: [...ids],
      approve,
      note: note ?? null,
      ...(override === undefined ? {} : { override: { reason: override } }),
    }
    const done = await action.run({ input })
    if (!done) return []
    const left = done.outcomes.filter((it) => it.problems.length > 0)
    setRefused(left.map((it) => ({ id: it.bookingId, problems: it.problems })))
    return done.outcomes.filter((it) => it.problems.length === 0).map((it) => it.bookingId)
  }
  return {
    decide,
    pending: action.pending,
    problems: [...action.problems, ...refused.flatMap((it) => it.problems)],
    /** The requests that the problems are about. */
    refusedIds: refused.map((it) => it.id),
    failure: action.failure,
  }
}
